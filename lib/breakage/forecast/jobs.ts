import type { JobContext, JobResult } from "@/lib/jobs/context";
import { type ForecastStep, makeForecasts } from "./mutations/make";
import { makeForecastInput } from "./schema";

/** Share of the whole run at which each step begins; forecasting the past again is most of the work. */
const BEGINS: Record<ForecastStep, number> = { gathering: 0.02, forecasting: 0.1, storing: 0.9 };

/** Makes a version of every currency, or finds that it is there already. */
export async function forecastJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  const input = makeForecastInput.parse(context.input);
  await makeForecasts(context.scope, input, {
    now: new Date(),
    jobRunId: context.runId,
    watch: {
      step: (name, work) => {
        context.progress(BEGINS[name]);
        return context.step(name, work);
      },
      progress: (fraction, note) =>
        context.progress(BEGINS.forecasting + fraction * (BEGINS.storing - BEGINS.forecasting), note),
      throwIfCancelled: () => context.throwIfCancelled(),
    },
    transaction: (work) => context.transaction(work),
    finish: (tx, outcome) => context.complete(tx, outcome),
  });
  return undefined;
}
