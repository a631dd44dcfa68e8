import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { type CivilDate, civilDateIn } from "@/lib/dates";
import type { Locale } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-templates";
import { BALANCE } from "@/lib/rollups/definitions";
import type { ReminderReason } from "../constants";
import { mailboxOf } from "../mailbox";
import { memberCards } from "../proposals/card-losses";
import { blocks, type LintFinding } from "../templates/finding";
import { lintTemplate } from "../templates/lint";
import { type MessageSetting, messageMember, type RenderedMessage } from "../templates/message";
import { exampleReaders, type PreviewPerson } from "../templates/preview";
import { renderMessage } from "../templates/render";
import type { TemplateDraft } from "../templates/schema";
import type { CandidateCard } from "./candidates";
import { withEscheatDays } from "./escheat-days";
import { linksFor } from "./recipient-links";
import { readLintContext } from "./template-context";

export type TemplatePreview = {
  readonly findings: readonly LintFinding[];
  /** Whether the readers are holders, or made up because none could be found. */
  readonly real: boolean;
  readonly sender: string;
  readonly readers: readonly {
    readonly name: string | null;
    readonly mailbox: string;
    readonly people: number;
    /** Null: it cannot be rendered for this reader. */
    readonly message: RenderedMessage | null;
  }[];
};

const READERS = 3;
/** Cards looked at to find three readers. */
const LOOKED_AT = 400;
/** Of their holders, how many are read whole. */
const TRIED = 12;

/** What is wrong with a draft, and how it would read for three holders; nothing is stored and nothing leaves. */
export function previewTemplate(scope: Scope, draft: TemplateDraft, now: Date): Promise<TemplatePreview> {
  const asOf = civilDateIn(scope.issuer.timeZone, now);
  return withScope(
    scope,
    async (tx) => {
      const findings = lintTemplate(draft, await readLintContext(tx, scope, asOf));
      const { issuer, setting } = await readSender(tx, scope);
      const found = await findReaders(tx, scope, draft, asOf);
      const readers = found.length > 0 ? found : exampleReaders(draft.reason, scope.issuer.currency, asOf);
      const shown = !blocks(findings.filter(({ field }) => field === "subject" || field === "body"));
      const links = { ...linksFor({ ...NOBODY, issuerId: scope.issuerId, channel: draft.channel, day: asOf }) };
      const messages = readers.map(async ({ member, mailbox, people }) => ({
        name: member.name,
        mailbox,
        people,
        message: shown
          ? await renderMessage({ template: draft, member, issuer, setting, language: draft.language, links }).catch(
              nothingFor,
            )
          : null,
      }));
      return { findings, real: found.length > 0, sender: setting.senderName, readers: await Promise.all(messages) };
    },
    { readOnly: true },
  );
}

/** A link in a preview opens, and shows nobody's cards. */
const NOBODY = { mailbox: "nobody@example.invalid", batchId: null } as const;

/** A value that is not known of this reader's cards. Anything else is a fault of ours. */
function nothingFor(error: unknown): null {
  if (error instanceof RangeError) return null;
  throw error;
}

async function readSender(tx: Tx, scope: Scope) {
  const [row] = await tx.execute<{
    legal_name: string | null;
    sender_name: string | null;
    postal_address: string | null;
  }>(sql`
    select i.legal_name, s.sender_name, s.postal_address from app.issuer i
    left join app.notification_setting s on s.issuer_id = i.id where i.id = ${scope.issuerId}`);
  const setting: MessageSetting = {
    senderName: row?.sender_name ?? scope.issuer.name,
    // The check says that it is missing; the rest can be read all the same.
    postalAddress: row?.postal_address || t("templates.noPostalAddress"),
  };
  return { issuer: { name: scope.issuer.name, legalName: row?.legal_name ?? null }, setting };
}

/** Which date of a card makes it fit a reason, and in what order: what is lost first comes first. */
const fits: Record<ReminderReason, string> = {
  "card-expiry": "c.card_expires_on",
  "funds-expiry": "c.funds_expires_on",
  fees: "case when y.has_fees then (greatest(c.sold_on, c.last_load_on, c.last_use_on) + interval '1 year')::date end",
  // By the law a card sleeps for three years or five: of those asleep for two the latest have it before them.
  escheat: "greatest(c.sold_on, c.last_load_on, c.last_use_on)",
  "unused-balance": "",
};

