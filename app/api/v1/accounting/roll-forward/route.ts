import { rollForwardJson } from "@/lib/accounting/books-json";
import { getBooks } from "@/lib/accounting/queries/books";
import { booksParams } from "@/lib/accounting/schema";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "accounting.read",
  query: booksParams,
  handler: async ({ scope, query }) => rollForwardJson(await getBooks(scope, query), query),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
