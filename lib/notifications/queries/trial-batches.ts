import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationBatch } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";

/** A batch that is, or was, on its way to people. */
const begun = ["sending", "paused", "sent", "stopped", "refused"] as const;

export type BegunBatch = typeof notificationBatch.$inferSelect;

/** Batches from which something has left, oldest first. */
export function readBegun(tx: Tx, scope: Scope, only?: number): Promise<BegunBatch[]> {
  return tx
    .select()
    .from(notificationBatch)
    .where(
      and(
        eq(notificationBatch.issuerId, scope.issuerId),
        inArray(notificationBatch.state, begun),
        isNotNull(notificationBatch.startedAt),
        ...(only === undefined ? [] : [eq(notificationBatch.id, only)]),
      ),
    )
    .orderBy(asc(notificationBatch.id));
}

/** A batch that neither sends nor will send anything more. */
export const isOver = ({ state }: Pick<BegunBatch, "state">): boolean =>
  state === "sent" || state === "stopped" || state === "refused";
