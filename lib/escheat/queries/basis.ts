import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Context, readContext } from "@/lib/breakage/queries/context";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { fingerprint } from "../fingerprint";
import { issuerFactsOf } from "../holder";
import type { PortfolioBasis } from "../portfolio";
import { type EscheatType, kindsOf, listEscheatTypes } from "./card-types";
import { readHolder } from "./holder";
import { readRulebook } from "./rulebook";

/** All that decides over an issuer's cards on a day, beside the cards. */
export type EscheatBasis = PortfolioBasis & { readonly context: Context; readonly types: readonly EscheatType[] };

export type BasisDates = { readonly asOf?: CivilDate | undefined; readonly knownAt?: string | null | undefined };

/** The law and the holder as they are now; an as-of date beyond the data is that of the data. */
export async function readBasis(tx: Tx, scope: Scope, { asOf, knownAt }: BasisDates): Promise<EscheatBasis> {
  const context = await readContext(tx, scope, knownAt);
  const types = await listEscheatTypes(tx, scope);
  return {
    context,
    types,
    kinds: kindsOf(types),
    rulebook: await readRulebook(tx, scope),
    issuer: issuerFactsOf(await readHolder(tx, scope)),
    asOf: asOf ?? context.defaultAsOf,
  };
}

/** Of the law: every version of every rule, in the order of their names. */
export const rulesHash = ({ rulebook }: Pick<PortfolioBasis, "rulebook">): string =>
  fingerprint([...rulebook.versions].sort(([a], [b]) => a.localeCompare(b, "en")));

/** Of the cards: facts are what their batches hold; card types are edited by hand as well. */
export async function readDataHash(tx: Tx, scope: Scope, types: readonly EscheatType[]): Promise<string> {
  const [facts] = await tx.execute<{ batches: string | null }>(sql`
    select string_agg(id::text, ',' order by id) as batches from app.import_batch
    where issuer_id = ${scope.issuerId} and state = 'loaded'`);
  return fingerprint([facts?.batches ?? null, types]);
}
