import { reportIdParams, returnBody } from "@/lib/escheat/filing/schema";
import { markReturned } from "@/lib/escheat/mutations/letter-mail";
import { otherThan, route } from "@/lib/http";

/** One of them came back. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: returnBody,
  handler: ({ scope, params, body }) => markReturned(scope, { ...body, batchId: params.id }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
