import { and, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-sending";
import { rulesDifference } from "../../approval/seal-difference";
import { endWaiting } from "../../mutations/hold";
import { type BatchRow, differencesFromSeal, readBatch, readBatchTemplate } from "../../queries/seal";
import { readSetting } from "../../queries/settings";
import { headMark } from "./claim";

export type Opened =
  | { readonly state: "sending"; readonly head: string }
  | { readonly state: "refused" }
  /** Paused, taken back or not released: nothing was looked at. */
  | { readonly state: "not-now" };

/**
 * Holds a released batch against its seal, person by person, and begins it. One that is no longer what was approved is
 * refused for good: nothing more of it leaves, and its note says what differs.
 */
export function openBatch(scope: Scope, batchId: number, now: Date): Promise<Opened> {
  return withScope(scope, async (tx): Promise<Opened> => {
    const batch = await readBatch(tx, scope, batchId, "update");
    if (batch.state !== "approved" && batch.state !== "sending") return { state: "not-now" };
    if (batch.releasesAt === null || batch.releasesAt > now) return { state: "not-now" };
    const setting = await readSetting(tx, scope);
    if (!setting || setting.pausedAt !== null) return { state: "not-now" };
    const changes = [...(await differencesFromSeal(tx, scope, batch)), ...rulesDifference(batch.rules, setting)];
    if (changes.length > 0) {
      await refuse(tx, scope, batch, changes, now);
      return { state: "refused" };
    }
    await tx
      .update(notificationBatch)
      .set({ state: "sending", startedAt: batch.startedAt ?? now })
      .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batchId)));
    return { state: "sending", head: headMark(batch, await readBatchTemplate(tx, scope, batch)) };
  });
}

/** For good: what waits is ended, and the note says what differs. */
export async function refuse(
  tx: Tx,
  scope: Scope,
  batch: BatchRow,
  changes: readonly string[],
  now: Date,
): Promise<void> {
  const note = t("notification.sending.refused", { changes: changes.join(" ") });
  const messages = await endWaiting(tx, scope, batch.id, t("notification.sending.refusedShort"), now);
  await tx
    .update(notificationBatch)
    .set({ state: "refused", endedAt: now, note })
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batch.id)));
  await writeAudit(tx, scope, {
    action: "notification.refused",
    subject: t("notification.sending.batchName", { id: batch.id }),
    detail: { messages, changes },
  });
}
