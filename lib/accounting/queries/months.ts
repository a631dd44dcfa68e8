import { withScope } from "@/db/client";
import { lastToldDay } from "@/lib/breakage/queries/context";
import type { Scope } from "@/lib/identity/scope";
import { type Months, monthsOf } from "../months-view";
import { spanOf } from "../span";
import { readBooksContext } from "./context";

/** Every month with data that is over, locked or open. */
export function listMonths(scope: Scope): Promise<Months> {
  return withScope(
    scope,
    async (tx) => {
      const { data, firstOn, locks } = await readBooksContext(tx, scope, null);
      return monthsOf(spanOf({ from: firstOn ?? undefined }, lastToldDay(data), firstOn), locks);
    },
    { readOnly: true },
  );
}
