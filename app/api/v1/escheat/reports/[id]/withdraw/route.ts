import { reportIdParams, withdrawBody } from "@/lib/escheat/filing/schema";
import { withdrawReport } from "@/lib/escheat/mutations/report-end";
import { otherThan, route } from "@/lib/http";

/** Takes back what has not been filed. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: withdrawBody,
  handler: ({ scope, params, body }) => withdrawReport(scope, { ...body, reportId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
