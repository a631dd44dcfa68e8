import { remitBody, reportIdParams } from "@/lib/escheat/filing/schema";
import { remitReport } from "@/lib/escheat/mutations/report-filing";
import { otherThan, route } from "@/lib/http";

/** The money of a report that went ahead of it as a notice. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: remitBody,
  handler: ({ scope, params, body }) => remitReport(scope, { ...body, reportId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
