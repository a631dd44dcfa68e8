import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Books } from "../books";
import { type JournalLine, journalOf } from "../journal";
import type { Outcome } from "../outcome";
import { readAccounts } from "./accounts";
import { type BooksAsked, readBooks } from "./books";

export type Journal = { readonly books: Books; readonly lines: Outcome<readonly JournalLine[]> };

/** The entries of some months on the issuer's own accounts: balanced, or the reasons why there are none. */
export function getJournal(scope: Scope, asked: BooksAsked): Promise<Journal> {
  return withScope(
    scope,
    async (tx) => {
      const books = await readBooks(tx, scope, asked);
      const { accounts } = await readAccounts(tx, scope.issuerId);
      return { books, lines: journalOf(books.rows, accounts) };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}
