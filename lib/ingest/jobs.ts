import type { JobContext, JobResult } from "@/lib/jobs/context";
import { dryRun, type LoadOptions, loadBatch } from "./mutations/load";
import { MoreRows } from "./mutations/more-rows";
import { planStored } from "./mutations/plan";
import { planRepaired } from "./mutations/repair";
import { withdrawBatch } from "./mutations/withdraw";
import type { LoadOutcome, LoadPlan, LoadStep, LoadWatch, RefusedRow } from "./plan";
import { importJobInput, repairJobInput, withdrawJobInput } from "./schema";

/** Share of the whole run that each step takes, measured on a million rows: from, to. */
const SHARES: Record<LoadStep, readonly [number, number]> = {
  reading: [0.02, 0.35],
  checking: [0.35, 0.75],
  loading: [0.75, 0.8],
  summarising: [0.8, 0.99],
};
/** Rows with problems that a check's result holds and the screen lists; should there be more, the others are in a file. */
const KEPT_PROBLEMS = 20_000;

/** What a run shows while it works. Steps inside one transaction are told over another connection. */
function watchOf(context: JobContext<unknown>): LoadWatch {
  let current: LoadStep = "reading";
  return {
    step: async (name, work) => {
      current = name;
      context.progress(SHARES[name][0]);
      return context.step(name, work);
    },
    progress: (fraction, note) => {
      const [from, to] = SHARES[current];
      context.progress(from + (to - from) * Math.min(1, fraction), note);
    },
    throwIfCancelled: () => context.throwIfCancelled(),
  };
}

function optionsOf(context: JobContext<unknown>): LoadOptions {
  return {
    watch: watchOf(context),
    page: { offset: 0, limit: KEPT_PROBLEMS },
    transaction: (work) => context.transaction(work),
  };
}

export async function importJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  const input = importJobInput.parse(context.input);
  const plan = await planStored(context.scope, input.fileIds, input.mapping, context.runId);
  const options = optionsOf(context);
  if (input.dryRun) return check(context, plan, options);
  await loadBatch(context.scope, plan, {
    ...options,
    finish: (tx, outcome) => context.complete(tx, resultOf(outcome)),
  });
  return undefined;
}

async function check(context: JobContext<unknown>, plan: LoadPlan, options: LoadOptions): Promise<JobResult> {
  const more = new MoreRows(context.scope, `bad-rows-of-check-${context.runId}.ndjson`);
  const page = { offset: 0, limit: KEPT_PROBLEMS, beyond: (row: RefusedRow) => more.add(row) };
  try {
    const outcome = await dryRun(context.scope, plan, { ...options, page });
    const moreFileId = await more.end();
    return moreFileId === null ? { ...outcome } : { ...outcome, moreFileId };
  } catch (error) {
    await more.abort();
    throw error;
  }
}

export async function repairJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  const { ids } = repairJobInput.parse(context.input);
  const plan = await planRepaired(context.scope, ids, context.runId);
  const options = optionsOf(context);
  await loadBatch(context.scope, plan, {
    ...options,
    finish: (tx, outcome) => context.complete(tx, resultOf(outcome)),
  });
  return undefined;
}

export async function withdrawJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  const { batchId } = withdrawJobInput.parse(context.input);
  await context.step("withdrawing", () =>
    withdrawBatch(context.scope, batchId, {
      transaction: (work) => context.transaction(work),
      finish: (tx, outcome) => context.complete(tx, outcome),
    }),
  );
  return undefined;
}

/** A loaded batch's refused rows are in the database; the result needs only how many. */
const resultOf = ({ refused, ...outcome }: LoadOutcome): JobResult => outcome;
