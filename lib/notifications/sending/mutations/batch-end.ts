import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { endWaiting } from "../../mutations/hold";

const at = (now: Date) => sql`${now.toISOString()}::text::timestamptz`;

/**
 * Marks those who are held out at the moment at which their twins may be written to, and ends the batches of which
 * nothing is left: no message that waits, is on its way, is unknown or lies with a person, and nobody without an end.
 */
export function endBatches(scope: Scope, now: Date): Promise<{ heldOut: number; ended: number; stopped: number }> {
  const { issuerId } = scope;
  return withScope(scope, async (tx) => {
    const stopped = await endStopped(tx, scope, now);
    const held = await tx.execute(sql`
      update silver.notification_member m set outcome = 'held-out', outcome_at = ${at(now)}
      from app.notification_batch b
      where b.issuer_id = ${issuerId} and b.state in ('approved', 'sending') and b.releases_at <= ${at(now)}
        and not exists (select from app.notification_setting s where s.issuer_id = b.issuer_id and s.paused_at is not null)
        and m.issuer_id = b.issuer_id and m.batch_id = b.id and m.arm = 'control' and m.outcome is null
        and m.due_at <= ${at(now)}
      returning 1`);
    const ended = await tx.execute(sql`
      update app.notification_batch b set state = 'sent', ended_at = ${at(now)}, started_at = coalesce(started_at, ${at(now)})
      where b.issuer_id = ${issuerId} and b.state in ('approved', 'sending') and b.releases_at <= ${at(now)}
        and not exists (select from app.outbox o where o.issuer_id = b.issuer_id and o.batch_id = b.id)
        and not exists (
          select from silver.notification_member m
          where m.issuer_id = b.issuer_id and m.batch_id = b.id and m.arm = 'control' and m.outcome is null)
        and not exists (
          select from silver.notification_member m
          where m.issuer_id = b.issuer_id and m.batch_id = b.id and m.left_out is null and m.outcome is null)
      returning 1`);
    return { heldOut: held.length, ended: ended.length, stopped };
  });
}

/**
 * What was in hand when its batch was stopped or refused, and was not taken, waits again or lies with a person: it ends
 * as the others did, since nobody claims it any more. @returns how many messages.
 */
async function endStopped(tx: Tx, scope: Scope, now: Date): Promise<number> {
  const batches = await tx.execute<{ id: number; state: string; note: string | null }>(sql`
    select b.id, b.state, b.note from app.notification_batch b
    where b.issuer_id = ${scope.issuerId} and b.state in ('stopped', 'refused') and exists (
      select from app.outbox o
      where o.issuer_id = b.issuer_id and o.batch_id = b.id and o.state in ('waiting', 'dead'))
    order by b.id for update`);
  let messages = 0;
  for (const { id, state, note } of batches) {
    const why = state === "stopped" ? note : null;
    messages += await endWaiting(tx, scope, id, why ?? t("notification.sending.refusedShort"), now);
  }
  return messages;
}
