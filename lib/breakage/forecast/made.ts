import { createHash } from "node:crypto";
import { type CivilDate, endOfMonth } from "@/lib/dates";
import type { BacktestReport } from "./backtest-report";
import type { Cohort } from "./cohort";
import type { CohortBook } from "./cohort-book";
import type { LotKind, Method, Status } from "./constants";
import type { Explanation } from "./explanation";
import type { CohortForecast, Forecast, NoForecast } from "./forecast";
import { groupsOf } from "./grouped";
import { firstDayOf, firstDayOfQuarter } from "./months";
import type { PastForecast } from "./past-forecasts";
import { quarterOf } from "./quarters";
import { toMinorUnits } from "./rounding";
import { summaryOf } from "./summary";
import type { CohortTable } from "./table";
import { sumOfWorlds } from "./worlds";

/** A version as it is stored: figures by type, cohort and quarter. Amounts in minor units; expectations not yet rounded. */
export type MadeForecast = {
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly ultimateAge: number;
  readonly method: Method | null;
  readonly status: Status;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>> | null;
  readonly dataHash: string;
  readonly resultHash: string;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly types: readonly MadeType[];
  readonly cohorts: readonly MadeCohort[];
  readonly quarters: readonly MadeQuarter[];
  readonly past: readonly MadePast[];
  /** What it says of its own past; null without figures. It comes of them and is not in their hash. */
  readonly backtest: BacktestReport | null;
  /** By the card type's id: what comes of the figures and is none of them, so that it is not in their hash. */
  readonly explained: ReadonlyMap<number, Explanation>;
};
type MadeType = { cardTypeId: number; method: Method; status: Status; cohorts: number; curve: Record<string, unknown> };
/** What was redeemed is as it is in the facts, above the value sold too, so that parts by card add up to it. */
type Amounts = { cards: number; sold: bigint; redeemed: bigint; expected: number };
export type MadeCohort = Amounts & {
  cardTypeId: number;
  lot: LotKind;
  saleMonth: CivilDate;
  expiryMonth: CivilDate;
  quarter: CivilDate;
};
type MadeQuarter = Amounts & {
  breakage: bigint;
  cardTypeId: number;
  quarter: CivilDate;
  worlds: number[] | null;
};
export type MadePast = Omit<Amounts, "redeemed"> & {
  madeOn: CivilDate;
  cardTypeId: number;
  quarter: CivilDate;
  actual: bigint;
  worlds: number[] | null;
};

/** What is made of the forecast of the present alone. */
export type MadePresent = Pick<
  MadeForecast,
  "method" | "status" | "inputs" | "types" | "cohorts" | "quarters" | "summary" | "explained"
>;

/** SHA-256 of the value as JSON, numbers to their last bit. */
export function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_, one) => (typeof one === "bigint" ? `${one}n` : one));
  return createHash("sha256").update(text).digest("hex");
}

const minor = (amount: number): bigint => BigInt(Math.round(amount));

/** A card type's number by its code, as the present's cohorts have it. */
export type TypeIds = ReadonlyMap<string, number>;

export const typeIdsOf = ({ lines }: CohortTable, book: CohortBook): TypeIds =>
  new Map(lines.map(({ cohort }) => [cohort.type, book.get(cohort.id)?.cardTypeId ?? 0]));

/** As it is written into JSON. */
const listOf = (worlds: Float64Array | null): number[] | null => worlds && Array.from(worlds);

/** A reload is a cohort of its own, but no other card. */
const cardsOf = ({ id, cards }: { id: string; cards: number }, book: CohortBook) =>
  book.get(id)?.lot === "reload" ? 0 : cards;

type About = { readonly book: CohortBook; readonly typeIds: TypeIds };

/**
 * Without enough history there is only what the summary says. `inputs` are the cohorts it was made of, left out ones too;
 * `explanations` are by the card type's code.
 */
