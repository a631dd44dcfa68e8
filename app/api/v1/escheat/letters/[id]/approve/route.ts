import { decideBody, reportIdParams } from "@/lib/escheat/filing/schema";
import { approveLetters } from "@/lib/escheat/mutations/letter-decision";
import { otherThan, route } from "@/lib/http";

/** A second person lets exactly these letters out. */
export const POST = route({
  permission: "escheat.approve",
  params: reportIdParams,
  body: decideBody,
  handler: ({ scope, params, body }) => approveLetters(scope, { ...body, batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
