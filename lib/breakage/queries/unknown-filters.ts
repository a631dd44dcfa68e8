import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { UNKNOWN } from "@/lib/cards/constants";
import type { Scope } from "@/lib/identity/scope";
import { OUTSIDE_SEGMENTS } from "../constants";
import type { Segment } from "../segment";
import { type OpenFilter, openFilters, UnknownFilters } from "../unknown-filters";

type Asked = { readonly [F in OpenFilter]?: string | undefined };
type InData = Exclude<OpenFilter, "segment">;

/**
 * For whoever found nothing: is there nothing of it, or does a filter name what the issuer does not have? Every door asks by this,
 * and only then, so that figures of what there is cost no question more.
 * @throws UnknownFilters
 */
export async function refuseUnknownFilters(
  tx: Tx,
  scope: Scope,
  asked: Asked,
  segments: readonly Segment[] = [],
): Promise<void> {
  const given = openFilters.filter((name) => asked[name] !== undefined && !isOurs(name, asked[name]));
  const inData = given.filter((name) => name !== "segment");
  const missing = inData.length > 0 ? await findMissing(tx, scope, asked, inData) : [];
  const unknown = given.filter((name) =>
    name === "segment" ? !segments.some((one) => one.name === asked[name]) : missing.includes(name),
  );
  if (unknown.length > 0) throw new UnknownFilters(unknown);
}

/** Groups that every issuer has: what no source said, and who is in no age segment. Every card has a type; a customer has his own id. */
const isOurs = (name: OpenFilter, id: string | undefined): boolean =>
  (id === UNKNOWN && name !== "card-type" && name !== "customer") || (id === OUTSIDE_SEGMENTS && name === "segment");

const merchant = (id: string) => sql`silver.merchant where code = ${id}`;
const holders: Record<InData, (id: string) => SQL> = {
  "card-type": (id) => sql`silver.card_type where code = ${id}`,
  brand: (id) => sql`silver.brand where code = ${id}`,
  category: (id) => sql`silver.card_type where category = ${id}`,
  merchant,
  state: (id) => sql`gold.state_expiry where jurisdiction = ${id}`,
  at: merchant,
  customer: (id) => sql`app.customer_key where source_id = ${id}`,
};

async function findMissing(tx: Tx, { issuerId }: Scope, asked: Asked, names: readonly InData[]): Promise<InData[]> {
  const tests = names.map(
    (name, i) =>
      sql`exists (select from ${holders[name](asked[name] ?? "")} and issuer_id = ${issuerId}) as ${sql.raw(`has${i}`)}`,
  );
  const [row] = await tx.execute<Record<string, boolean>>(sql`select ${sql.join(tests, sql`, `)}`);
  return names.filter((_, i) => !row?.[`has${i}`]);
}
