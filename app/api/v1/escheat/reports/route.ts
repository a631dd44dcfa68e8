import { reportListedJson } from "@/lib/escheat/filing/json";
import { draftInput, reportListQuery } from "@/lib/escheat/filing/schema";
import { makeReport } from "@/lib/escheat/mutations/report-draft";
import { listReports } from "@/lib/escheat/queries/reports";
import { json, otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  query: reportListQuery,
  handler: async ({ scope, query }) => ({ items: (await listReports(scope, query)).map(reportListedJson) }),
});

export const POST = route({
  permission: "escheat.propose",
  body: draftInput,
  handler: async ({ scope, body }) => json(await makeReport(scope, body, new Date()), 201),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
