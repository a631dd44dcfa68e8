import { otherThan, route } from "@/lib/http";
import { pauseBatch } from "@/lib/notifications/mutations/hold";
import { batchIdParams } from "@/lib/notifications/schema";

/** Nothing more is begun. The mutation asks whether it is a manager or an admin in person. */
export const POST = route({
  permission: "notification.read",
  params: batchIdParams,
  idempotent: true,
  handler: ({ scope, params }) => pauseBatch(scope, { batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
