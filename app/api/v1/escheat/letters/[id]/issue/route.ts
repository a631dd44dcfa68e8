import { issueBody, reportIdParams } from "@/lib/escheat/filing/schema";
import { startIssue } from "@/lib/escheat/mutations/letter-issue";
import { json, otherThan, route } from "@/lib/http";

/** Prints approved letters, in the background. */
export const POST = route({
  permission: "escheat.propose",
  params: reportIdParams,
  body: issueBody,
  handler: async ({ scope, params, body }) => json(await startIssue(scope, { ...body, batchId: params.id }), 202),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
