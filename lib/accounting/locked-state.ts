import { UNKNOWN } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import type { Sums } from "./cohort-facts";
import { cohortKey } from "./cohort-facts";
import type { LockedState, StoredPosition } from "./ledger";
import type { MonthLock } from "./month-lock";
import { NO_MOVEMENT } from "./movements";
import { holdingOf, type Programme } from "./programme";
import { type StoredRow, takenCells } from "./stored-month";

type Given = {
  readonly locks: readonly MonthLock[];
  readonly programmes: ReadonlyMap<number, Programme>;
  /** Of all locked months. */
  readonly stored: readonly StoredRow[];
  /** Of the last one. */
  readonly positions: readonly StoredPosition[];
  /** Events of the locked months as known now. */
  readonly now: readonly { readonly cardTypeId: number; readonly month: CivilDate; readonly sums: Sums }[];
};

/** Where the open months go on from, for the programmes asked for. */
export function lockedState({ locks, programmes, stored, positions, now }: Given): LockedState {
  const last = locks.at(-1)?.month;
  const own = stored.filter(({ cardTypeId }) => programmes.has(cardTypeId));
  return {
    locks,
    positions: new Map(
      positions
        .filter(({ cardTypeId }) => programmes.has(cardTypeId))
        .map((one) => [cohortKey(one.cardTypeId, one.saleMonth), one]),
    ),
    closings: own.flatMap(({ cardTypeId, month, currency, standing, closing, payableClosing }) => {
      const programme = programmes.get(cardTypeId);
      if (!programme || month !== last) return [];
      return [{ ...holdingOf(programme), currency, standing, liability: closing, payable: payableClosing }];
    }),
    atLastLock: takenCells(own, programmes),
    now: now.flatMap(({ cardTypeId, month, sums }) => {
      const programme = programmes.get(cardTypeId);
      return programme ? [{ ...holdingOf(programme), month, movements: { ...NO_MOVEMENT, ...sums } }] : [];
    }),
  };
}

/** Card types whose batch was withdrawn after a month with them was locked: their books go on until they are taken back. */
export function withdrawnProgrammes(stored: readonly StoredRow[], known: ReadonlyMap<number, Programme>): Programme[] {
  const gone = new Map(stored.filter(({ cardTypeId }) => !known.has(cardTypeId)).map((row) => [row.cardTypeId, row]));
  return [...gone.values()].map(({ cardTypeId, currency, standing }) => ({
    id: cardTypeId,
    code: `withdrawn-${cardTypeId}`,
    name: `Withdrawn card type ${cardTypeId}`,
    brand: { id: UNKNOWN, name: "Unknown" },
    currency,
    standing,
  }));
}
