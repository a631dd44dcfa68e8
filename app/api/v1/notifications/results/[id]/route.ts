import { otherThan, route } from "@/lib/http";
import { getResult } from "@/lib/notifications/queries/results";
import { batchIdParams } from "@/lib/notifications/schema";
import { resultJson } from "@/lib/notifications/trial/json";

export const GET = route({
  permission: "notification.read",
  params: batchIdParams,
  handler: async ({ scope, params }) => resultJson(await getResult(scope, params.id)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
