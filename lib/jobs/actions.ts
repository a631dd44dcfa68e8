"use server";

import { defineAction } from "@/lib/action";
import { cancelJob, retryJob } from "./mutations";
import { runInput } from "./schema";

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
