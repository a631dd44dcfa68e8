import { z } from "zod";
import { defineQuestion } from "@/lib/question";
import { batchInput } from "./approval/schema";
import { getApprovalDetail } from "./queries/approval-detail";
import { listApprovals } from "./queries/approvals";
import { getSendingFigures } from "./queries/live";

export const notificationQuestions = {
  approvals: defineQuestion({
    permission: "notification.approve",
    input: z.strictObject({}),
    inBackground: true,
    handler: (scope) => listApprovals(scope, new Date()),
  }),

  approval: defineQuestion({
    permission: "notification.approve",
    input: batchInput,
    handler: (scope, { batchId }) => getApprovalDetail(scope, batchId, new Date()),
  }),

  sending: defineQuestion({
    permission: "notification.read",
    input: batchInput,
    inBackground: true,
    handler: (scope, { batchId }) => getSendingFigures(scope, batchId, new Date()),
  }),
};
