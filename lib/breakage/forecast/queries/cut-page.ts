import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { typeDimensions } from "@/lib/breakage/constants";
import { type TypeMembers, typesIn } from "@/lib/breakage/forecast-view/cut-members";
import type { CutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { memberId, memberName } from "@/lib/breakage/queries/cut";
import type { Scope } from "@/lib/identity/scope";
import { type CutOfVersion, getCutOfVersion } from "./cut-of-version";
import { findVersion, type Version } from "./versions";

export type CutPage = {
  readonly currency: string;
  /** Null: none is there by the date, or the one asked for is not of this issuer. */
  readonly version: Version | null;
  /** Every card type of the issuer, in whatever currency: what a cut can be chosen from. */
  readonly types: readonly TypeMembers[];
  /** Null without a version, and where the cut has no card type in its currency. */
  readonly found: CutOfVersion | null;
};

/** The triangle of a cut with what else could have been chosen; what is not there is said, not refused. */
export async function getCutPage(scope: Scope, query: CutTriangleQuery): Promise<CutPage> {
  const { asOf, version: id, currency: wanted = scope.issuer.currency } = query;
  const [version, types] = await withScope(
    scope,
    (tx) => Promise.all([findVersion(tx, scope, { currency: wanted, asOf, version: id }), listTypes(tx, scope)]),
    { readOnly: true },
  );
  const currency = version?.currency ?? wanted;
  const isThere = version !== null && typesIn(types, currency, query).length > 0;
  const found = isThere ? await getCutOfVersion(scope, { ...query, version: version.id }) : null;
  return { currency, version, types, found };
}

async function listTypes(tx: Tx, { issuerId }: Scope): Promise<TypeMembers[]> {
  const members = typeDimensions.map(
    (dimension) =>
      sql`${dimension}::text, jsonb_build_object('id', ${memberId(dimension)}, 'name', ${memberName(dimension)})`,
  );
  return [
    ...(await tx.execute<TypeMembers>(sql`
      select y.currency, jsonb_build_object(${sql.join(members, sql`, `)}) as members
      from silver.card_type y left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
      where y.issuer_id = ${issuerId} order by y.name, y.id`)),
  ];
}
