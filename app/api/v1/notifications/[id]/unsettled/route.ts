import { otherThan, route } from "@/lib/http";
import { listUnsettled } from "@/lib/notifications/queries/unsettled";
import { batchIdParams } from "@/lib/notifications/schema";

export const GET = route({
  permission: "notification.read",
  params: batchIdParams,
  handler: async ({ scope, params }) => ({ items: await listUnsettled(scope, params.id) }),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
