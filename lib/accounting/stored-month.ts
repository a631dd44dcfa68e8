import type { CivilDate } from "@/lib/dates";
import { fingerprint } from "@/lib/escheat/fingerprint";
import type { Books } from "./books";
import { eventNames } from "./cohort-facts";
import type { Standing } from "./constants";
import type { Correction } from "./corrections";
import type { StoredPosition } from "./ledger";
import { hasMoved, lessMovements, type Movements, NO_MOVEMENT } from "./movements";
import { holdingOf, type Programme } from "./programme";
import type { Balances, MonthCell, RollForwardRow } from "./roll-forward";

/** A row of the roll-forward as it was locked, with what in it belongs to earlier locked months. */
export type StoredRow = Balances & {
  readonly cardTypeId: number;
  readonly month: CivilDate;
  readonly currency: string;
  readonly standing: Standing;
  /** Events of earlier months that were booked here, by their month. */
  readonly corrections: Readonly<Record<CivilDate, Movements>>;
};

/** The estimates a month was locked with, and the fingerprint of the positions stored with it; null: none were. */
export type MonthBasis = {
  readonly forecasts: Readonly<Record<string, number>>;
  readonly escheatForecasts: Readonly<Record<string, number>>;
  readonly positions: string | null;
};

const byText = <T>(list: readonly T[], keyOf: (one: T) => string): T[] =>
  [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));

/** SHA-256 over rows and basis of a month, whatever the order in which they come. */
export function rowsHash(month: CivilDate, rows: readonly StoredRow[], basis: MonthBasis): string {
  const own = rows.map(
    ({ cardTypeId, currency, standing, opening, closing, payableOpening, payableClosing, movements, corrections }) => ({
      cardTypeId,
      currency,
      standing,
      balances: [opening, closing, payableOpening, payableClosing],
      movements,
      corrections,
    }),
  );
  return fingerprint({ month, basis, rows: byText(own, (one) => `${one.cardTypeId} ${one.currency} ${one.standing}`) });
}

/** SHA-256 over the positions of a month. */
export function positionsHash(positions: readonly StoredPosition[]): string {
  const own = positions.map(({ cardTypeId, saleMonth, standing, position }) => ({
    cardTypeId,
    saleMonth,
    standing,
    ...position,
  }));
  return fingerprint(byText(own, ({ cardTypeId, saleMonth }) => `${cardTypeId} ${saleMonth}`));
}

/** Rows of a month with what they took up of earlier ones, as they are to be stored. */
export function storedRows(
  rows: readonly RollForwardRow[],
  taken: readonly Correction[],
  idOf: (code: string) => number,
): StoredRow[] {
  return rows.map(({ cardType, brand: _, ...row }) => {
    const own = taken.filter(
      (one) =>
        one.cardType === cardType &&
        one.standing === row.standing &&
        one.currency === row.currency &&
        one.bookedIn === row.month,
    );
    return {
      ...row,
      cardTypeId: idOf(cardType),
      corrections: Object.fromEntries(own.map(({ month, movements }) => [month, movements])),
    };
  });
}

/** The events of the locked months by their own month, as all locks together have taken them up. */
export function takenCells(rows: readonly StoredRow[], programmes: ReadonlyMap<number, Programme>): MonthCell[] {
  return rows.flatMap((row) => {
    const programme = programmes.get(row.cardTypeId);
    if (!programme) return [];
    const holding = { ...holdingOf(programme), currency: row.currency, standing: row.standing };
    const earlier = Object.entries(row.corrections).map(([month, movements]) => ({ ...holding, month, movements }));
    const own = earlier.reduce((left, { movements }) => lessMovements(left, movements), eventsOnly(row.movements));
    return [{ ...holding, month: row.month, movements: own }, ...earlier].filter(({ movements }) =>
      hasMoved(movements),
    );
  });
}

/** What is booked by estimate belongs to the month it was booked in. */
export const eventsOnly = (movements: Movements): Movements => ({
  ...NO_MOVEMENT,
  ...Object.fromEntries(eventNames.map((name) => [name, movements[name]])),
});

const isEmpty = (position: StoredPosition["position"]) => Object.values(position).every((amount) => amount === 0n);

/** Where each cohort stands at the end of the last month, as it is to be stored; one that has come to nothing has no position. */
export function keptPositions({ programmes, cohorts }: Pick<Books, "programmes" | "cohorts">): StoredPosition[] {
  const standings = new Map(programmes.map(({ id, standing }) => [id, standing]));
  return cohorts.flatMap(({ programme, saleMonth, books }) => {
    const position = books.at(-1)?.position;
    // Taken back from an earlier standing: nothing is left of it.
    if (!position || isEmpty(position) || standings.get(programme.id) !== programme.standing) return [];
    return [{ cardTypeId: programme.id, saleMonth, standing: programme.standing, position }];
  });
}
