import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-decision";
import type { BatchInput } from "../approval/schema";
import { openDecision } from "../queries/decision";
import { recordDecision } from "./approve-record";

/**
 * Takes an approval back while nothing has left: the outbox is emptied of it, nobody has an arm, and it is a proposal
 * again with the same seal. Every approval of it is void, the first of two as well.
 * @throws Forbidden, Conflict when the time is over.
 */
export function undoApproval(scope: Scope, { batchId }: BatchInput, now: Date, as?: string): Promise<void> {
  return withScope(scope, async (tx) => {
    const deciding = await openDecision(tx, scope, { batchId, decision: "undo", now, ...(as ? { as } : {}) });
    const mine = sql`issuer_id = ${scope.issuerId} and batch_id = ${batchId}`;
    // A message somebody has in hand already would make the promise a lie, whatever the clock says.
    const [busy] = await tx.execute(sql`
      select 1 from app.outbox where ${mine} and state <> 'waiting'
      union all select 1 from app.message where ${mine} limit 1`);
    if (busy) throw new Conflict(t("notification.approval.undoTooLate"));
    const removed = await tx.execute(sql`delete from app.outbox where ${mine} returning 1`);
    await tx.execute(sql`
      update silver.notification_member set arm = null, message_key = null, outcome = null, outcome_note = null,
        outcome_at = null
      where ${mine} and (arm is not null or outcome is not null)`);
    await recordDecision(tx, scope, deciding, {
      decision: "undo",
      action: "notification.undone",
      change: { state: "proposed", approvedAt: null, releasesAt: null, note: null, beyondCapacity: 0 },
      now,
      detail: { messages: removed.length },
    });
  });
}
