import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import { formatRate } from "@/lib/format";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import type { BatchRow } from "../../queries/seal";
import { COMPLAINTS_PER_THOUSAND, hasTooManyComplaints } from "../complaint-limit";
import { countEvents } from "../queries/events";

/**
 * Holds a batch about which too many of its readers complain, until a manager lets it go on; the next complaint after that
 * holds it again. The batch is locked, so that complaints that come at once are counted one after the other.
 */
export async function pauseOnComplaints(tx: Tx, scope: Scope, batch: BatchRow): Promise<void> {
  if (batch.state !== "approved" && batch.state !== "sending") return;
  const { complained: complaints } = await countEvents(tx, scope, batch.id);
  const [row] = await tx.execute<{ sent: number }>(sql`
    select count(*)::int as sent from app.message
    where issuer_id = ${scope.issuerId} and batch_id = ${batch.id} and outcome = 'sent'`);
  const counted = { complaints, sent: row?.sent ?? 0 };
  if (!hasTooManyComplaints(counted)) return;
  const note = t("notification.events.paused", {
    ...counted,
    limit: formatRate(COMPLAINTS_PER_THOUSAND / 1_000, "en"),
  });
  await tx
    .update(notificationBatch)
    .set({ state: "paused", note })
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batch.id)));
  await writeAudit(tx, scope, {
    action: "notification.paused",
    subject: t("notification.sending.batchName", { id: batch.id }),
    detail: { seal: batch.seal, ...counted },
  });
}
