import { and, eq, inArray, lte } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-proposals";
import { openStates } from "../proposals/batch-state";

/**
 * Writes down what has expired. Nothing waits for it: whoever reads a batch looks at its time, so that it is right at any
 * moment. @returns how many there were.
 */
export async function expireProposals(tx: Tx, scope: Scope, now: Date): Promise<number> {
  const rows = await tx
    .update(notificationBatch)
    .set({ state: "expired", endedAt: notificationBatch.expiresAt, note: t("notify.expired.note") })
    .where(
      and(
        eq(notificationBatch.issuerId, scope.issuerId),
        inArray(notificationBatch.state, [...openStates]),
        lte(notificationBatch.expiresAt, now),
      ),
    )
    .returning({ id: notificationBatch.id });
  return rows.length;
}
