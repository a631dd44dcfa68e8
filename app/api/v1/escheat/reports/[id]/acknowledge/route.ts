import { acknowledgeBody, reportIdParams } from "@/lib/escheat/filing/schema";
import { acknowledgeReport } from "@/lib/escheat/mutations/report-end";
import { otherThan, route } from "@/lib/http";

/** The state has answered. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: acknowledgeBody,
  handler: ({ scope, params, body }) => acknowledgeReport(scope, { ...body, reportId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