async function findReaders(
  tx: Tx,
  scope: Scope,
  { reason, channel, language }: Pick<TemplateDraft, "reason" | "channel" | "language">,
  asOf: CivilDate,
): Promise<PreviewPerson[]> {
  if (channel === "push") return [];
  const address = sql.raw(channel === "email" ? "h.email" : "h.phone");
  const [dated, order] = readersOrder(reason, asOf);
  const found = await tx.execute<{ address: string }>(sql`
    select ${address} as address from silver.card_summary c
    join silver.card k on k.customer_id = c.customer_id and k.id = c.card_id
    join silver.card_type y on y.id = c.card_type_id
    join silver.customer h on h.customer_id = c.customer_id
    where ${openCards(scope, asOf)} and ${dated} and ${address} is not null and ${ofLanguage(language)}
    order by ${order} limit ${LOOKED_AT}`);
  const addresses = [...new Set(found.map((row) => row.address))].filter((one) => mailboxOf(one, channel) !== null);
  const readers: PreviewPerson[] = [];
  for (const one of addresses.slice(0, TRIED)) {
    const reader = await readReader(tx, scope, one, channel, asOf);
    // Whose loss is far away is written to for another reason, in other words.
    if (reader.member.cards.some((card) => card.reason === reason)) readers.push(reader);
    if (readers.length === READERS) break;
  }
  return readers;
}

/** Which cards are looked at first: those with the least time left, as far as a statement can tell it. */
function readersOrder(reason: ReminderReason, asOf: CivilDate): [where: SQL, order: SQL] {
  if (reason === "unused-balance") return [sql`true`, sql`c.customer_id`];
  const day = sql.raw(fits[reason]);
  return reason === "escheat"
    ? [sql`${day} < ${asOf}::date - interval '2 years'`, sql`${day} desc`]
    : [sql`${day} >= ${asOf}::date`, sql`${day}`];
}

const openCards = (scope: Scope, asOf: CivilDate) => sql`
  c.issuer_id = ${scope.issuerId} and ${sql.raw(BALANCE)} > 0 and c.escheated = 0 and y.promotional is not true
  and coalesce(least(c.card_expires_on, c.funds_expires_on) >= ${asOf}::date, true)
`;

/** Whoever has told no language reads English. */
const ofLanguage = (language: Locale) =>
  language === "en"
    ? sql`coalesce(h.language, 'en') not similar to '(ru|ja)%'`
    : sql`h.language like ${`${language}%`}`;

type CardOf = { name: string | null; customer_id: string; currency: string; card: CandidateCard };

/** All cards of everybody at one address, of the currency of the first. */
async function readReader(
  tx: Tx,
  scope: Scope,
  address: string,
  channel: "email" | "sms",
  asOf: CivilDate,
): Promise<PreviewPerson> {
  const column = sql.raw(channel === "email" ? "h.email" : "h.phone");
  const rows = await tx.execute<CardOf>(sql`
    select h.name, c.customer_id, c.currency::text as currency,
      jsonb_build_object('id', c.card_id, 'source', k.source_id, 'brand', b.name, 'type', y.name, 'typeId', y.id,
        'balance', ${sql.raw(BALANCE)}::text, 'cardEnds', c.card_expires_on, 'fundsEnd', c.funds_expires_on,
        'escheats', k.escheat_on, 'feesFrom', ${sql.raw(fits.fees)}, 'score', null) as card
    from silver.customer h
    join silver.card_summary c on c.customer_id = h.customer_id
    join silver.card k on k.customer_id = c.customer_id and k.id = c.card_id
    join silver.card_type y on y.id = c.card_type_id
    left join silver.brand b on b.id = y.brand_id
    where h.issuer_id = ${scope.issuerId} and ${column} = ${address} and ${openCards(scope, asOf)}
    order by h.customer_id, c.card_id`);
  const held = await withEscheatDays(tx, scope, asOf, rows);
  const open = held.filter(({ card: { escheats } }) => escheats === null || escheats > asOf);
  const currency = open[0]?.currency ?? scope.issuer.currency;
  const own = open.filter((row) => row.currency === currency);
  const holders = [...byCustomer(own).values()].map((cards) => ({
    name: cards[0]?.name ?? null,
    cards: memberCards(
      cards.map((row) => row.card),
      asOf,
    ),
  }));
  return {
    member: messageMember(holders, currency),
    mailbox: mailboxOf(address, channel) ?? address,
    people: holders.length,
  };
}

function byCustomer(rows: readonly CardOf[]): Map<string, CardOf[]> {
  const found = new Map<string, CardOf[]>();
  for (const row of rows) found.set(row.customer_id, [...(found.get(row.customer_id) ?? []), row]);
  return found;
}
