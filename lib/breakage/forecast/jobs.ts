import type { JobContext, JobResult } from "@/lib/jobs/context";
import { type ForecastStep, forecastSteps } from "./mutations/make";
import { makeForecastsAndScores } from "./mutations/make-and-score";
import { makeForecastInput } from "./schema";

/** Share of the whole run at which each step begins; forecasting the past again is most of the work. */
const BEGINS: Record<ForecastStep, number> = {
  gathering: 0.02,
  forecasting: 0.1,
  storing: 0.55,
  spreading: 0.6,
  scoring: 0.7,
  comparing: 0.9,
};

/** How much of the whole run is done when so much of a step is. */
function shareOf(step: ForecastStep, fraction: number): number {
  const next = forecastSteps[forecastSteps.indexOf(step) + 1];
  const end = next === undefined ? 1 : BEGINS[next];
  return BEGINS[step] + fraction * (end - BEGINS[step]);
}

/** Makes a version of every currency, or finds that it is there already, and scores single cards by them. */
export function forecastJob(context: JobContext<unknown>): Promise<JobResult> {
  const input = makeForecastInput.parse(context.input);
  let current: ForecastStep = "gathering";
  return makeForecastsAndScores(context.scope, input, {
    now: new Date(),
    jobRunId: context.runId,
    watch: {
      step: (name, work) => {
        current = name;
        context.progress(BEGINS[name]);
        return context.step(name, work);
      },
      progress: (fraction, note) => context.progress(shareOf(current, fraction), note),
      throwIfCancelled: () => context.throwIfCancelled(),
    },
    transaction: (work) => context.transaction(work),
  });
}
