import { reportIdParams, reviewBody } from "@/lib/escheat/filing/schema";
import { reviewReport } from "@/lib/escheat/mutations/report-review";
import { otherThan, route } from "@/lib/http";

/** A second person stands for exactly this report. */
export const POST = route({
  permission: "escheat.approve",
  params: reportIdParams,
  body: reviewBody,
  handler: ({ scope, params, body }) => reviewReport(scope, { ...body, reportId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
