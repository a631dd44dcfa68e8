import { json, otherThan, route } from "@/lib/http";
import { editProposal } from "@/lib/notifications/mutations/edit";
import { batchIdParams, editBody } from "@/lib/notifications/schema";

/** Makes another proposal in the place of this one; answers with its number. */
export const POST = route({
  permission: "notification.propose",
  params: batchIdParams,
  body: editBody,
  idempotent: true,
  handler: async ({ scope, params, body }) =>
    json(await editProposal(scope, { ...body, batchId: params.id }, new Date()), 201),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
