import type { CivilDate } from "@/lib/dates";
import type { ProgrammeForecast } from "./constraint";

/**
 * Value without what fees took, what was left of it, and what is never redeemed by forecast, in minor units; `settled` of cards
 * for which nothing more can happen.
 */
export type Expected = {
  readonly sold: bigint;
  readonly left: bigint;
  readonly settled: bigint;
  readonly open: bigint;
};
export const NOTHING_EXPECTED: Expected = { sold: 0n, left: 0n, settled: 0n, open: 0n };

export const addExpected = (a: Expected, b: Expected): Expected => ({
  sold: a.sold + b.sold,
  left: a.left + b.left,
  settled: a.settled + b.settled,
  open: a.open + b.open,
});

/** What a version of the forecast says of one card type. */
export type TypeForecast = {
  /** False where the type had nothing of its own to learn from. */
  readonly hasHistory: boolean;
  /** By month of sale. */
  readonly sales: ReadonlyMap<CivilDate, Expected>;
  /** A forecast follows value put on a card again by its own month; null where the type has none. */
  readonly reloads: Expected | null;
  /** Of what is not settled: what a constraint is read from. */
  readonly programme: ProgrammeForecast;
};

export type ForecastBasis = {
  readonly id: number;
  readonly dataDate: CivilDate;
  /** Months from the sale to the end of value that never expires. */
  readonly ultimateAge: number;
  readonly types: ReadonlyMap<number, TypeForecast>;
};

/** Of what is on the cards of a type on the day of an escheat forecast. */
export type TypeEscheat = {
  readonly balance: bigint;
  /** What states claim of it sooner or later if nobody uses it; with what counsel has to say, which is held back too. */
  readonly claimed: bigint;
  /** Of the claimed, what is presumed abandoned on that day. */
  readonly presumed: bigint;
  /** Of the claimed, what waits for counsel. */
  readonly needsCounsel: bigint;
};
export const NO_ESCHEAT: TypeEscheat = { balance: 0n, claimed: 0n, presumed: 0n, needsCounsel: 0n };

export type EscheatBasis = {
  readonly id: number;
  readonly asOf: CivilDate;
  readonly types: ReadonlyMap<number, TypeEscheat>;
  /** All types of the currency, for one of which the forecast has no card. */
  readonly whole: TypeEscheat;
};

/** A version as it is listed, to be chosen from. */
export type Listed = { readonly id: number; readonly currency: string; readonly on: CivilDate };

/** What a month's estimates come from. `standsIn`: the earliest there is, made of data later than the month. */
export type Chosen = { readonly id: number; readonly on: CivilDate; readonly standsIn: boolean };

/** The newest of data up to a month's end, and the newest of its day; before the first one, the first stands in. Null: none. */
export function chosenFor(listed: readonly Listed[], currency: string, monthEnd: CivilDate): Chosen | null {
  const own = listed.filter((one) => one.currency === currency);
  const later = (a: Listed, b: Listed) => (a.on !== b.on ? a.on > b.on : a.id > b.id);
  const newest = (some: readonly Listed[]) =>
    some.reduce<Listed | null>((best, one) => (best && !later(one, best) ? best : one), null);
  const known = newest(own.filter(({ on }) => on <= monthEnd));
  if (known) return { id: known.id, on: known.on, standsIn: false };
  const firstDay = own.reduce<CivilDate | null>((first, { on }) => (first === null || on < first ? on : first), null);
  const first = newest(own.filter(({ on }) => on === firstDay));
  return first && { id: first.id, on: first.on, standsIn: true };
}
