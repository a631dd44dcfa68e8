import { z } from "zod";
import { defineQuestion } from "@/lib/question";
import { takeEndedJobs } from "./mutations";
import { countActiveJobs, getJob, listJobs } from "./queries";
import { runInput, runListInput } from "./schema";

export const jobQuestions = {
  run: defineQuestion({
    permission: "job.read",
    input: runInput,
    inBackground: true,
    handler: (scope, { runId }) => getJob(scope, runId),
  }),

  list: defineQuestion({
    permission: "job.read",
    input: runListInput,
    inBackground: true,
    handler: (scope, { state, before }) =>
      listJobs(scope, { ...(state ? { states: [state] } : {}), ...(before === undefined ? {} : { before }) }),
  }),

  /** What has ended since it was asked last, for telling it once, and whether more is to be expected. */
  ended: defineQuestion({
    permission: "job.read",
    input: z.strictObject({}),
    inBackground: true,
    handler: async (scope) => ({ ended: await takeEndedJobs(scope), active: await countActiveJobs(scope) }),
  }),
};
