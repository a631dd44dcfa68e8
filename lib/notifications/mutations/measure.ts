import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationResult } from "@/db/schema/notification";
import type { CivilDate } from "@/lib/dates";
import { Invalid, NotFound } from "@/lib/errors";
import { getFreshness } from "@/lib/freshness/queries";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-results";
import { resolveParameters } from "../optimiser/resolve";
import { readLaterBatches } from "../queries/later-batches";
import { readParameters, type StoredParameter } from "../queries/parameters";
import { type BegunBatch, isOver, readBegun } from "../queries/trial-batches";
import { readTrialSums } from "../queries/trial-sums";
import type { Figures } from "../trial/figures";
import type { MeasureInput } from "../trial/schema";

export type Measured = { readonly measuredOn: CivilDate; readonly batches: readonly number[] };

export type MeasureOptions = {
  readonly now: Date;
  readonly jobRunId?: number;
  /** Around the work itself, as a step that the screen shows. */
  readonly step?: <T>(work: () => Promise<T>) => Promise<T>;
  /** After each batch: the part of them that is done. */
  readonly progress?: (fraction: number) => void;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** In the transaction of the results, as the last thing there. */
  readonly finish?: (tx: Tx, measured: Measured) => Promise<void>;
};

/**
 * Measures batches on the newest day with data, and writes a result for each that has people with an arm. Whatever was
 * written before stays.
 * @throws Invalid without data; NotFound for a batch from which nothing has left.
 */
export async function measureBatches(scope: Scope, input: MeasureInput, options: MeasureOptions): Promise<Measured> {
  const { dataUntil, asOf } = await getFreshness(scope);
  if (dataUntil === null) throw new Invalid(t("results.noData"), { status: 422 });
  const open = options.transaction ?? ((work) => withScope(scope, work));
  const step = options.step ?? ((work) => work());
  return open(async (tx) => {
    const done = await step(() => measureEach(tx, scope, input, { ...options, asOf }));
    const measured = { measuredOn: asOf, batches: done };
    if (done.length > 0) {
      await writeAudit(tx, scope, {
        action: "notification.measured",
        subject: `as of ${asOf}`,
        detail: { batches: done },
      });
    }
    await options.finish?.(tx, measured);
    return measured;
  });
}

async function measureEach(
  tx: Tx,
  scope: Scope,
  { batchId }: MeasureInput,
  options: MeasureOptions & { readonly asOf: CivilDate },
): Promise<number[]> {
  const batches = await readBegun(tx, scope, batchId);
  if (batchId !== undefined && batches.length === 0) throw new NotFound("This batch");
  const parameters = await readParameters(tx, scope);
  const done: number[] = [];
  for (const [index, batch] of batches.entries()) {
    const figures = await figuresOf(tx, scope, batch, parameters, options.asOf);
    if (figures) {
      await store(tx, scope, batch, figures, options);
      done.push(batch.id);
    }
    options.progress?.((index + 1) / batches.length);
  }
  return done;
}

async function figuresOf(
  tx: Tx,
  scope: Scope,
  batch: BegunBatch,
  parameters: readonly StoredParameter[],
  asOf: CivilDate,
): Promise<Figures | null> {
  const sums = await readTrialSums(tx, scope, batch, asOf);
  if (!sums) return null;
  const { margin } = resolveParameters(parameters).of(batch.channel, batch.reason);
  const { scored_on, messages, outcomes } = await readAround(tx, scope, batch);
  return {
    version: 1,
    ...sums,
    // Scores made while somebody's days were still passing would count some of his money as lost.
    scoredOn: scored_on !== null && scored_on >= sums.until ? scored_on : null,
    messages,
    ...(await readLaterBatches(tx, scope, batch, asOf)),
    messageCost: batch.messages > 0 ? Number(batch.cost) / batch.messages : 0,
    margin: { value: margin.value, origin: margin.origin },
    outcomes,
  };
}

type Around = {
  scored_on: CivilDate | null;
  messages: number;
  outcomes: Record<string, number>;
};

/** When the cards were scored last, what was handed over, and what became of everybody. */
async function readAround(tx: Tx, { issuerId }: Scope, { id: batchId }: BegunBatch): Promise<Around> {
  const [row] = await tx.execute<Around>(sql`
    select (select max(scored_on)::text from gold.card_score_model where issuer_id = ${issuerId}) as scored_on,
      (select count(*)::int from app.message where issuer_id = ${issuerId} and batch_id = ${batchId}
        and outcome in ('sent', 'unknown')) as messages,
      (select coalesce(jsonb_object_agg(outcome, n), '{}') from (
        select coalesce(outcome, 'waiting') as outcome, count(*)::int as n from silver.notification_member
        where issuer_id = ${issuerId} and batch_id = ${batchId} and arm is not null group by 1) o) as outcomes`);
  if (!row) throw new Error("a select without from gives one row");
  return row;
}

async function store(
  tx: Tx,
  scope: Scope,
  batch: BegunBatch,
  figures: Figures,
  { asOf, now, jobRunId }: MeasureOptions & { readonly asOf: CivilDate },
): Promise<void> {
  await tx.insert(notificationResult).values({
    issuerId: scope.issuerId,
    batchId: batch.id,
    measuredOn: asOf,
    complete: isOver(batch) && asOf >= figures.until,
    figures,
    jobRunId: jobRunId ?? null,
    createdAt: now,
  });
}
