import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type Tx, withScope } from "@/db/client";
import {
  notificationBatch,
  notificationMember,
  notificationSetting,
  notificationTemplate,
  outbox,
} from "@/db/schema/notification";
import { issuer } from "@/db/schema/programme";
import { fingerprint } from "@/lib/escheat/fingerprint";
import type { Locale } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { memberLeaf, sealedHead } from "../../approval/seal";
import { rulesDifference } from "../../approval/seal-difference";
import type { Channel } from "../../constants";
import { anyText } from "../../queries/any-of";
import type { BatchRow, MemberRow, TemplateRow } from "../../queries/seal";
import type { NotificationSetting } from "../../queries/settings";
import type { Claim, ClaimedBatch } from "../claimed";
import { type DueRow, judgeGroup } from "./judge-group";

export type ClaimInput = {
  readonly channels: readonly Channel[];
  readonly limit: number;
  readonly workerId: string;
  readonly now: Date;
  /** Batches that this process has held against their seal, with the head they had then (`openBatch`). */
  readonly opened: ReadonlyMap<number, string>;
};

/**
 * Takes a few messages of the batch that has waited longest, and checks each at this moment: what the law and the person
 * say, caps, hours, and whether there is still money to speak of. Those that may go are marked as being handed over and
 * leased before anybody hears of them; the others are put off, ended, or handed to a person, in the same transaction.
 *
 * The batch is locked against decisions (pause, stop, undo) until the end of it, and the mailboxes against other batches:
 * caps are counted and reserved at once. Rows that another worker has in hand are passed over.
 */
export function claimGroup(scope: Scope, input: ClaimInput): Promise<Claim> {
  return withScope(scope, async (tx): Promise<Claim> => {
    const head = await lockDueBatch(tx, scope, input);
    if (!head) return { found: "nothing" };
    const { batch, template, setting, legalName } = head;
    if (setting.pausedAt !== null || batch.releasesAt === null || batch.releasesAt > input.now)
      return { found: "nothing" };
    if (batch.state !== "approved" && batch.state !== "sending") return { found: "nothing" };

    const batchId = batch.id;
    const isOpen = batch.state === "sending" && input.opened.get(batchId) === headMark(batch, template);
    if (!isOpen || rulesDifference(batch.rules, setting).length > 0) return { found: "unopened", batchId };
    const rows = await takeDue(tx, scope, batchId, input);
    if (rows.length === 0) return { found: "nothing" };
    const members = await readHolders(tx, scope, batchId, rows);
    if (members.some((member) => memberLeaf(member) !== member.leaf)) return { found: "unopened", batchId };

    const messages = await judgeGroup(tx, scope, { batch, setting, rows, members, ...input });
    if (messages.length === 0) return { found: "put-aside" };
    return { found: "messages", batch: claimedBatch(batch, template, setting, legalName), messages };
  });
}

type Head = {
  readonly batch: BatchRow;
  readonly template: TemplateRow;
  readonly setting: NotificationSetting;
  readonly legalName: string | null;
};

/**
 * The batch whose first message has waited longest, with its words and the rules in force. Its lock is shared: workers do
 * not wait for one another, and a decision waits for all of them. Whoever had to wait for a decision sees the batch as
 * that has left it.
 */
async function lockDueBatch(tx: Tx, { issuerId }: Scope, { channels, now }: ClaimInput): Promise<Head | undefined> {
  const at = now.toISOString();
  const longest = sql`(
    select b.id from app.notification_batch b
    cross join lateral (
      select o.due_at from app.outbox o
      where o.issuer_id = b.issuer_id and o.batch_id = b.id and o.state = 'waiting' and o.due_at <= ${at}::text::timestamptz
      order by o.due_at limit 1) first
    where b.issuer_id = ${issuerId} and b.state in ('approved', 'sending') and b.releases_at <= ${at}::text::timestamptz
      and b.channel in (select jsonb_array_elements_text(${JSON.stringify(channels)}::text::jsonb))
    order by first.due_at, b.id limit 1)`;
  // By another name, because a lock cannot be told the schema of its table.
  const batch = alias(notificationBatch, "batch");
  const words = and(eq(notificationTemplate.issuerId, batch.issuerId), eq(notificationTemplate.id, batch.templateId));
  const [found] = await tx
    .select({ batch, template: notificationTemplate, setting: notificationSetting, legalName: issuer.legalName })
    .from(batch)
    .innerJoin(notificationTemplate, words)
    .innerJoin(notificationSetting, eq(notificationSetting.issuerId, batch.issuerId))
    .innerJoin(issuer, eq(issuer.id, batch.issuerId))
    .where(and(eq(batch.issuerId, issuerId), eq(batch.id, longest)))
    .for("share", { of: batch });
  return found;
}

/** All of a batch but its people, who are looked at one by one. */
export const headMark = (batch: BatchRow, template: TemplateRow): string =>
  fingerprint(sealedHead(batch, template, batch.rules));

/** Messages that are due and that nobody else has in hand. */
async function takeDue(
  tx: Tx,
  { issuerId }: Scope,
  batchId: number,
  { now, limit }: ClaimInput,
): Promise<readonly DueRow[]> {
  const { messageKey: key, mailbox, customerId, attempts, uselessAt, leaseUntil } = outbox;
  const own = and(eq(outbox.issuerId, issuerId), eq(outbox.batchId, batchId));
  const rows = await tx
    .select({ key, mailbox, customerId, attempts, uselessAt, leaseUntil })
    .from(outbox)
    .where(and(own, eq(outbox.state, "waiting"), lte(outbox.dueAt, now)))
    // By nothing more: of a batch that was released late all are due at once, and all would be sorted each time.
    .orderBy(outbox.dueAt)
    .limit(limit)
    .for("update", { skipLocked: true });
  return rows.map(({ leaseUntil: until, ...row }) => ({ ...row, mayBeThere: until !== null }));
}

/** Sorted here: an order asked for would be had from an index that knows no mailboxes, through all of the batch. */
async function readHolders(
  tx: Tx,
  scope: Scope,
  batchId: number,
  rows: readonly DueRow[],
): Promise<readonly MemberRow[]> {
  const members = await tx
    .select()
    .from(notificationMember)
    .where(
      and(
        eq(notificationMember.issuerId, scope.issuerId),
        eq(notificationMember.batchId, batchId),
        sql`${notificationMember.mailbox} = ${anyText(rows.map(({ mailbox }) => mailbox))}`,
        isNull(notificationMember.leftOut),
        eq(notificationMember.arm, "remind"),
      ),
    );
  return members.sort((a, b) => a.customerId - b.customerId);
}

function claimedBatch(
  batch: BatchRow,
  { messageClass, subject, body }: TemplateRow,
  { senderName, senderAddress, replyTo, postalAddress }: NotificationSetting,
  legalName: string | null,
): ClaimedBatch {
  const { id, channel, language } = batch;
  const template = { channel, messageClass, subject, body };
  const sender = { legalName, senderName, senderAddress, replyTo, postalAddress };
  return { id, channel, messageClass: batch.messageClass, language: language as Locale, template, ...sender };
}
