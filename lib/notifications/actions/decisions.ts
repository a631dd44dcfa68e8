"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { approveInput, approveManyInput, batchInput, holdAllInput, rejectInput, stopInput } from "../approval/schema";
import { approveBatch } from "../mutations/approve";
import { approveEach } from "../mutations/approve-many";
import { pauseBatch, resumeBatch, stopBatch } from "../mutations/hold";
import { pauseAll, resumeAll } from "../mutations/hold-all";
import { rejectBatch } from "../mutations/reject";
import { undoApproval } from "../mutations/undo";

/** Who may do what is asked once more inside: a proposer may take back his own, an admin may hold. */
function shown(): void {
  revalidatePath("/manager", "layout");
  revalidatePath("/issuer/notifications", "layout");
}

export const approveBatchAction = defineAction({
  permission: "notification.approve",
  input: approveInput,
  handler: async (scope, input) => {
    const approved = await approveBatch(scope, input, new Date());
    shown();
    return approved;
  },
});

export const approveBatchesAction = defineAction({
  permission: "notification.approve",
  input: approveManyInput,
  handler: async (scope, input) => {
    const report = await approveEach(scope, input.batches, () => new Date());
    shown();
    return report;
  },
});

export const rejectBatchAction = defineAction({
  permission: "notification.propose",
  input: rejectInput,
  handler: async (scope, input) => {
    await rejectBatch(scope, input, new Date());
    shown();
  },
});

export const undoApprovalAction = defineAction({
  permission: "notification.approve",
  input: batchInput,
  handler: async (scope, input) => {
    await undoApproval(scope, input, new Date());
    shown();
  },
});

export const pauseBatchAction = defineAction({
  permission: "notification.read",
  input: batchInput,
  handler: async (scope, input) => {
    await pauseBatch(scope, input, new Date());
    shown();
  },
});

export const resumeBatchAction = defineAction({
  permission: "notification.approve",
  input: batchInput,
  handler: async (scope, input) => {
    await resumeBatch(scope, input, new Date());
    shown();
  },
});

export const stopBatchAction = defineAction({
  permission: "notification.read",
  input: stopInput,
  handler: async (scope, input) => {
    const stopped = await stopBatch(scope, input, new Date());
    shown();
    return stopped;
  },
});

export const pauseAllAction = defineAction({
  permission: "notification.read",
  input: holdAllInput,
  handler: async (scope, input) => {
    await pauseAll(scope, input, new Date());
    shown();
  },
});

export const resumeAllAction = defineAction({
  permission: "notification.approve",
  input: holdAllInput,
  handler: async (scope, input) => {
    await resumeAll(scope, input, new Date());
    shown();
  },
});
