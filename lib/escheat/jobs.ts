import type { JobContext, JobResult } from "@/lib/jobs/context";
import { makeEscheatInput } from "./forecast/schema";
import { whatIfInput } from "./forecast/what-if-schema";
import { answerWhatIf } from "./mutations/answer-what-if";
import { type EscheatStep, makeEscheatForecasts } from "./mutations/make-forecast";

/** Share of the whole run at which each step begins and ends. */
const SPAN: Record<EscheatStep, readonly [number, number]> = {
  preparing: [0.02, 0.05],
  determining: [0.05, 0.85],
  storing: [0.85, 1],
};

function watchOf(context: JobContext<unknown>) {
  let current: EscheatStep = "preparing";
  return {
    step: <T>(name: EscheatStep, work: () => Promise<T>) => {
      current = name;
      context.progress(SPAN[name][0]);
      return context.step(name, work);
    },
    progress: (fraction: number, note?: string) => {
      const [from, to] = SPAN[current];
      context.progress(from + fraction * (to - from), note);
    },
    throwIfCancelled: () => context.throwIfCancelled(),
  };
}

/** Makes a version of every currency, or finds that it is there already. */
export async function escheatForecastJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  await makeEscheatForecasts(context.scope, makeEscheatInput.parse(context.input), {
    now: new Date(),
    jobRunId: context.runId,
    watch: watchOf(context),
    transaction: (work) => context.transaction(work),
    finish: (tx, outcome) => context.complete(tx, outcome),
  });
  return undefined;
}

/** Answers one question; nothing is changed by it, and the answer is the run's result. */
export function whatIfJob(context: JobContext<unknown>): Promise<JobResult> {
  return answerWhatIf(context.scope, whatIfInput.parse(context.input), {
    watch: watchOf(context),
    transaction: (work) => context.transaction(work),
  });
}
