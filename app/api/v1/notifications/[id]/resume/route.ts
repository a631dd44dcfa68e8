import { otherThan, route } from "@/lib/http";
import { resumeBatch } from "@/lib/notifications/mutations/hold";
import { batchIdParams } from "@/lib/notifications/schema";

/** Goes on, if it is still what was sealed. */
export const POST = route({
  permission: "notification.approve",
  params: batchIdParams,
  idempotent: true,
  handler: ({ scope, params }) => resumeBatch(scope, { batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