export function presentOf(
  forecast: Forecast | NoForecast,
  explanations: ReadonlyMap<string, Explanation>,
  inputs: readonly Cohort[],
  ultimateAge: number,
  about: About,
): MadePresent {
  const summary = summaryOf(forecast);
  if (forecast.status !== "ok") {
    return {
      status: forecast.status,
      method: null,
      inputs: null,
      types: [],
      cohorts: [],
      quarters: [],
      summary,
      explained: new Map(),
    };
  }
  const { status, cut, recipe, choice } = forecast;
  const explained = new Map([...explanations].map(([code, one]) => [about.typeIds.get(code) ?? 0, one]));
  const made = {
    status,
    explained,
    method: choice.method,
    inputs: { cohorts: inputs, cut, ultimateAge, recipe },
    summary,
  };
  return { ...made, ...partsOf(forecast, inputs, about) };
}

function partsOf(
  forecast: Forecast,
  inputs: readonly Cohort[],
  { book, typeIds }: About,
): Pick<MadeForecast, "types" | "cohorts" | "quarters"> {
  const typeId = (type: string) => typeIds.get(type) ?? 0;
  const redeemed = new Map(inputs.map((one) => [one.id, one.redeemed.reduce((sum, amount) => sum + amount, 0)]));
  const factsOf = (one: CohortForecast): Facts => ({
    face: one.face,
    cards: cardsOf(one, book),
    redeemed: redeemed.get(one.id) ?? 0,
  });
  const cells = [...groupsOf(forecast.cohorts, (one) => `${typeId(one.type)}/${quarterOf(one.endMonth)}`).values()];
  return {
    types: forecast.types.map(
      ({ type, status, method, estimate, error, factors }): MadeType => ({
        cardTypeId: typeId(type),
        method,
        status,
        cohorts: estimate.cohorts,
        curve: { factors, error },
      }),
    ),
    cohorts: forecast.cohorts.map((one) => cohortOf(one, factsOf(one), book)),
    quarters: rounded(
      cells.map((cohorts) => {
        const [first] = cohorts;
        return {
          cardTypeId: typeId(first?.type ?? ""),
          quarter: firstDayOfQuarter(quarterOf(first?.endMonth ?? 0)),
          ...sumOf(cohorts.map(factsOf)),
          expected: cohorts.reduce((sum, { expectedBreakage }) => sum + expectedBreakage, 0),
          worlds: listOf(sumOfWorlds(cohorts)),
        };
      }),
    ),
  };
}

export function pastOf({ cut, cohorts: all }: PastForecast, { book, typeIds }: About): MadePast[] {
  const madeOn = endOfMonth(firstDayOf(cut));
  return [...groupsOf(all, (one) => `${one.type}/${one.quarter}`).values()].map((cohorts): MadePast => {
    const [first] = cohorts;
    const { cards, sold } = sumOf(cohorts.map((one) => ({ ...one, cards: cardsOf(one, book), redeemed: 0 })));
    return {
      madeOn,
      cardTypeId: typeIds.get(first?.type ?? "") ?? 0,
      quarter: firstDayOfQuarter(first?.quarter ?? 0),
      cards,
      sold,
      expected: cohorts.reduce((sum, { expected }) => sum + expected, 0),
      actual: minor(cohorts.reduce((sum, { actual }) => sum + actual, 0)),
      worlds: listOf(sumOfWorlds(cohorts)),
    };
  });
}

function rounded(quarters: readonly Omit<MadeQuarter, "breakage">[]): MadeQuarter[] {
  const whole = toMinorUnits(quarters.map(({ expected }) => expected));
  return quarters.map((one, i) => ({ ...one, breakage: whole[i] ?? 0n }));
}

function cohortOf(one: CohortForecast, facts: Facts, book: CohortBook): MadeCohort {
  const entry = book.get(one.id);
  return {
    cardTypeId: entry?.cardTypeId ?? 0,
    lot: entry?.lot ?? "sale",
    saleMonth: firstDayOf(one.vintage),
    expiryMonth: entry?.endMonth == null ? "infinity" : firstDayOf(entry.endMonth),
    quarter: firstDayOfQuarter(quarterOf(one.endMonth)),
    ...sumOf([facts]),
    expected: one.expectedBreakage,
  };
}

type Facts = { cards: number; face: number; redeemed: number };

const sumOf = (rows: readonly Facts[]) => ({
  cards: rows.reduce((sum, { cards }) => sum + cards, 0),
  sold: minor(rows.reduce((sum, { face }) => sum + face, 0)),
  redeemed: minor(rows.reduce((sum, { redeemed }) => sum + redeemed, 0)),
});
