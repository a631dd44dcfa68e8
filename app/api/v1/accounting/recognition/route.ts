import { recognitionJson } from "@/lib/accounting/books-json";
import { getRecognition } from "@/lib/accounting/queries/recognition";
import { recognitionParams } from "@/lib/accounting/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "accounting.read",
  query: recognitionParams,
  handler: async ({ scope, query }) => recognitionJson(await getRecognition(scope, query)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
