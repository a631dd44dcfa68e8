import { letterBatchJson } from "@/lib/escheat/filing/json";
import { reportIdParams } from "@/lib/escheat/filing/schema";
import { getLetterBatch } from "@/lib/escheat/queries/letters";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  params: reportIdParams,
  handler: async ({ scope, params }) => letterBatchJson(await getLetterBatch(scope, params.id)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
