import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch, notificationDecision } from "@/db/schema/notification";
import type { AuditKind } from "@/lib/identity/audit-kinds";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import type { Decision } from "../constants";
import type { Deciding } from "../queries/decision";
import type { BatchRow } from "../queries/seal";

type Change = Partial<
  Pick<BatchRow, "state" | "approvedAt" | "releasesAt" | "startedAt" | "endedAt" | "note" | "beyondCapacity">
>;
type What = {
  readonly decision: Decision;
  readonly action: AuditKind;
  readonly change: Change;
  readonly now: Date;
  readonly reason?: string;
  readonly detail?: Record<string, unknown>;
};

/** What was decided, where the batch stands after it, and the line of the audit trail: together or not at all. */
export async function recordDecision(tx: Tx, scope: Scope, { batch, decider }: Deciding, what: What): Promise<void> {
  const { decision, action, change, now, reason, detail } = what;
  await tx.insert(notificationDecision).values({
    issuerId: scope.issuerId,
    batchId: batch.id,
    decision,
    personId: decider.personId,
    personName: decider.name,
    seal: batch.seal,
    reason: reason ?? null,
    decidedAt: now,
  });
  await tx
    .update(notificationBatch)
    .set(change)
    .where(and(eq(notificationBatch.issuerId, scope.issuerId), eq(notificationBatch.id, batch.id)));
  const who = { ...scope, personId: decider.personId, actor: decider.actor };
  await writeAudit(tx, who, {
    action,
    subject: `batch ${batch.id}`,
    detail: { seal: batch.seal, ...(reason ? { reason } : {}), ...detail },
  });
}
