import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { RejectInput } from "../approval/schema";
import { openDecision } from "../queries/decision";
import { recordDecision } from "./approve-record";

/**
 * A proposal that is not to be sent, and why. Whoever approves may say so, and whoever proposed it may take his own back.
 * @throws Forbidden, Conflict once it is decided.
 */
export function rejectBatch(scope: Scope, { batchId, reason }: RejectInput, now: Date, as?: string): Promise<void> {
  return withScope(scope, async (tx) => {
    const deciding = await openDecision(tx, scope, { batchId, decision: "reject", now, ...(as ? { as } : {}) });
    await recordDecision(tx, scope, deciding, {
      decision: "reject",
      action: "notification.rejected",
      change: { state: "rejected", endedAt: now, note: reason },
      now,
      reason,
    });
  });
}
