import type { JobContext, JobResult } from "@/lib/jobs/context";
import { releaseRun } from "../approval/schema";
import { type ReleaseStep, releaseApproved } from "./release";

/** Share of the whole run at which each step begins and ends. */
const SPAN: Record<ReleaseStep, readonly [number, number]> = { sealing: [0.02, 0.4], placing: [0.4, 1] };

/** Makes an approved batch ready to leave. */
export async function releaseJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  let current: ReleaseStep = "sealing";
  const outcome = await releaseApproved(context.scope, releaseRun.parse(context.input), {
    now: new Date(),
    step: (name, work) => {
      current = name;
      context.progress(SPAN[name][0]);
      return context.step(name, work);
    },
    progress: (fraction) => {
      context.throwIfCancelled();
      const [from, to] = SPAN[current];
      context.progress(from + fraction * (to - from));
    },
    transaction: (work) => context.transaction(work),
    finish: (tx, done) => context.complete(tx, done),
  });
  // What was taken back has left no transaction in which the run could have been marked as done.
  return outcome.released === "taken-back" ? outcome : undefined;
}
