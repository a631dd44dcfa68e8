import type { JobContext, JobResult } from "@/lib/jobs/context";
import { forgetPeople } from "./forget";

/** Done twice it finds nothing the second time, so that it may be killed at any moment. */
export async function forgetJob(context: JobContext<unknown>): Promise<JobResult> {
  return context.step("forgetting", () =>
    forgetPeople(context.scope, {
      now: new Date(),
      transaction: (work) => context.transaction(work),
      progress: (fraction) => {
        context.throwIfCancelled();
        context.progress(fraction);
      },
    }),
  );
}
