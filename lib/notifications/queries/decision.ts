import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { notificationDecision } from "@/db/schema/notification";
import { Conflict, Forbidden } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { whyNot } from "../approval/may-decide";
import { type Said, standingApprovals } from "../approval/standing";
import type { Decision } from "../constants";
import { type NamedDecider, requireDecider } from "./approval-decider";
import { type BatchRow, readBatch } from "./seal";

/** What has been said about a batch, in its order. */
export function readDecisions(tx: Tx, scope: Scope, batchId: number): Promise<Said[]> {
  return tx
    .select({
      decision: notificationDecision.decision,
      personId: notificationDecision.personId,
      personName: notificationDecision.personName,
      seal: notificationDecision.seal,
    })
    .from(notificationDecision)
    .where(and(eq(notificationDecision.issuerId, scope.issuerId), eq(notificationDecision.batchId, batchId)))
    .orderBy(asc(notificationDecision.id));
}

/** A batch, locked until the decision is written, whoever decides, and who agrees to it so far. */
export type Deciding = {
  readonly batch: BatchRow;
  readonly decider: NamedDecider;
  readonly approvers: readonly Said[];
};

type Asked = { batchId: number; decision: Decision; seal?: string; now: Date; as?: string };

/**
 * Opens a decision: takes the batch's row, which the sender of messages takes too, so that of two decisions, and of a
 * decision and a first message, one comes after the other. Without a `seal` it is about whatever is stored.
 * @throws Forbidden, Conflict: what `whyNot` says. NotFound.
 */
export async function openDecision(tx: Tx, scope: Scope, asked: Asked): Promise<Deciding> {
  const decider = await requireDecider(tx, scope, asked.as);
  const batch = await readBatch(tx, scope, asked.batchId, "update");
  const approvers = standingApprovals(await readDecisions(tx, scope, batch.id), batch.seal);
  const refusal = whyNot(decider, { ...batch, approvers }, { ...asked, seal: asked.seal ?? batch.seal });
  if (refusal?.kind === "forbidden") throw new Forbidden(refusal.sentence);
  if (refusal) throw new Conflict(refusal.sentence);
  return { batch, decider, approvers };
}
