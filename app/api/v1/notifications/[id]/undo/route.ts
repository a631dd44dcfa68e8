import { otherThan, route } from "@/lib/http";
import { undoApproval } from "@/lib/notifications/mutations/undo";
import { batchIdParams } from "@/lib/notifications/schema";

/** An approval taken back while nothing has left. */
export const POST = route({
  permission: "notification.approve",
  params: batchIdParams,
  idempotent: true,
  handler: ({ scope, params }) => undoApproval(scope, { batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
