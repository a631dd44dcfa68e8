import { addMonths, type CivilDate, startOfMonth } from "@/lib/dates";
import type { Standing } from "./constants";
import { addMovements, hasMoved, liabilityChange, type Movements, NO_MOVEMENT, payableChange } from "./movements";

/** Whose balance it is. Two currencies are two balances, and what was given away is never added to what was paid. */
export type Holding = {
  readonly cardType: string;
  readonly brand: string;
  readonly currency: string;
  readonly standing: Standing;
};
/** Months are named by their first day. */
export type MonthCell = Holding & { readonly month: CivilDate; readonly movements: Movements };
export type Opening = Holding & { readonly liability: bigint; readonly payable: bigint };

/** Balances and what lies between them, in minor units of the row's currency. */
export type Balances = {
  /** Owed to holders. Of given cards what holders may still use: a discount to come, no liability. */
  readonly opening: bigint;
  readonly closing: bigint;
  /** Presumed abandoned and not yet remitted. */
  readonly payableOpening: bigint;
  readonly payableClosing: bigint;
  readonly movements: Movements;
};
export type RollForwardRow = Holding & Balances & { readonly month: CivilDate };

export type RollForwardInput = {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** On the first day of `from`; none is 0. */
  readonly openings: readonly Opening[];
  readonly cells: readonly MonthCell[];
};

/**
 * Opening + movements = closing for each month, card type, brand, currency and standing from `from` to `to`, every
 * opening the closing of the month before. Cells of one month and holding are added up; months without balance and
 * movement have no row.
 * @throws RangeError for a cell outside the months, and for breakage or escheat of given cards, which are no
 * liability
 */
export function rollForward({ from, to, openings, cells }: RollForwardInput): RollForwardRow[] {
  const months = monthsBetween(from, to);
  const known = new Set(months);
  const holdings = new Map<string, Held>();
  for (const { liability, payable, ...holding } of openings) {
    const held = heldOf(holdings, holding);
    held.liability += liability;
    held.payable += payable;
  }
  for (const { month, movements, ...holding } of cells) {
    if (!known.has(month)) throw new RangeError(`${month} is no month from ${from} to ${to}`);
    if (holding.standing === "given") refuseRevenue(holding, month, movements);
    const held = heldOf(holdings, holding);
    held.months.set(month, addMovements(held.months.get(month) ?? NO_MOVEMENT, movements));
  }
  return [...holdings.values()].flatMap((held) => rowsOf(held, months));
}

type Held = {
  readonly holding: Holding;
  liability: bigint;
  payable: bigint;
  readonly months: Map<CivilDate, Movements>;
};

function heldOf(holdings: Map<string, Held>, holding: Holding): Held {
  const key = JSON.stringify([holding.cardType, holding.brand, holding.currency, holding.standing]);
  const held = holdings.get(key) ?? { holding, liability: 0n, payable: 0n, months: new Map() };
  holdings.set(key, held);
  return held;
}

function rowsOf({ holding, liability, payable, months }: Held, all: readonly CivilDate[]): RollForwardRow[] {
  let [opening, payableOpening] = [liability, payable];
  return all.flatMap((month) => {
    const movements = months.get(month) ?? NO_MOVEMENT;
    const closing = opening + liabilityChange(movements);
    const payableClosing = payableOpening + payableChange(movements);
    const row = { ...holding, month, opening, closing, payableOpening, payableClosing, movements };
    const isEmpty = opening === 0n && payableOpening === 0n && !hasMoved(movements);
    [opening, payableOpening] = [closing, payableClosing];
    return isEmpty ? [] : [row];
  });
}

function refuseRevenue({ cardType }: Holding, month: CivilDate, movements: Movements): void {
  if (movements.breakage !== 0n || movements.toEscheatPayable !== 0n || movements.claimedFromStates !== 0n)
    throw new RangeError(
      `${cardType} was given away: nothing of it can be breakage revenue or owed to states (${month})`,
    );
}

/** By how much a row misses its identities; both 0 for every row made here. */
export const missesBy = (row: Balances): { readonly liability: bigint; readonly payable: bigint } => ({
  liability: row.opening + liabilityChange(row.movements) - row.closing,
  payable: row.payableOpening + payableChange(row.movements) - row.payableClosing,
});

/** The months from one to another, both included, by their first days. */
export function monthsBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const months: CivilDate[] = [];
  for (let month = startOfMonth(from); month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}
