import type { JobContext, JobResult } from "@/lib/jobs/context";
import { type ProposeStep, proposeReminders } from "./mutations/propose";
import { proposeRun } from "./schema";

/** Share of the whole run at which each step begins and ends. */
const SPAN: Record<ProposeStep, readonly [number, number]> = {
  finding: [0.02, 0.3],
  planning: [0.3, 0.6],
  writing: [0.6, 1],
};

/** Plans reminders for everybody with value at stake, and writes the batches that people then decide about. */
export async function proposeJob(context: JobContext<unknown>): Promise<JobResult | undefined> {
  let current: ProposeStep = "finding";
  await proposeReminders(context.scope, {
    now: new Date(),
    jobRunId: context.runId,
    proposedBy: proposeRun.parse(context.input).proposedBy,
    watch: {
      step: (name, work) => {
        current = name;
        context.progress(SPAN[name][0]);
        return context.step(name, work);
      },
      progress: (fraction, note) => {
        const [from, to] = SPAN[current];
        context.progress(from + fraction * (to - from), note);
      },
      throwIfCancelled: () => context.throwIfCancelled(),
    },
    transaction: (work) => context.transaction(work),
    finish: (tx, outcome) => context.complete(tx, outcome),
  });
  return undefined;
}
