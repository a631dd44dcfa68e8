import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Cohort } from "../../forecast/cohort";
import type { BookEntry } from "../../forecast/cohort-book";
import { monthOf } from "../../forecast/months";
import { readCohorts } from "../../forecast/queries/cohorts";
import { openNowOf } from "../../forecast/queries/open-now";
import type { NewestVersion } from "../../forecast/queries/versions";
import type { Recipe } from "../../forecast/recipe";
import type { HeadlineHistory } from "../headline";
import { type KeptCohort, type KeptQuarter, rangesOf, sharesOf } from "../kept-version";

/** What scores need of a version with figures, and its cohorts' months: those given, or as they are now. */
export async function readHeadline(
  tx: Tx,
  scope: Scope,
  version: NewestVersion,
  entries?: readonly BookEntry[],
): Promise<HeadlineHistory> {
  const { id, currency, dataDate } = version;
  const [kept] = await tx.execute<{ cohorts: Cohort[]; ultimate_age: number; recipe: Recipe }>(sql`
    select inputs->'cohorts' as cohorts, (inputs->>'ultimateAge')::int as ultimate_age, inputs->'recipe' as recipe
    from gold.forecast where issuer_id = ${scope.issuerId} and id = ${id}`);
  if (!kept) throw new Error(`version ${id} keeps nothing of how it was made`);
  const cohorts = await listCohorts(tx, scope, id);
  const basis = { cut: monthOf(dataDate), ultimateAge: kept.ultimate_age };
  return {
    ...basis,
    forecastId: id,
    currency,
    refinements: kept.recipe.refinements,
    judgements: kept.recipe.judgements,
    cohorts: kept.cohorts,
    entries: entries ?? (await readCohorts(tx, { issuerId: scope.issuerId, currency, dataDate })).all(),
    typeIds: Object.fromEntries(
      (
        await tx.execute<{ code: string; id: number }>(sql`
          select y.code, y.id from gold.forecast_type t join silver.card_type y on y.id = t.card_type_id
          where t.issuer_id = ${scope.issuerId} and t.forecast_id = ${id}`)
      ).map((type) => [type.code, type.id]),
    ),
    firstSale: cohorts.reduce((first, { saleMonth }) => Math.min(first, saleMonth), basis.cut),
    shares: sharesOf(cohorts, basis),
    ranges: rangesOf(cohorts, await listQuarters(tx, scope, id), basis),
  };
}

type CohortRow = {
  card_type_id: number;
  sale_month: string;
  expiry_month: string;
  quarter: string;
  open: string;
  expected: number;
};

/** In one order, so that sums over them are the same to the last bit. */
async function listCohorts(tx: Tx, scope: Scope, versionId: number): Promise<KeptCohort[]> {
  const rows = await tx.execute<CohortRow>(sql`
    select card_type_id, sale_month::text, expiry_month::text, quarter::text, (${openNowOf("c")})::text as open, expected
    from gold.forecast_cohort c where issuer_id = ${scope.issuerId} and forecast_id = ${versionId}
    order by card_type_id, lot, sale_month, expiry_month`);
  return rows.map(({ card_type_id, sale_month, expiry_month, quarter, open, expected }) => ({
    typeId: card_type_id,
    saleMonth: monthOf(sale_month),
    expiryMonth: expiry_month === "infinity" ? null : monthOf(expiry_month),
    quarter,
    openNow: Number(open),
    expected,
  }));
}

async function listQuarters(tx: Tx, scope: Scope, versionId: number): Promise<KeptQuarter[]> {
  return [
    ...(await tx.execute<KeptQuarter>(sql`
      select card_type_id as "typeId", quarter::text as quarter, worlds from gold.forecast_quarter
      where issuer_id = ${scope.issuerId} and forecast_id = ${versionId} order by card_type_id, quarter`)),
  ];
}
