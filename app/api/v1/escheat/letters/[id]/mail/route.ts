import { mailBody, reportIdParams } from "@/lib/escheat/filing/schema";
import { markMailed } from "@/lib/escheat/mutations/letter-mail";
import { otherThan, route } from "@/lib/http";

/** The day on which they were posted. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: mailBody,
  handler: ({ scope, params, body }) => markMailed(scope, { ...body, batchId: params.id }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
