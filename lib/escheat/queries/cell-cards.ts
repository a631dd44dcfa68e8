import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { UNKNOWN } from "@/lib/cards/constants";
import { decodeCursor, encodeCursor, WHOLE } from "@/lib/cards/cursor";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { byClaim, type CellCard, type CellTotals, cellCardOf, FirstCards } from "../forecast/cell-cards";
import { Expectation, stakeIn } from "../forecast/expectation";
import { type CellParams, NO_JURISDICTION } from "../forecast/schema";
import { foreseenOf } from "../forecast/stake";
import { cellKeyOf, PortfolioLaw } from "../portfolio";
import { type EscheatBasis, readBasis, rulesHash } from "./basis";
import type { EscheatType } from "./card-types";
import { walkCards } from "./cards";
import { findCurves, findCurvesOf } from "./curves";
import { type EscheatVersion, findEscheatVersion } from "./forecast-versions";

export type ListedCellCard = CellCard & {
  /** The source's own number. */
  readonly id: string;
  readonly type: { readonly code: string; readonly name: string };
};

export type CellPage = {
  readonly currency: string;
  readonly asOf: CivilDate;
  readonly version: EscheatVersion | null;
  readonly items: readonly ListedCellCard[];
  readonly totals: CellTotals;
  /** What the version keeps of the same cell; null without one. */
  readonly kept: { readonly cards: number; readonly balance: bigint; readonly claimed: bigint } | null;
  /** The rules, the holder or a card type are others than those the version was made by. */
  readonly isOtherLaw: boolean;
  readonly nextCursor: string | null;
};

/**
 * The cards behind a cell: every open card is determined again with what was known when the version was made, by the law as
 * it is now. Where the law is still the same their sums are the cell's.
 */
export function listCellCards(scope: Scope, params: CellParams): Promise<CellPage> {
  return withScope(
    scope,
    async (tx) => {
      const asked = await askedOf(tx, scope, params);
      const { cards, totals } = await collect(tx, scope, asked, params);
      const shown = cards.slice(0, params.limit);
      const last = shown.at(-1);
      return {
        currency: asked.currency,
        asOf: asked.basis.asOf,
        version: asked.version,
        items: await withNames(tx, shown, asked.basis.types),
        totals,
        kept: asked.version && (await keptCell(tx, scope, asked.version.id, asked.types, params)),
        isOtherLaw: asked.isOtherLaw,
        nextCursor: cards.length > params.limit && last ? cursorOf(last) : null,
      };
    },
    { readOnly: true },
  );
}

type Asked = {
  readonly currency: string;
  readonly basis: EscheatBasis;
  readonly version: EscheatVersion | null;
  readonly types: readonly EscheatType[];
  readonly isOtherLaw: boolean;
};

async function askedOf(tx: Tx, scope: Scope, params: CellParams): Promise<Asked> {
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
    isOtherLaw: found !== null && found.parameters.rules !== rulesHash(basis),
  };
}

/** Names are looked up for so many cards at a time. */
const PORTION = 20_000;

/**
 * All cards of a cell for a file: read in one pass, the most claimed first; their numbers are looked up as they are
 * written. Some two hundred bytes stand in memory for each.
 */
export async function readAllCellCards(scope: Scope, params: CellParams) {
  const { asked, cards } = await withScope(
    scope,
    async (tx) => {
      const found = await askedOf(tx, scope, params);
      const all: CellCard[] = [];
      await eachCard(tx, scope, found, params, (card) => all.push(card));
      return { asked: found, cards: all.sort(byClaim) };
    },
    { readOnly: true },
  );
  const { currency, version, basis } = asked;
  return {
    currency,
    asOf: basis.asOf,
    version,
    count: cards.length,
    portions: async function* () {
      for (let at = 0; at < cards.length; at += PORTION) {
        const portion = cards.slice(at, at + PORTION);
        yield await withScope(scope, (tx) => withNames(tx, portion, basis.types), { readOnly: true });
      }
    },
  };
}

/** One more than is shown, so that one knows whether there is another. */
async function collect(tx: Tx, scope: Scope, asked: Asked, params: CellParams) {
  const first = new FirstCards(params.limit + 1, params.cursor === undefined ? null : placeOf(params.cursor));
  await eachCard(tx, scope, asked, params, (card) => first.add(card));
  return first.all();
}

async function eachCard(
  tx: Tx,
  scope: Scope,
  { basis, types, currency, version }: Asked,
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

const cursorOf = (card: CellCard): string =>
  encodeCursor([String(card.claimed ?? 0n), String(card.balance), card.customerId, card.cardId]);

/** Only what the order asks of a card is known of the last one. */
function placeOf(cursor: string): CellCard {
  const [claimed = "0", balance = "0", customerId = "0", cardId = "0"] = decodeCursor(cursor, [
    WHOLE,
    WHOLE,
    WHOLE,
    WHOLE,
  ]);
  return {
    customerId: Number(customerId),
    cardId: Number(cardId),
    claimed: BigInt(claimed),
    balance: BigInt(balance),
    cardTypeId: 0,
    jurisdiction: "",
    byAddress: false,
    outcome: "not-yet",
    reportYear: null,
    presumedOn: null,
    soldOn: null,
    expected: 0n,
  };
}

async function withNames(tx: Tx, cards: readonly CellCard[], types: readonly EscheatType[]): Promise<ListedCellCard[]> {
  const keys = JSON.stringify(cards.map(({ customerId, cardId }) => ({ customer: customerId, card: cardId })));
  const rows = await tx.execute<{ customer: string; card: string; id: string }>(sql`
    select k.customer_id as customer, k.id as card, k.source_id as id
    from jsonb_to_recordset(${keys}::jsonb) w (customer bigint, card bigint)
    join silver.card k on k.customer_id = w.customer and k.id = w.card`);
  const ids = new Map(rows.map(({ customer, card, id }) => [`${customer}/${card}`, id]));
  const byId = new Map(types.map((type) => [type.id, type]));
  return cards.map((card) => ({
    ...card,
    id: ids.get(`${card.customerId}/${card.cardId}`) ?? "",
    type: { code: byId.get(card.cardTypeId)?.code ?? "", name: byId.get(card.cardTypeId)?.name ?? "" },
  }));
}

async function keptCell(
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
