import { otherThan, route } from "@/lib/http";
import { approveBody } from "@/lib/notifications/approval/schema";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { batchIdParams } from "@/lib/notifications/schema";

/** A manager lets exactly these messages out, in person: no key has this permission. */
export const POST = route({
  permission: "notification.approve",
  params: batchIdParams,
  body: approveBody,
  idempotent: true,
  handler: ({ scope, params, body }) => approveBatch(scope, { ...body, batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
