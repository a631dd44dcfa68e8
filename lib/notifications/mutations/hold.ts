import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-decision";
import type { BatchInput, StopInput } from "../approval/schema";
import { openDecision } from "../queries/decision";
import { differencesFromSeal } from "../queries/seal";
import { recordDecision } from "./approve-record";
import { keepCapacity } from "./keep-capacity";

/** Nothing more is begun; what is being handed over at this moment still ends. @throws Forbidden, Conflict. */
export function pauseBatch(scope: Scope, { batchId }: BatchInput, now: Date, as?: string): Promise<void> {
  return withScope(scope, async (tx) => {
    const deciding = await openDecision(tx, scope, { batchId, decision: "pause", now, ...(as ? { as } : {}) });
    await recordDecision(tx, scope, deciding, {
      decision: "pause",
      action: "notification.paused",
      change: { state: "paused", note: t("notification.approval.pausedNote", { name: deciding.decider.name }) },
      now,
    });
  });
}

/** Goes on where it was, if it is still what was sealed. @throws Forbidden, Conflict that names what differs. */
export function resumeBatch(scope: Scope, { batchId }: BatchInput, now: Date, as?: string): Promise<void> {
  return withScope(scope, async (tx) => {
    const deciding = await openDecision(tx, scope, { batchId, decision: "resume", now, ...(as ? { as } : {}) });
    const changes = await differencesFromSeal(tx, scope, deciding.batch);
    if (changes.length > 0) throw new Conflict(t("notification.approval.changed", { changes: changes.join(" ") }));
    await keepCapacity(tx, scope, deciding.batch, now);
    await recordDecision(tx, scope, deciding, {
      decision: "resume",
      action: "notification.resumed",
      change: { state: deciding.batch.startedAt ? "sending" : "approved", note: null },
      now,
    });
  });
}

/**
 * For good: what waits is taken out of the outbox and everybody without an end has this one. What is being handed over
 * still ends, and what is unknown stays for a person to settle. @throws Forbidden, Conflict.
 */
export function stopBatch(
  scope: Scope,
  { batchId, reason }: StopInput,
  now: Date,
  as?: string,
): Promise<{ messages: number }> {
  return withScope(scope, async (tx) => {
    const deciding = await openDecision(tx, scope, { batchId, decision: "stop", now, ...(as ? { as } : {}) });
    const messages = await endWaiting(tx, scope, batchId, reason, now);
    await recordDecision(tx, scope, deciding, {
      decision: "stop",
      action: "notification.stopped",
      change: { state: "stopped", endedAt: now, note: reason },
      now,
      reason,
      detail: { messages },
    });
    return { messages };
  });
}

/** A message leaves the outbox in the statement that writes its end. */
export async function endWaiting(tx: Tx, scope: Scope, batchId: number, note: string, now: Date): Promise<number> {
  const at = now.toISOString();
  // Of one that may be there already nobody can say that it was stopped.
  await tx.execute(sql`
    with unknown as (
      update app.outbox set state = 'unknown'
      where issuer_id = ${scope.issuerId} and batch_id = ${batchId} and state = 'waiting' and lease_until is not null
      returning mailbox, reply
    )
    update silver.notification_member p set outcome = 'unknown', outcome_note = u.reply, outcome_at = ${at}::text::timestamptz
    from unknown u
    where p.issuer_id = ${scope.issuerId} and p.batch_id = ${batchId} and p.mailbox = u.mailbox
      and p.outcome is null and p.left_out is null`);
  const ended = await tx.execute(sql`
    with gone as (
      delete from app.outbox where issuer_id = ${scope.issuerId} and batch_id = ${batchId} and state in ('waiting', 'dead')
      returning message_key, channel, mailbox, customer_id, attempts
    )
    insert into app.message (message_key, issuer_id, batch_id, channel, mailbox, address, customer_id, message_class,
      outcome, note, attempts, ended_at)
    select g.message_key, ${scope.issuerId}, ${batchId}, g.channel, g.mailbox, p.address, g.customer_id, b.message_class,
      'stopped', ${note}, g.attempts, ${at}::text::timestamptz
    from gone g
    join app.notification_batch b on b.issuer_id = ${scope.issuerId} and b.id = ${batchId}
    join silver.notification_member p on p.customer_id = g.customer_id and p.batch_id = ${batchId}
    returning 1`);
  // Whoever stands as unknown while nothing of his is in the outbox was in one that a late word let wait again.
  // A list and not a join: tables that have just been filled or emptied have no statistics to choose a good one by.
  await tx.execute(sql`
    with held as materialized (
      select mailbox from app.outbox where issuer_id = ${scope.issuerId} and batch_id = ${batchId}
    )
    update silver.notification_member p set outcome = 'stopped', outcome_note = ${note}, outcome_at = ${at}::text::timestamptz
    where p.issuer_id = ${scope.issuerId} and p.batch_id = ${batchId} and p.left_out is null
      and (p.outcome is null or p.outcome = 'unknown') and p.mailbox not in (select mailbox from held)`);
  return ended.length;
}
