import { and, eq, isNull, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationMember, outbox } from "@/db/schema/notification";
import { Conflict, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import type { OutboxState } from "../constants";
import { type BatchRow, readBatch } from "../queries/seal";
import { endMembers, endMessages, type MemberEnd } from "../sending/mutations/end-message";
import type { SettleDeadInput, SettleUnknownInput } from "../sending/schema";

/**
 * A person says what became of a message nobody knew of. Arrived: it is written down as sent. Not: it waits again, and is
 * checked anew before it leaves; of a batch that sends no more it ends as stopped. The only way in which such a message is
 * ever repeated.
 * @throws NotFound, Conflict when it is settled already.
 */
export function settleUnknown(scope: Scope, { key, arrived, reason }: SettleUnknownInput, now: Date): Promise<void> {
  return settle(scope, key, "unknown", async (tx, message, batch) => {
    if (arrived) await end(tx, scope, message, batch, { outcome: "sent", reason, now });
    else if (sends(batch)) await sendAgain(tx, scope, message, batch, now);
    else await end(tx, scope, message, batch, { outcome: "stopped", reason, now });
    await writeAudit(tx, scope, {
      action: "notification.unknown-settled",
      subject: t("notification.sending.batchName", { id: batch.id }),
      detail: { mailbox: message.mailbox, arrived, reason },
    });
  });
}

/** A message for which no lawful moment was left, or that was never taken: tried once more, or given up. */
export function settleDead(scope: Scope, { key, again, reason }: SettleDeadInput, now: Date): Promise<void> {
  return settle(scope, key, "dead", async (tx, message, batch) => {
    if (again) await sendAgain(tx, scope, message, batch, now);
    else await end(tx, scope, message, batch, { outcome: "failed", reason, now });
    await writeAudit(tx, scope, {
      action: "notification.dead-settled",
      subject: t("notification.sending.batchName", { id: batch.id }),
      detail: { mailbox: message.mailbox, again, reason },
    });
  });
}

type OutboxRow = typeof outbox.$inferSelect;

function settle(
  scope: Scope,
  key: string,
  state: OutboxState,
  work: (tx: Tx, message: OutboxRow, batch: BatchRow) => Promise<void>,
): Promise<void> {
  return withScope(scope, async (tx) => {
    const own = and(eq(outbox.issuerId, scope.issuerId), eq(outbox.messageKey, key));
    const [seen] = await tx.select({ batchId: outbox.batchId }).from(outbox).where(own);
    if (!seen) throw new NotFound("This message");
    // In the order of the sender: the batch, then the message.
    const batch = await readBatch(tx, scope, seen.batchId, "update");
    const [message] = await tx.select().from(outbox).where(own).for("update");
    if (!message) throw new NotFound("This message");
    if (message.state !== state) throw new Conflict(t("notification.sending.settled"));
    await work(tx, message, batch);
  });
}

async function end(
  tx: Tx,
  scope: Scope,
  message: OutboxRow,
  batch: BatchRow,
  { outcome, reason, now }: { outcome: "sent" | "failed" | "stopped"; reason: string; now: Date },
): Promise<void> {
  const { messageKey, mailbox, customerId, attempts } = message;
  const holders = await tx
    .select({
      customerId: notificationMember.customerId,
      address: notificationMember.address,
      outcome: notificationMember.outcome,
    })
    .from(notificationMember)
    .where(
      and(
        eq(notificationMember.issuerId, scope.issuerId),
        eq(notificationMember.batchId, batch.id),
        eq(notificationMember.mailbox, mailbox),
        isNull(notificationMember.leftOut),
        eq(notificationMember.arm, "remind"),
      ),
    );
  const address = holders.find((one) => one.customerId === customerId)?.address ?? mailbox;
  const note = t("notification.sending.settledBy", { who: scope.actor, reason });
  const common = { provider: null, attempts, subject: null, contentHash: null };
  await endMessages(tx, scope, batch, [{ key: messageKey, mailbox, address, customerId, outcome, note, ...common }], {
    now,
  });
  const told = holders.filter((one) => one.outcome === null || one.outcome === "unknown");
  const ends = told.map(
    (one): MemberEnd => ({
      customerId: one.customerId,
      outcome: outcome === "sent" && one.customerId !== customerId ? "merged" : outcome,
      note: outcome === "sent" ? null : note,
    }),
  );
  await endMembers(tx, scope, batch.id, ends, now);
  if (outcome === "sent") {
    await tx.execute(sql`
      update app.mailbox set last_sent_at = greatest(last_sent_at, ${now.toISOString()}::text::timestamptz)
      where issuer_id = ${scope.issuerId} and channel = ${message.channel} and mailbox = ${mailbox}`);
  }
}

const sends = ({ state }: BatchRow) => ["approved", "sending", "paused"].includes(state);

async function sendAgain(tx: Tx, scope: Scope, message: OutboxRow, batch: BatchRow, now: Date): Promise<void> {
  if (!sends(batch)) throw new Conflict(t("notification.sending.over"));
  await tx
    .update(outbox)
    .set({ state: "waiting", dueAt: now, attempts: 0, leasedBy: null, leaseUntil: null, reply: null })
    .where(and(eq(outbox.issuerId, scope.issuerId), eq(outbox.messageKey, message.messageKey)));
  await tx.execute(sql`
    update silver.notification_member set outcome = null, outcome_note = null, outcome_at = null
    where issuer_id = ${scope.issuerId} and batch_id = ${batch.id} and mailbox = ${message.mailbox}
      and left_out is null and outcome = 'unknown'`);
}
