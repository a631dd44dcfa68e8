import { otherThan, route } from "@/lib/http";
import { rejectBody } from "@/lib/notifications/approval/schema";
import { rejectBatch } from "@/lib/notifications/mutations/reject";
import { batchIdParams } from "@/lib/notifications/schema";

/** Not to be sent, and why: by a manager, or by whoever proposed it. */
export const POST = route({
  permission: "notification.propose",
  params: batchIdParams,
  body: rejectBody,
  idempotent: true,
  handler: ({ scope, params, body }) => rejectBatch(scope, { ...body, batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
