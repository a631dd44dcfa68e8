import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { UNKNOWN } from "@/lib/cards/constants";
import type { Scope } from "@/lib/identity/scope";
import { fingerprint } from "../fingerprint";
import { type CellCard, cellCardOf } from "../forecast/cell-cards";
import { Expectation, stakeIn } from "../forecast/expectation";
import { type CellParams, NO_JURISDICTION } from "../forecast/schema";
import { foreseenOf } from "../forecast/stake";
import { cellKeyOf, PortfolioLaw } from "../portfolio";
import { type EscheatBasis, readBasis, rulesHash } from "./basis";
import type { EscheatType } from "./card-types";
import { walkCards } from "./cards";
import { findCurves, findCurvesOf } from "./curves";
import { type EscheatVersion, findEscheatVersion } from "./forecast-versions";

/** What a list of cards rests on: the version it is behind, and the law as it is now. */
export type CellBasis = {
  readonly currency: string;
  readonly basis: EscheatBasis;
  readonly version: EscheatVersion | null;
  readonly types: readonly EscheatType[];
  readonly isOtherLaw: boolean;
};

export async function readCellBasis(tx: Tx, scope: Scope, params: CellParams): Promise<CellBasis> {
  const found = await findEscheatVersion(tx, scope, { ...params, currency: params.currency ?? scope.issuer.currency });
  const dates = found ? { asOf: found.asOf, knownAt: found.knownAt } : { asOf: params.asOf };
  const basis = await readBasis(tx, scope, dates);
  const currency = found?.currency ?? params.currency ?? scope.issuer.currency;
  const { brand, "card-type": code } = params;
  return {
    currency,
    basis,
    version: found,
    types: basis.types.filter(
      (type) =>
        type.currency === currency &&
        (brand === undefined || type.brand?.code === brand) &&
        (code === undefined || type.code === code),
    ),
    isOtherLaw:
      found !== null &&
      (found.parameters.rules !== rulesHash(basis) ||
        fingerprint(found.parameters.issuer) !== fingerprint(basis.issuer)),
  };
}

/** Every card of the cell, in no order. */
export async function walkCellCards(
  tx: Tx,
  scope: Scope,
  { basis, types, currency, version }: CellBasis,
  params: CellParams,
  each: (card: CellCard) => void,
): Promise<void> {
  const law = new PortfolioLaw(basis);
  const curves = version
    ? version.forecastId && (await findCurvesOf(tx, scope, version.forecastId))
    : await findCurves(tx, scope, { currency, asOf: basis.asOf });
  const expectation = new Expectation(curves ? curves.curves : null, basis.asOf);
  const own = new Set(types.map(({ id }) => id));
  const { context, asOf } = basis;
  await walkCards(tx, context, { asOf, where: mayBeIn(types, params, basis) }, (cards) => {
    for (const card of cards) {
      if (!own.has(card.cardTypeId)) continue;
      const verdict = law.of(card)(card);
      if (!isIn(cellKeyOf(card, verdict), params)) continue;
      const hazard = verdict.outcome === "not-yet" ? expectation.hazardOf(card) : null;
      const expected = verdict.amount === null ? 0n : foreseenOf(stakeIn(verdict, verdict.amount, hazard));
      each(cellCardOf(card, verdict, expected));
    }
  });
}

const placeName = (state: string | undefined) => (state === NO_JURISDICTION ? "" : state);

function isIn(key: ReturnType<typeof cellKeyOf>, { state, year, outcome }: CellParams): boolean {
  const place = placeName(state);
  return (
    (place === undefined || key.jurisdiction === place) &&
    (year === undefined || key.reportYear === year) &&
    (outcome === undefined || key.outcome === outcome)
  );
}

/**
 * Cards that can be in the cell, as far as the database can tell: of the types; and for a jurisdiction that is not the one
 * of incorporation, those whose owner lives there or of whose address no state is known.
 */
function mayBeIn(types: readonly EscheatType[], { state }: CellParams, { issuer }: EscheatBasis): SQL {
  const ids = sql.raw(types.map(({ id }) => String(Math.trunc(id))).join(", ") || "0");
  const ofType = sql`c.card_type_id in (${ids})`;
  const place = placeName(state);
  if (place === undefined || place === "" || place === issuer.incorporation) return ofType;
  return sql`${ofType} and coalesce(h.jurisdiction, nullif(c.jurisdiction, ${UNKNOWN}), ${place}) = ${place}`;
}

/** What a version keeps of the same cell. */
export async function readKeptCell(
  tx: Tx,
  scope: Scope,
  forecastId: number,
  types: readonly EscheatType[],
  { state, year, outcome }: CellParams,
) {
  const place = placeName(state);
  const ids = sql.raw(types.map(({ id }) => String(Math.trunc(id))).join(", ") || "0");
  const [row] = await tx.execute<{ cards: number; balance: string; claimed: string }>(sql`
    select coalesce(sum(cards), 0)::int as cards, coalesce(sum(balance), 0)::text as balance,
      coalesce(sum(claimed), 0)::text as claimed
    from gold.escheat_forecast_cell
    where issuer_id = ${scope.issuerId} and forecast_id = ${forecastId} and card_type_id in (${ids})
      ${place === undefined ? sql`` : sql`and jurisdiction = ${place}`}
      ${year === undefined ? sql`` : sql`and report_year = ${year}`}
      ${outcome === undefined ? sql`` : sql`and outcome = ${outcome}`}`);
  return row ? { cards: row.cards, balance: BigInt(row.balance), claimed: BigInt(row.claimed) } : null;
}
