import { and, desc, eq, inArray } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationResult } from "@/db/schema/notification";
import type { CivilDate } from "@/lib/dates";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { BatchState, Channel, MessageClass, ReminderReason } from "../constants";
import { isCostKnown } from "../proposals/batch-parameters";
import { type Figures, figuresSchema } from "../trial/figures";
import { reportOf, type TrialReport } from "../trial/report";
import type { ResultListParams } from "../trial/schema";
import { type BegunBatch, readBegun } from "./trial-batches";

/** A batch from which something has left, and what its newest measurement says. */
export type ResultListed = {
  readonly batchId: number;
  readonly state: BatchState;
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: string;
  readonly messageClass: MessageClass;
  readonly currency: string;
  readonly startedAt: string;
  readonly horizonDays: number;
  /** Whether anybody has said what a message costs in this currency; else nothing is taken off for it. */
  readonly isCostKnown: boolean;
  readonly holdoutShare: number;
  /** Chance of a redemption without a reminder, and the smallest rise of it that could be seen, as told at the approval. */
  readonly baseRate: number;
  readonly detectable: number | null;
  readonly expected: {
    readonly uplift: number;
    readonly low: number;
    readonly high: number;
    /** Within the trial's days; null: that was not told apart. */
    readonly within: number | null;
    readonly breakage: number;
    readonly escheat: number;
  };
  /** Null until the first measurement. */
  readonly newest: Measurement | null;
};

export type Measurement = {
  readonly id: number;
  readonly measuredOn: CivilDate;
  readonly complete: boolean;
  readonly jobRunId: number | null;
  readonly createdAt: string;
  readonly figures: Figures;
  readonly report: TrialReport;
};

export type ResultDetail = ResultListed & {
  /** All of them, newest first. */
  readonly measurements: readonly Measurement[];
};

/** Batches that have begun to be sent, newest first. */
export function listResults(
  scope: Scope,
  { reason, channel }: ResultListParams = {},
): Promise<readonly ResultListed[]> {
  return withScope(
    scope,
    async (tx) => {
      const batches = (await readBegun(tx, scope)).filter(
        (batch) => (reason ?? batch.reason) === batch.reason && (channel ?? batch.channel) === batch.channel,
      );
      const newest = await readNewest(tx, scope, batches);
      return batches.reverse().map((batch) => listed(batch, newest.get(batch.id) ?? null));
    },
    { readOnly: true },
  );
}

/** @throws NotFound for a batch from which nothing has left. */
export function getResult(scope: Scope, batchId: number): Promise<ResultDetail> {
  return withScope(
    scope,
    async (tx) => {
      const [batch] = await readBegun(tx, scope, batchId);
      if (!batch) throw new NotFound("This batch");
      const rows = await tx
        .select()
        .from(notificationResult)
        .where(and(eq(notificationResult.issuerId, scope.issuerId), eq(notificationResult.batchId, batchId)))
        .orderBy(desc(notificationResult.id));
      const measurements = rows.map((row) => measurementOf(row, batch));
      return { ...listed(batch, measurements[0] ?? null), measurements };
    },
    { readOnly: true },
  );
}

async function readNewest(
  tx: Tx,
  scope: Scope,
  batches: readonly BegunBatch[],
): Promise<ReadonlyMap<number, Measurement>> {
  if (batches.length === 0) return new Map();
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  const rows = await tx
    .selectDistinctOn([notificationResult.batchId])
    .from(notificationResult)
    .where(and(eq(notificationResult.issuerId, scope.issuerId), inArray(notificationResult.batchId, [...byId.keys()])))
    .orderBy(notificationResult.batchId, desc(notificationResult.id));
  return new Map(
    rows.flatMap((row) => {
      const batch = byId.get(row.batchId);
      return batch ? [[row.batchId, measurementOf(row, batch)] as const] : [];
    }),
  );
}

function measurementOf(row: typeof notificationResult.$inferSelect, batch: BegunBatch): Measurement {
  const figures = figuresSchema.parse(row.figures);
  const { id, measuredOn, complete, jobRunId } = row;
  const report = reportOf(figures, complete, batch);
  return { id, measuredOn, complete, jobRunId, createdAt: row.createdAt.toISOString(), figures, report };
}

const listed = (batch: BegunBatch, newest: Measurement | null): ResultListed => ({
  batchId: batch.id,
  state: batch.state,
  reason: batch.reason,
  channel: batch.channel,
  language: batch.language,
  messageClass: batch.messageClass,
  currency: batch.currency,
  startedAt: batch.startedAt?.toISOString() ?? "",
  horizonDays: batch.horizonDays,
  isCostKnown: isCostKnown(batch.parameters),
  holdoutShare: batch.messageClass === "statutory-notice" ? 0 : batch.holdoutShare,
  baseRate: batch.baseRate,
  detectable: batch.detectable,
  expected: {
    uplift: batch.upliftExpected,
    low: batch.upliftLow,
    high: batch.upliftHigh,
    within: batch.upliftWithin,
    breakage: batch.breakageGivenUp,
    escheat: batch.escheatAvoided,
  },
  newest,
});
