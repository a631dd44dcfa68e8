import { otherThan, route } from "@/lib/http";
import { getSendingFigures } from "@/lib/notifications/queries/live";
import { batchIdParams } from "@/lib/notifications/schema";

export const GET = route({
  permission: "notification.read",
  params: batchIdParams,
  handler: ({ scope, params }) => getSendingFigures(scope, params.id, new Date()),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
