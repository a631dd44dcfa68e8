import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationBatch, notificationDecision } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";
import { QUEUE_LIMIT } from "../approval/constants";
import { byCostOfWaiting, type Queue, type QueueItem, type Release } from "../approval/queue-item";
import { type Said, standingApprovals } from "../approval/standing";
import { type LeftOutRule, RELEASE } from "../constants";
import { isCostKnown } from "../proposals/batch-parameters";
import { openStates, stateAt } from "../proposals/batch-state";
import type { BatchRow } from "./seal";

/** What a manager has to decide now, and what can still be taken back. */
export function listApprovals(scope: Scope, now: Date): Promise<Queue> {
  return withScope(
    scope,
    async (tx) => {
      const { issuerId, state, expiresAt, releasesAt, startedAt, delayCost, windowFrom, id } = notificationBatch;
      const at = sql`${now.toISOString()}::timestamptz`;
      const own = sql`${notificationBatch.currency} = ${scope.issuer.currency}`;
      const waiting = await tx
        .select()
        .from(notificationBatch)
        .where(and(eq(issuerId, scope.issuerId), inArray(state, [...openStates]), sql`${expiresAt} > ${at}`))
        .orderBy(sql`${own} desc, ${delayCost} desc, ${windowFrom}, ${id}`)
        .limit(QUEUE_LIMIT);
      const revocable = await tx
        .select()
        .from(notificationBatch)
        .where(
          and(
            eq(issuerId, scope.issuerId),
            or(
              eq(state, "releasing"),
              and(inArray(state, ["approved", "paused"]), sql`${releasesAt} > ${at}`, isNull(startedAt)),
            ),
          ),
        )
        .orderBy(sql`${notificationBatch.approvedAt} desc, ${id} desc`)
        .limit(QUEUE_LIMIT);
      const ids = [...waiting, ...revocable].map((row) => row.id);
      const said = ids.length === 0 ? [] : await readSaid(tx, scope, ids);
      const isReleasing = revocable.some((row) => row.state === "releasing");
      const releases = isReleasing ? await readReleases(tx, scope) : new Map<number, Release>();
      const itemOf = (row: BatchRow) => ({ ...queueItem(row, said, now), release: releases.get(row.id) ?? null });
      return {
        waiting: waiting.map(itemOf).sort(byCostOfWaiting(scope.issuer.currency)),
        revocable: revocable.map(itemOf),
      };
    },
    { readOnly: true },
  );
}

type OfBatch = Said & { readonly batchId: number; readonly decidedAt: Date };

function readSaid(tx: Tx, scope: Scope, ids: number[]): Promise<OfBatch[]> {
  const { batchId, decision, personId, personName, seal, decidedAt, issuerId, id } = notificationDecision;
  return tx
    .select({ batchId, decision, personId, personName, seal, decidedAt })
    .from(notificationDecision)
    .where(and(eq(issuerId, scope.issuerId), inArray(batchId, ids)))
    .orderBy(id);
}

/** The newest run for each batch that is being released. */
async function readReleases(tx: Tx, { issuerId }: Scope): Promise<Map<number, Release>> {
  const rows = await tx.execute<Release & { batchId: number }>(sql`
    select distinct on (b.id) b.id as "batchId", r.id as "runId", r.state, r.progress
    from app.notification_batch b
    join app.job_run r on r.issuer_id = b.issuer_id and r.kind = ${RELEASE} and (r.input->>'batchId')::int = b.id
    where b.issuer_id = ${issuerId} and b.state = 'releasing' order by b.id, r.id desc`);
  return new Map(rows.map(({ batchId, ...release }) => [batchId, release]));
}

function queueItem(row: BatchRow, said: readonly OfBatch[], now: Date): Omit<QueueItem, "release"> {
  const ofBatch = said.filter(({ batchId }) => batchId === row.id);
  return {
    id: row.id,
    seal: row.seal,
    state: stateAt(row, now),
    reason: row.reason,
    channel: row.channel,
    language: row.language,
    messageClass: row.messageClass,
    currency: row.currency,
    windowFrom: row.windowFrom,
    windowTo: row.windowTo,
    audience: row.audience,
    people: row.people,
    messages: row.messages,
    leftOut: leftOutOf(row.leftOut),
    valueAtStake: row.valueAtStake,
    cost: isCostKnown(row.parameters) ? row.cost : null,
    delayCost: row.delayCost,
    delayCosts: row.delayCosts,
    uplift: { expected: row.upliftExpected, low: row.upliftLow, high: row.upliftHigh },
    baseRate: row.baseRate,
    detectable: row.detectable,
    breakageGivenUp: row.breakageGivenUp,
    escheatAvoided: row.escheatAvoided,
    holdoutShare: row.messageClass === "statutory-notice" ? 0 : row.holdoutShare,
    horizonDays: row.horizonDays,
    approvalsNeeded: row.approvalsNeeded,
    approvers: standingApprovals(ofBatch, row.seal).map(({ personId, personName, decidedAt }) => ({
      personId,
      name: personName,
      at: decidedAt.toISOString(),
    })),
    proposedBy: row.proposedBy,
    proposedByName: row.proposedByName,
    proposedAt: row.proposedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    releasesAt: row.releasesAt?.toISOString() ?? null,
  };
}

/** The keys are ours: whoever writes a batch counts by `leftOutRules`. */
const leftOutOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([rule, people]) => ({ rule: rule as LeftOutRule, people }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || (a.rule < b.rule ? -1 : 1));
