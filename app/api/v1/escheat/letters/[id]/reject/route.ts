import { rejectBody, reportIdParams } from "@/lib/escheat/filing/schema";
import { rejectLetters } from "@/lib/escheat/mutations/letter-decision";
import { otherThan, route } from "@/lib/http";

/** Letters that are not to go out. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: rejectBody,
  handler: ({ scope, params, body }) => rejectLetters(scope, { ...body, batchId: params.id }, new Date()),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
