import { otherThan, route } from "@/lib/http";
import { memberPageJson } from "@/lib/notifications/proposals/json";
import { getBatch, listMembers } from "@/lib/notifications/queries/batch";
import { batchIdParams, memberParams } from "@/lib/notifications/schema";

export const GET = route({
  permission: "notification.read",
  params: batchIdParams,
  query: memberParams,
  handler: async ({ scope, params, query }) => {
    const { currency } = await getBatch(scope, params.id, new Date());
    return memberPageJson(await listMembers(scope, params.id, query), currency);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
