import { reportLineJson } from "@/lib/escheat/filing/json";
import { reportIdParams, reportPageQuery } from "@/lib/escheat/filing/schema";
import { listReportCards } from "@/lib/escheat/queries/reports";
import { otherThan, route } from "@/lib/http";
import { requireAll } from "@/lib/identity/scope";

export const GET = route({
  permission: "escheat.read",
  params: reportIdParams,
  query: reportPageQuery,
  handler: async ({ scope, params, query }) => {
    requireAll(scope, "customer.read");
    return { items: (await listReportCards(scope, params.id, query.page)).map(reportLineJson) };
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
