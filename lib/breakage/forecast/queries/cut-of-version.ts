import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CountMonth } from "@/lib/breakage/forecast-view/count-triangle";
import type { CutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { conditionsOf } from "@/lib/breakage/queries/cut";
import { refuseUnknownFilters } from "@/lib/breakage/queries/unknown-filters";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { Cohort } from "../cohort";
import { cohortIssues } from "../cohort-issues";
import { ULTIMATE_AGE } from "../constants";
import { monthOf } from "../months";
import { findVersion, type Version } from "./versions";

/** All card types that filters leave, as a version has them. */
export type CutOfVersion = {
  readonly version: Version;
  readonly measure: CutTriangleQuery["measure"];
  /** How many card types there are in the cut. */
  readonly types: number;
  /** That the version learnt from, where value was asked for; those of a version without figures are not kept, and none are here. */
  readonly cohorts: readonly Cohort[];
  /** Numbers as they are known now, where they were asked for. */
  readonly counts: readonly CountMonth[];
  readonly cut: number;
  readonly ultimateAge: number;
};

/** @throws NotFound without a version of data up to the date, or of a filter by what there is not. */
export function getCutOfVersion(scope: Scope, query: CutTriangleQuery): Promise<CutOfVersion> {
  const { asOf, version: id, currency = scope.issuer.currency, measure } = query;
  return withScope(
    scope,
    async (tx) => {
      const version = await findVersion(tx, scope, { currency, asOf, version: id });
      if (!version) throw new NotFound(id ? "This version" : "A forecast of data up to this day");
      const { types, areAll } = await listTypes(tx, scope, version, query);
      if (types.length === 0) await refuseUnknownFilters(tx, scope, query);
      const cut = monthOf(version.dataDate);
      const codes = types.map(({ code }) => code);
      const kept = measure === "open" ? await readKept(tx, scope, version, areAll ? null : codes) : NOTHING_KEPT;
      const ultimateAge = kept.ultimateAge ?? ULTIMATE_AGE;
      const isUsed = (cohort: Cohort) => !cohortIssues(cohort, cut, ultimateAge).some(({ leftOut }) => leftOut);
      return {
        version,
        measure,
        types: types.length,
        cohorts: kept.cohorts.filter(isUsed),
        counts:
          measure === "redemptions"
            ? await readCounts(
                tx,
                scope,
                version,
                types.map((type) => type.id),
              )
            : [],
        cut,
        ultimateAge,
      };
    },
    { readOnly: true },
  );
}

type TypeRow = { id: number; code: string };
type Types = { readonly types: readonly TypeRow[] /** That no filter leaves any out. */; readonly areAll: boolean };

/** Of the version's currency; filters of a card's own are none of this question's. */
async function listTypes(
  tx: Tx,
  { issuerId }: Scope,
  { currency, dataDate }: Version,
  query: CutTriangleQuery,
): Promise<Types> {
  const tests: SQL[] = conditionsOf(query, { issuerId, asOf: dataDate, segments: [] }).map(({ test }) =>
    test(sql`g.id`),
  );
  const types = await tx.execute<TypeRow>(sql`
    select g.id, g.code from silver.card_type g
    where ${sql.join([sql`g.issuer_id = ${issuerId} and g.currency = ${currency}`, ...tests], sql` and `)}`);
  return { types, areAll: tests.length === 0 };
}

type Kept = { readonly cohorts: readonly Cohort[]; readonly ultimateAge: number | null };
const NOTHING_KEPT: Kept = { cohorts: [], ultimateAge: null };

/** Of the types with these codes; of all types for null. */
async function readKept(tx: Tx, { issuerId }: Scope, { id }: Version, codes: readonly string[] | null): Promise<Kept> {
  // A path that holds each cohort against each code would take as long as both together are many.
  const cohorts =
    codes === null
      ? sql`inputs->'cohorts'`
      : sql`(select jsonb_agg(c.cohort order by c.place)
          from jsonb_array_elements(inputs->'cohorts') with ordinality c (cohort, place)
          join jsonb_array_elements_text(${JSON.stringify(codes)}::jsonb) w (code) on w.code = c.cohort->>'type')`;
  const [row] = await tx.execute<Kept>(sql`
    select (inputs->>'ultimateAge')::int as "ultimateAge", coalesce(${cohorts}, '[]'::jsonb) as cohorts
    from gold.forecast where issuer_id = ${issuerId} and id = ${id}`);
  return row ?? NOTHING_KEPT;
}

type CountRow = { sold_in: string; happened_in: string; cards: string; redemptions: string };

/** From the rollup of cohorts: the month of a card's sale, and what happened in each month. */
async function readCounts(
  tx: Tx,
  { issuerId }: Scope,
  { dataDate }: Version,
  types: readonly number[],
): Promise<CountMonth[]> {
  const rows = await tx.execute<CountRow>(sql`
    select r.sale_month::text as sold_in, r.activity_month::text as happened_in, sum(r.cards) as cards, sum(r.redemptions) as redemptions
    from gold.type_cohort r
    where r.issuer_id = ${issuerId} and r.activity_month <= ${dataDate}::date and r.sale_month <= ${dataDate}::date
      and r.card_type_id in (select id::int from jsonb_array_elements_text(${JSON.stringify(types)}::jsonb) t (id))
    group by r.sale_month, r.activity_month`);
  return rows.map((row) => ({
    vintage: monthOf(row.sold_in),
    month: monthOf(row.happened_in),
    cards: Number(row.cards),
    redemptions: Number(row.redemptions),
  }));
}
