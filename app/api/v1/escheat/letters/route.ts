import { letterBatchListedJson } from "@/lib/escheat/filing/json";
import { letterListQuery, proposeInput } from "@/lib/escheat/filing/schema";
import { proposeLetters } from "@/lib/escheat/mutations/letter-proposal";
import { listLetterBatches } from "@/lib/escheat/queries/letters";
import { json, otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "escheat.read",
  query: letterListQuery,
  handler: async ({ scope, query }) => ({ items: (await listLetterBatches(scope, query)).map(letterBatchListedJson) }),
});

export const POST = route({
  permission: "escheat.propose",
  body: proposeInput,
  handler: async ({ scope, body }) => json(await proposeLetters(scope, body, new Date()), 201),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
