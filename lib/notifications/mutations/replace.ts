import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-proposals";

/** What a run proposed and nobody has touched: neither decided about nor edited. A later run knows better. */
export async function listUntouched(tx: Tx, scope: Scope, now: Date): Promise<number[]> {
  const rows = await tx.execute<{ id: number }>(sql`
    select b.id from app.notification_batch b
    where b.issuer_id = ${scope.issuerId} and b.state = 'proposed' and b.expires_at > ${now.toISOString()}::timestamptz
      and b.replaces is null
      and not exists (select from app.notification_decision d where d.issuer_id = b.issuer_id and d.batch_id = b.id)
    order by b.id for update`);
  return rows.map(({ id }) => id);
}

/** @returns how many gave way. */
export async function replaceProposals(tx: Tx, scope: Scope, ids: readonly number[], now: Date): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await tx
    .update(notificationBatch)
    .set({ state: "replaced", endedAt: now, note: t("notify.replaced.note") })
    .where(
      and(
        eq(notificationBatch.issuerId, scope.issuerId),
        inArray(notificationBatch.id, [...ids]),
        eq(notificationBatch.state, "proposed"),
      ),
    )
    .returning({ id: notificationBatch.id });
  return rows.length;
}
