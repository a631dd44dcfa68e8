import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { civilDateIn } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { type Recognised, recognisedOf } from "../recognition-view";
import type { BooksParams } from "../schema";
import { getBooks } from "./books";

type Asked = Partial<Pick<BooksParams, "asOf" | "knownAt" | "currency">>;

/** The last few answers, by all that an answer hangs on: it stands on screens that are opened all day. */
const kept = new Map<string, Promise<Recognised | null>>();
const MOST_KEPT = 64;

/** Breakage revenue of the twelve months up to the last whole one: what the word means in the books. */
export async function findRecognised(scope: Scope, params: Asked): Promise<Recognised | null> {
  const { asOf, knownAt, currency = scope.issuer.currency } = params;
  const asked = { ...(asOf ? { asOf } : {}), ...(knownAt ? { knownAt } : {}), currency };
  const key = JSON.stringify([scope.issuerId, asked, await stateOf(scope)]);
  const known = kept.get(key);
  if (known) return known;
  const found = getBooks(scope, asked).then((books) => recognisedOf(books, currency));
  kept.set(key, found);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  found.catch(() => kept.delete(key));
  return found;
}

/** What changes when anything does that books are made of: data, card types, methods, forecasts, locks, and the day. */
async function stateOf(scope: Scope): Promise<string> {
  const { issuerId, issuer } = scope;
  const [row] = await withScope(
    scope,
    (tx) =>
      tx.execute<{ state: string }>(sql`
        select concat_ws('/',
          (select max(greatest(recorded_at, withdrawn_at)) from app.import_batch where issuer_id = ${issuerId}),
          (select max(updated_at) from silver.card_type where issuer_id = ${issuerId}),
          (select max(id) from app.accounting_method where issuer_id = ${issuerId}),
          (select max(id) from gold.forecast where issuer_id = ${issuerId}),
          (select max(id) from gold.escheat_forecast where issuer_id = ${issuerId}),
          (select max(locked_at) from app.accounting_month where issuer_id = ${issuerId})) as state`),
    { readOnly: true },
  );
  return `${row?.state ?? ""}/${civilDateIn(issuer.timeZone, new Date())}`;
}
