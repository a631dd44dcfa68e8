import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationMember } from "@/db/schema/notification";
import { type Locale, locales } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import type { MemberCard } from "../member";
import { messageMember } from "../templates/message";
import { renderMessage } from "../templates/render";
import type { BatchDetail } from "./batch";
import { readSetting } from "./settings";

export type PreviewedMessage = {
  readonly customerId: number;
  readonly to: string;
  readonly dueAt: string | null;
  readonly timeZone: string;
  readonly people: number;
  /** Null where the words do not fit this person: nothing would leave. */
  readonly message: { readonly subject: string; readonly plain: string; readonly html: string | null } | null;
};

/** Links of a message that nobody gets: a reader here must not be able to unsubscribe a customer. */
const noLinks = {
  statement: "https://preview.invalid/statement",
  unsubscribe: "https://preview.invalid/unsubscribe",
  oneClick: "https://preview.invalid/one-click",
};

/** The first messages of a batch by their number of cards, as they would be read: those with most to tell come first. */
export function renderSamples(scope: Scope, batch: BatchDetail, count = 3): Promise<readonly PreviewedMessage[]> {
  return withScope(
    scope,
    async (tx) => {
      const setting = await readSetting(tx, scope);
      const mailboxes = await tx.execute<{ mailbox: string }>(sql`
        select mailbox from silver.notification_member
        where issuer_id = ${scope.issuerId} and batch_id = ${batch.id} and left_out is null and mailbox is not null
        group by mailbox order by sum(jsonb_array_length(cards)) desc, mailbox limit ${count}`);
      const members = await readHolders(
        tx,
        scope,
        batch,
        mailboxes.map(({ mailbox }) => mailbox),
      );
      const [issuer] = await tx.execute<{ legal: string | null }>(
        sql`select legal_name as legal from app.issuer where id = ${scope.issuerId}`,
      );
      const language: Locale = locales.find((one) => one === batch.language) ?? "en";
      return Promise.all(
        mailboxes.map(async ({ mailbox }): Promise<PreviewedMessage> => {
          const own = members.filter((member) => member.mailbox === mailbox);
          const leader = own.find(({ leads }) => leads) ?? own[0];
          const message = await rendered({
            template: { ...batch.template, channel: batch.channel, messageClass: batch.messageClass },
            member: messageMember(own, batch.currency),
            issuer: { name: scope.issuer.name, legalName: issuer?.legal ?? null },
            setting: { senderName: setting?.senderName ?? "", postalAddress: setting?.postalAddress ?? null },
            language,
            links: noLinks,
          });
          return {
            customerId: leader?.customerId ?? 0,
            to: leader?.address ?? mailbox,
            dueAt: leader?.dueAt?.toISOString() ?? null,
            timeZone: leader?.timeZone ?? scope.issuer.timeZone,
            people: own.length,
            message,
          };
        }),
      );
    },
    { readOnly: true },
  );
}

async function readHolders(tx: Tx, scope: Scope, batch: BatchDetail, mailboxes: readonly string[]) {
  if (mailboxes.length === 0) return [];
  const rows = await tx
    .select()
    .from(notificationMember)
    .where(
      and(
        eq(notificationMember.issuerId, scope.issuerId),
        eq(notificationMember.batchId, batch.id),
        inArray(notificationMember.mailbox, [...mailboxes]),
        isNull(notificationMember.leftOut),
      ),
    )
    .orderBy(asc(notificationMember.customerId));
  const ids = `{${rows.map(({ customerId }) => Math.trunc(customerId)).join(",")}}`;
  const names = await tx.execute<{ id: string; name: string | null }>(sql`
    select customer_id as id, name from silver.customer
    where issuer_id = ${scope.issuerId} and customer_id = any(${ids}::bigint[])`);
  const nameOf = new Map(names.map(({ id, name }) => [Number(id), name]));
  return rows.map((row) => ({
    ...row,
    name: nameOf.get(row.customerId) ?? null,
    // Written by us from `MemberCard` values, and sealed.
    cards: row.cards as unknown as readonly MemberCard[],
  }));
}

async function rendered(wanted: Parameters<typeof renderMessage>[0]): Promise<PreviewedMessage["message"]> {
  try {
    const { subject, plain, html } = await renderMessage(wanted);
    return { subject, plain, html };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
