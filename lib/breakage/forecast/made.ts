import { createHash } from "node:crypto";
import { type CivilDate, endOfMonth } from "@/lib/dates";
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
  /** By the card type's id: what comes of the figures and is none of them, so that it is not in their hash. */
  readonly explained: ReadonlyMap<number, Explanation>;
};
type MadeType = { cardTypeId: number; method: Method; status: Status; cohorts: number; curve: Record<string, unknown> };
type Amounts = { cards: number; sold: bigint; redeemed: bigint; expected: number };
type MadeCohort = Amounts & {
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
type MadePast = Omit<Amounts, "redeemed"> & {
  madeOn: CivilDate;
  cardTypeId: number;
  quarter: CivilDate;
  actual: bigint;
  worlds: number[] | null;
};

type Whole = {
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly ultimateAge: number;
  readonly book: CohortBook;
  readonly inputs: readonly Cohort[];
  readonly forecast: Forecast | NoForecast;
  readonly past: readonly PastForecast[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly dataHash: string;
  readonly summary: Readonly<Record<string, unknown>>;
  /** By the card type's code. */
  readonly explained: ReadonlyMap<string, Explanation>;
};

export function madeOf(whole: Whole): MadeForecast {
  const { forecast, book, ...rest } = whole;
  const parts =
    forecast.status === "ok" ? partsOf(forecast, book, whole.past) : { types: [], cohorts: [], quarters: [], past: [] };
  const made = {
    currency: rest.currency,
    dataDate: rest.dataDate,
    ultimateAge: rest.ultimateAge,
    parameters: rest.parameters,
    inputs:
      forecast.status === "ok"
        ? { cohorts: whole.inputs, cut: forecast.cut, ultimateAge: rest.ultimateAge, recipe: forecast.recipe }
        : null,
    dataHash: rest.dataHash,
    summary: rest.summary,
    method: forecast.status === "ok" ? forecast.choice.method : null,
    status: forecast.status,
    ...parts,
  };
  const ids = new Map(book.all().map(({ type, cardTypeId }) => [type, cardTypeId]));
  const explained = new Map([...whole.explained].map(([code, one]) => [ids.get(code) ?? 0, one]));
  return { ...made, explained, resultHash: hashOf(parts) };
}

/** SHA-256 of the value as JSON, numbers to their last bit. */
export function hashOf(value: unknown): string {
  const text = JSON.stringify(value, (_, one) => (typeof one === "bigint" ? `${one}n` : one));
  return createHash("sha256").update(text).digest("hex");
}

const minor = (amount: number): bigint => BigInt(Math.round(amount));

function partsOf(forecast: Forecast, book: CohortBook, past: readonly PastForecast[]) {
  const idOf = new Map(forecast.cohorts.map(({ id, type }) => [type, book.get(id)?.cardTypeId ?? 0]));
  // A reload is a cohort of its own, but no other card.
  const cardsOf = ({ id, cards }: { id: string; cards: number }) => (book.get(id)?.lot === "reload" ? 0 : cards);
  const typeId = (type: string) => idOf.get(type) ?? 0;
  const cells = [...groupsOf(forecast.cohorts, (one) => `${typeId(one.type)}/${quarterOf(one.endMonth)}`).values()];
  const pastCells = past.map(({ cut, cohorts }) => ({
    madeOn: endOfMonth(firstDayOf(cut)),
    cells: [...groupsOf(cohorts, (one) => `${one.type}/${one.quarter}`).values()],
  }));
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
    cohorts: forecast.cohorts.map((one) => cohortOf(one, book)),
    quarters: rounded(
      cells.map((cohorts) => {
        const [first] = cohorts;
        return {
          cardTypeId: typeId(first?.type ?? ""),
          quarter: firstDayOfQuarter(quarterOf(first?.endMonth ?? 0)),
          ...sumOf(cohorts.map((one) => ({ ...one, cards: cardsOf(one), redeemed: one.face - one.openNow }))),
          expected: cohorts.reduce((sum, { expectedBreakage }) => sum + expectedBreakage, 0),
          worlds: sumOfWorlds(cohorts),
        };
      }),
    ),
    past: pastCells.flatMap(({ madeOn, cells: cellsThen }) =>
      cellsThen.map((cohorts): MadePast => {
        const [first] = cohorts;
        const { cards, sold } = sumOf(cohorts.map((one) => ({ ...one, cards: cardsOf(one), redeemed: 0 })));
        return {
          madeOn,
          cardTypeId: typeId(first?.type ?? ""),
          quarter: firstDayOfQuarter(first?.quarter ?? 0),
          cards,
          sold,
          expected: cohorts.reduce((sum, { expected }) => sum + expected, 0),
          actual: minor(cohorts.reduce((sum, { actual }) => sum + actual, 0)),
          worlds: sumOfWorlds(cohorts),
        };
      }),
    ),
  };
}

function rounded(quarters: readonly Omit<MadeQuarter, "breakage">[]): MadeQuarter[] {
  const whole = toMinorUnits(quarters.map(({ expected }) => expected));
  return quarters.map((one, i) => ({ ...one, breakage: whole[i] ?? 0n }));
}

function cohortOf(one: CohortForecast, book: CohortBook): MadeCohort {
  const entry = book.get(one.id);
  return {
    cardTypeId: entry?.cardTypeId ?? 0,
    lot: entry?.lot ?? "sale",
    saleMonth: firstDayOf(one.vintage),
    expiryMonth: entry?.endMonth == null ? "infinity" : firstDayOf(entry.endMonth),
    quarter: firstDayOfQuarter(quarterOf(one.endMonth)),
    ...sumOf([{ ...one, cards: entry?.lot === "reload" ? 0 : one.cards, redeemed: one.face - one.openNow }]),
    expected: one.expectedBreakage,
  };
}

const sumOf = (rows: readonly { cards: number; face: number; redeemed: number }[]) => ({
  cards: rows.reduce((sum, { cards }) => sum + cards, 0),
  sold: minor(rows.reduce((sum, { face }) => sum + face, 0)),
  redeemed: minor(rows.reduce((sum, { redeemed }) => sum + redeemed, 0)),
});
