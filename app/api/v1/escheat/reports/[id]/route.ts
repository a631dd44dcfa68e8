import { reportJson } from "@/lib/escheat/filing/json";
import { reportIdParams } from "@/lib/escheat/filing/schema";
import { getReport } from "@/lib/escheat/queries/reports";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  params: reportIdParams,
  handler: async ({ scope, params }) => reportJson(await getReport(scope, params.id)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
