import { otherThan, route } from "@/lib/http";
import { batchJson } from "@/lib/notifications/proposals/json";
import { getBatch } from "@/lib/notifications/queries/batch";
import { batchIdParams } from "@/lib/notifications/schema";

export const GET = route({
  permission: "notification.read",
  params: batchIdParams,
  handler: async ({ scope, params }) => batchJson(await getBatch(scope, params.id, new Date())),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
