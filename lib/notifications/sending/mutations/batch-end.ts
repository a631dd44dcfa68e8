import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

const at = (now: Date) => sql`${now.toISOString()}::text::timestamptz`;

/**
 * Marks those who are held out at the moment at which their twins may be written to, and ends the batches of which
 * nothing is left: no message that waits, is on its way, is unknown or lies with a person, and nobody without an end.
 */
export function endBatches(scope: Scope, now: Date): Promise<{ heldOut: number; ended: number }> {
  const { issuerId } = scope;
  return withScope(scope, async (tx) => {
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
    return { heldOut: held.length, ended: ended.length };
  });
}
