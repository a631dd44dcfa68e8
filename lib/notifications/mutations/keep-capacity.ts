import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { lastOf, readLateWaiting, spreadOver } from "../queries/late";
import type { BatchRow } from "../queries/seal";
import { readSetting } from "../queries/settings";

/** Rows a statement. */
const AT_ONCE = 5_000;

/**
 * Messages of a batch that were to leave before `from`, because it was approved late or was held, are spread over days on
 * which the issuer's capacity has room; else all of them would leave together. Of two batches that are let go at once the
 * second knows what the first has taken.
 */
export async function keepCapacity(
  tx: Tx,
  scope: Scope,
  batch: Pick<BatchRow, "id" | "channel">,
  from: Date,
): Promise<void> {
  const setting = await readSetting(tx, scope);
  if (!setting || setting.dailyCapacity === null) return;
  const late = await readLateWaiting(tx, scope, batch, from);
  if (late.length === 0) return;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification.capacity'), ${scope.issuerId}::int)`);
  const { moments, beyond } = await spreadOver(tx, scope, batch, late, {
    from,
    setting,
    capacity: setting.dailyCapacity,
  });
  const rows = [...moments].map(([key, moment]) => ({ key, at: moment.toISOString() }));
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await tx.execute(sql`
      update app.outbox o set due_at = g.at
      from jsonb_to_recordset(${JSON.stringify(rows.slice(start, start + AT_ONCE))}::text::jsonb) g (key char(32), at timestamptz)
      where o.message_key = g.key and o.issuer_id = ${scope.issuerId}`);
  }
  await tx
    .update(notificationBatch)
    .set({ beyondCapacity: beyond })
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batch.id)));
  await writeAudit(tx, scope, {
    action: "notification.spread",
    subject: t("notification.sending.batchName", { id: batch.id }),
    detail: { messages: rows.length, beyond, last: lastOf(moments, from).toISOString() },
  });
}
