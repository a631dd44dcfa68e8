import type { JobContext, JobResult } from "@/lib/jobs/context";
import { measureInput } from "../trial/schema";
import { measureBatches } from "./measure";

/** Measures what was asked for; results and the run's end are written together. */
export async function measureJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  await measureBatches(context.scope, measureInput.parse(context.input), {
    now: new Date(),
    jobRunId: context.runId,
    step: (work) => context.step("measuring", work),
    progress: (fraction) => {
      context.throwIfCancelled();
      context.progress(fraction);
    },
    transaction: (work) => context.transaction(work),
    finish: (tx, measured) => context.complete(tx, measured),
  });
  return undefined;
}
