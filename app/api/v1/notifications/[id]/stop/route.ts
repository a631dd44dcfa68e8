import { otherThan, route } from "@/lib/http";
import { rejectBody } from "@/lib/notifications/approval/schema";
import { stopBatch } from "@/lib/notifications/mutations/hold";
import { batchIdParams } from "@/lib/notifications/schema";

/** For good. The mutation asks whether it is a manager or an admin in person. */
export const POST = route({
  permission: "notification.read",
  params: batchIdParams,
  body: rejectBody,
  idempotent: true,
  handler: ({ scope, params, body }) => stopBatch(scope, { ...body, batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
