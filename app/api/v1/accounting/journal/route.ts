import { journalJson } from "@/lib/accounting/books-json";
import { getJournal } from "@/lib/accounting/queries/journal";
import { journalParams } from "@/lib/accounting/schema";
import { Conflict } from "@/lib/errors";
import { otherThan, route } from "@/lib/http";

export const GET = route({
  permission: "accounting.read",
  query: journalParams,
  handler: async ({ scope, query }) => {
    const { books, lines } = await getJournal(scope, query);
    if (!lines.ok) {
      const fields = Object.fromEntries(lines.problems.slice(0, 20).map(({ field, message }) => [field, message]));
      throw new Conflict("The journal is out of balance and was not made.", { fields });
    }
    return journalJson(books, lines.value);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
