"use server";

import { z } from "zod";
import { defineAction } from "@/lib/action";
import { cancelJob, retryJob, takeEndedJobs } from "./mutations";
import { countActiveJobs, getJob, listJobs } from "./queries";
import { runInput, runListInput } from "./schema";

export const readRunAction = defineAction({
  permission: "job.read",
  input: runInput,
  inBackground: true,
  handler: (scope, { runId }) => getJob(scope, runId),
});

export const listRunsAction = defineAction({
  permission: "job.read",
  input: runListInput,
  inBackground: true,
  handler: (scope, { state, before }) =>
    listJobs(scope, { ...(state ? { states: [state] } : {}), ...(before === undefined ? {} : { before }) }),
});

/** One's own run; another's needs `job.cancel`, which is asked for where its owner is known. */
export const cancelRunAction = defineAction({
  permission: "job.read",
  input: runInput,
  handler: (scope, { runId }) => cancelJob(scope, runId),
});

/** One's own run by who may start such a one; another's needs `job.cancel`. Both are asked for where its owner is known. */
export const retryRunAction = defineAction({
  permission: "job.read",
  input: runInput,
  handler: (scope, { runId }) => retryJob(scope, runId),
});

/** What has ended since it was asked last, for telling it once, and whether more is to be expected. */
export const takeEndedRunsAction = defineAction({
  permission: "job.read",
  input: z.strictObject({}),
  inBackground: true,
  handler: async (scope) => ({ ended: await takeEndedJobs(scope), active: await countActiveJobs(scope) }),
});
