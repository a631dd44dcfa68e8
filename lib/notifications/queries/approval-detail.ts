import { eq, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { issuer } from "@/db/schema/programme";
import { civilDateIn } from "@/lib/dates";
import { type Locale, locales } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { approvalReason } from "../approval/approval-reason";
import type { MemberCard } from "../member";
import { messageMember } from "../templates/message";
import { renderMessage } from "../templates/render";
import { listSamples } from "./batch";
import { type LateApproval, readLateApproval } from "./late";
import { linksFor } from "./recipient-links";
import { type BatchRow, readBatch, readBatchTemplate } from "./seal";
import { readSetting } from "./settings";

export type ApprovalSample = {
  readonly customerId: number;
  readonly customer: string | null;
  readonly name: string | null;
  readonly value: bigint;
  readonly lossOn: string | null;
  readonly dueAt: string | null;
  readonly timeZone: string;
  /** Why he, why then: sentences. */
  readonly why: readonly string[];
};
export type ApprovalMessage = { readonly to: string; readonly subject: string; readonly plain: string };

/** What an approver reads beside the figures. `fault` says why the messages cannot be shown, null when they can. */
export type ApprovalDetail = {
  readonly id: number;
  readonly seal: string;
  readonly template: { readonly id: number; readonly version: number; readonly withdrawn: boolean };
  readonly samples: readonly ApprovalSample[];
  readonly messages: readonly ApprovalMessage[];
  readonly isUnreadable: boolean;
  /** What became of messages whose moment has passed, if it were approved now; null: nothing is late. */
  readonly late: LateApproval | null;
};

const SAMPLES = 10;
const MESSAGES = 3;

/** Ten people with their reasons and three of the messages, as they would leave. @throws NotFound. */
export async function getApprovalDetail(scope: Scope, id: number, now: Date): Promise<ApprovalDetail> {
  const samples = await listSamples(scope, id, SAMPLES);
  const mailboxes = samples.slice(0, MESSAGES).flatMap(({ mailbox }) => (mailbox === null ? [] : [mailbox]));
  const { batch, template, messages, late } = await withScope(
    scope,
    (tx) => readMessages(tx, scope, id, mailboxes, now),
    {
      readOnly: true,
    },
  );
  return {
    id,
    seal: batch.seal,
    template: { id: template.id, version: template.version, withdrawn: template.withdrawnAt !== null },
    samples: samples.map(({ customerId, customer, name, value, lossOn, dueAt, timeZone, explanation }) => ({
      customerId,
      customer,
      name,
      value,
      lossOn,
      dueAt,
      timeZone,
      why: approvalReason(explanation, batch.currency),
    })),
    messages,
    isUnreadable: messages.length < mailboxes.length,
    late,
  };
}

async function readMessages(tx: Tx, scope: Scope, id: number, mailboxes: readonly string[], now: Date) {
  const batch = await readBatch(tx, scope, id);
  const template = await readBatchTemplate(tx, scope, batch);
  const setting = await readSetting(tx, scope);
  const [names] = await tx
    .select({ name: issuer.name, legalName: issuer.legalName })
    .from(issuer)
    .where(eq(issuer.id, scope.issuerId));
  const holders = await readHolders(tx, scope, batch, mailboxes);
  const made = mailboxes.map((mailbox) =>
    renderMessage({
      template: { ...template, channel: batch.channel },
      member: messageMember(holders.get(mailbox) ?? [], batch.currency),
      issuer: names ?? { name: scope.issuer.name, legalName: null },
      setting: setting ?? { senderName: scope.issuer.name, postalAddress: null },
      language: languageOf(batch.language),
      links: linksOf(scope, batch, now),
    }).then(
      ({ subject, plain }): ApprovalMessage => ({ to: mailbox, subject, plain }),
      (error: unknown) => {
        // Words that do not fit this person; anything else is a fault of ours.
        if (error instanceof RangeError) return null;
        throw error;
      },
    ),
  );
  const messages = (await Promise.all(made)).filter((one) => one !== null);
  return { batch, template, messages, late: await readLateApproval(tx, scope, batch, now) };
}

/** Everybody behind each mailbox, whose name the message bears first: they get one message with all their cards. */
async function readHolders(tx: Tx, scope: Scope, batch: BatchRow, mailboxes: readonly string[]) {
  const rows = await tx.execute<{ mailbox: string; name: string | null; cards: readonly MemberCard[] }>(sql`
    select m.mailbox, h.name, m.cards from silver.notification_member m
    left join silver.customer h on h.customer_id = m.customer_id and h.issuer_id = m.issuer_id
    where m.issuer_id = ${scope.issuerId} and m.batch_id = ${batch.id} and m.left_out is null
      and m.mailbox in (select jsonb_array_elements_text(${JSON.stringify(mailboxes)}::text::jsonb))
    order by m.leads desc, m.customer_id`);
  const holders = new Map<string, { name: string | null; cards: readonly MemberCard[] }[]>();
  for (const { mailbox, name, cards } of rows) {
    const list = holders.get(mailbox) ?? [];
    list.push({ name, cards });
    holders.set(mailbox, list);
  }
  return holders;
}

/** A link in a preview opens, and shows nobody's cards. */
const linksOf = (scope: Scope, { channel }: BatchRow, now: Date) =>
  linksFor({
    issuerId: scope.issuerId,
    channel,
    mailbox: "nobody@example.invalid",
    batchId: null,
    day: civilDateIn(scope.issuer.timeZone, now),
  });

const languageOf = (language: string): Locale => locales.find((one) => one === language) ?? "en";
