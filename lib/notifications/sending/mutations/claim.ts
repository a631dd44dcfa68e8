import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationBatch, notificationMember } from "@/db/schema/notification";
import { issuer } from "@/db/schema/programme";
import { fingerprint } from "@/lib/escheat/fingerprint";
import type { Locale } from "@/lib/format";
import type { Scope } from "@/lib/identity/scope";
import { memberLeaf, sealedHead } from "../../approval/seal";
import { rulesDifference } from "../../approval/seal-difference";
import type { Channel } from "../../constants";
import { type BatchRow, type MemberRow, readBatchTemplate, type TemplateRow } from "../../queries/seal";
import { type NotificationSetting, readSetting } from "../../queries/settings";
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
    // What does not build on one another is asked at once: it goes down the line together, in this order.
    const [setting, batchId] = await Promise.all([readSetting(tx, scope), findDueBatch(tx, scope, input)]);
    if (!setting || setting.pausedAt !== null || batchId === null) return { found: "nothing" };
    const batch = await lockBatch(tx, scope, batchId);
    if (!batch || batch.releasesAt === null || batch.releasesAt > input.now) return { found: "nothing" };
    if (batch.state !== "approved" && batch.state !== "sending") return { found: "nothing" };

    const [template, legalName, rows] = await Promise.all([
      readBatchTemplate(tx, scope, batch),
      readLegalName(tx, scope),
      takeDue(tx, scope, batchId, input),
    ]);
    const isOpen = batch.state === "sending" && input.opened.get(batchId) === headMark(batch, template);
    if (!isOpen || rulesDifference(batch.rules, setting).length > 0) return { found: "unopened", batchId };
    if (rows.length === 0) return { found: "nothing" };
    const members = await readHolders(tx, scope, batchId, rows);
    if (members.some((member) => memberLeaf(member) !== member.leaf)) return { found: "unopened", batchId };

    const messages = await judgeGroup(tx, scope, { batch, setting, rows, members, ...input });
    if (messages.length === 0) return { found: "put-aside" };
    return { found: "messages", batch: claimedBatch(batch, template, setting, legalName), messages };
  });
}

async function findDueBatch(tx: Tx, { issuerId }: Scope, { channels, now }: ClaimInput): Promise<number | null> {
  const at = now.toISOString();
  const [found] = await tx.execute<{ id: number }>(sql`
    select b.id from app.notification_batch b
    cross join lateral (
      select o.due_at from app.outbox o
      where o.issuer_id = b.issuer_id and o.batch_id = b.id and o.state = 'waiting' and o.due_at <= ${at}::text::timestamptz
      order by o.due_at limit 1) first
    where b.issuer_id = ${issuerId} and b.state in ('approved', 'sending') and b.releases_at <= ${at}::text::timestamptz
      and b.channel in (select jsonb_array_elements_text(${JSON.stringify(channels)}::text::jsonb))
    order by first.due_at, b.id limit 1`);
  return found?.id ?? null;
}

/** Shared: workers do not wait for one another, and a decision waits for all of them. */
async function lockBatch(tx: Tx, scope: Scope, id: number): Promise<BatchRow | undefined> {
  const [found] = await tx
    .select()
    .from(notificationBatch)
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, id)))
    .for("share");
  return found;
}

/** All of a batch but its people, who are looked at one by one. */
export const headMark = (batch: BatchRow, template: TemplateRow): string =>
  fingerprint(sealedHead(batch, template, batch.rules));

async function takeDue(
  tx: Tx,
  { issuerId }: Scope,
  batchId: number,
  { now, limit }: ClaimInput,
): Promise<readonly DueRow[]> {
  const rows = await tx.execute<{
    key: string;
    mailbox: string;
    customer: string;
    attempts: number;
    useless: string | null;
  }>(sql`
    select message_key as key, mailbox, customer_id as customer, attempts, useless_at as useless from app.outbox
    where issuer_id = ${issuerId} and batch_id = ${batchId} and state = 'waiting'
      and due_at <= ${now.toISOString()}::text::timestamptz
    order by due_at, message_key limit ${limit}::int for update skip locked`);
  return rows.map(({ key, mailbox, customer, attempts, useless }) => ({
    key,
    mailbox,
    customerId: Number(customer),
    attempts,
    uselessAt: useless === null ? null : new Date(useless),
  }));
}

async function readHolders(
  tx: Tx,
  scope: Scope,
  batchId: number,
  rows: readonly DueRow[],
): Promise<readonly MemberRow[]> {
  return tx
    .select()
    .from(notificationMember)
    .where(
      and(
        eq(notificationMember.issuerId, scope.issuerId),
        eq(notificationMember.batchId, batchId),
        inArray(
          notificationMember.mailbox,
          rows.map(({ mailbox }) => mailbox),
        ),
        isNull(notificationMember.leftOut),
        eq(notificationMember.arm, "remind"),
      ),
    )
    .orderBy(notificationMember.customerId);
}

async function readLegalName(tx: Tx, { issuerId }: Scope): Promise<string | null> {
  const [own] = await tx.select({ legalName: issuer.legalName }).from(issuer).where(eq(issuer.id, issuerId));
  return own?.legalName ?? null;
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
