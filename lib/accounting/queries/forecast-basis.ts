import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { ULTIMATE_AGE } from "@/lib/breakage/forecast/constants";
import { openNowOf } from "@/lib/breakage/forecast/queries/open-now";
import { type Cell, figuresOf } from "@/lib/breakage/forecast/report";
import { addMonths, type CivilDate, startOfMonth } from "@/lib/dates";
import { addExpected, type Expected, type ForecastBasis, NOTHING_EXPECTED, type TypeForecast } from "../basis";

/** Versions never change: the last few are kept, by issuer. */
const kept = new Map<string, ForecastBasis>();
const MOST_KEPT = 64;

/** What a version says of each cohort and each type. */
export async function readForecastBasis(tx: Tx, issuerId: number, id: number): Promise<ForecastBasis> {
  const key = `${issuerId}/${id}`;
  const found = kept.get(key) ?? (await readBasis(tx, issuerId, id));
  kept.delete(key);
  kept.set(key, found);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return found;
}

type Head = { data_date: string; ultimate_age: number | null };
type TypeRow = { card_type_id: number; status: string };
type CohortRow = {
  card_type_id: number;
  lot: "sale" | "reload";
  sale_month: string;
  expiry_month: string;
  sold: string;
  open: string;
  expected: number;
};
type QuarterRow = {
  card_type_id: number;
  quarter: string;
  cards: number;
  sold: string;
  redeemed: string;
  expected: number;
  breakage: string;
  worlds: number[] | null;
};

async function readBasis(tx: Tx, issuerId: number, id: number): Promise<ForecastBasis> {
  const own = sql`issuer_id = ${issuerId} and forecast_id = ${id}`;
  const [[head], types, cohorts, quarters] = await Promise.all([
    tx.execute<Head>(sql`
      select data_date::text, (parameters->>'ultimateAge')::int as ultimate_age from gold.forecast
      where issuer_id = ${issuerId} and id = ${id}`),
    tx.execute<TypeRow>(sql`select card_type_id, status from gold.forecast_type where ${own}`),
    tx.execute<CohortRow>(sql`
      select card_type_id, lot, sale_month::text, expiry_month::text, sold, ${openNowOf("c")} as open, expected
      from gold.forecast_cohort c where ${own}`),
    tx.execute<QuarterRow>(sql`
      select card_type_id, quarter::text, cards, sold, redeemed, expected, breakage, worlds from gold.forecast_quarter where ${own}`),
  ]);
  if (!head) throw new Error(`forecast ${id} is gone`);
  const ultimateAge = head.ultimate_age ?? ULTIMATE_AGE;
  const cut = startOfMonth(head.data_date);
  return {
    id,
    dataDate: head.data_date,
    ultimateAge,
    types: new Map(
      types.map(({ card_type_id: type, status }) => [
        type,
        typeForecast(
          status !== "no-history",
          cohorts.filter((row) => row.card_type_id === type),
          quarters.filter((row) => row.card_type_id === type),
          (row) => hasEnded(row, ultimateAge, cut),
        ),
      ]),
    ),
  };
}

/** Nothing more can happen to it: its cards have expired, or never do and are as old as the forecast looks. */
const hasEnded = ({ sale_month, expiry_month }: CohortRow, ultimateAge: number, cut: CivilDate) =>
  (expiry_month === "infinity" ? addMonths(sale_month, ultimateAge) : expiry_month) <= cut;

function typeForecast(
  hasHistory: boolean,
  cohorts: readonly CohortRow[],
  quarters: readonly QuarterRow[],
  isSettled: (row: CohortRow) => boolean,
): TypeForecast {
  const sales = new Map<CivilDate, Expected>();
  let reloads: Expected | null = null;
  for (const row of cohorts) {
    const expected = BigInt(Math.round(Number(row.expected)));
    const own = {
      sold: BigInt(row.sold),
      left: BigInt(row.open),
      settled: isSettled(row) ? expected : 0n,
      open: isSettled(row) ? 0n : expected,
    };
    if (row.lot === "reload") reloads = addExpected(reloads ?? NOTHING_EXPECTED, own);
    else sales.set(row.sale_month, addExpected(sales.get(row.sale_month) ?? NOTHING_EXPECTED, own));
  }
  const settled = [...sales.values(), reloads ?? NOTHING_EXPECTED].reduce((sum, one) => sum + one.settled, 0n);
  return { hasHistory, sales, reloads, programme: unsettledOf(quarters, settled) };
}

/** Figures of the whole type less what has ended, which is the same in every world. */
function unsettledOf(quarters: readonly QuarterRow[], settled: bigint): TypeForecast["programme"] {
  const wholes = new Map(quarters.map((row) => [`${row.card_type_id}/${row.quarter}`, row]));
  const { breakage, ranges } = figuresOf(
    quarters.map(
      (row): Cell => ({
        key: "",
        members: {},
        cardTypeId: row.card_type_id,
        quarter: row.quarter,
        cards: Number(row.cards),
        sold: BigInt(row.sold),
        redeemed: BigInt(row.redeemed),
        open: BigInt(row.sold),
        expected: Number(row.expected),
        breakage: BigInt(row.breakage),
      }),
    ),
    wholes,
  );
  return {
    breakage: breakage - settled,
    ranges: ranges?.map(({ level, low, high }) => ({ level, low: low - settled, high: high - settled })) ?? null,
  };
}
