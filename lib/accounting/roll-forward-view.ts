import type { Books } from "./books";
import { type LiabilityMovement, liabilityMovements, type Standing, standings } from "./constants";
import type { Programme } from "./programme";
import type { RollForwardRow } from "./roll-forward";
import { type GroupRow, groupByMonth, spanOf } from "./roll-forward-groups";
import type { RollForwardGroup } from "./schema";

/** Rows that may be added up: of one currency and one standing. */
export type Slice = { readonly currency: string; readonly standing: Standing };

export const sliceOf = (rows: readonly RollForwardRow[], { currency, standing }: Slice): RollForwardRow[] =>
  rows.filter((row) => row.currency === currency && row.standing === standing);

/** The standings that a currency's rows have, what was paid for first. */
export const standingsOf = (rows: readonly RollForwardRow[], currency: string): Standing[] =>
  standings.filter((standing) => rows.some((row) => row.currency === currency && row.standing === standing));

const groupKey: Record<RollForwardGroup, (row: Pick<RollForwardRow, "currency" | "brand" | "cardType">) => string> = {
  currency: ({ currency }) => currency,
  brand: ({ brand }) => brand,
  "card-type": ({ cardType }) => cardType,
};

/** Each month by groups, in the order of time. */
export const monthsBy = (rows: readonly RollForwardRow[], by: RollForwardGroup): GroupRow[] =>
  groupByMonth(rows, groupKey[by]);

/** Each group over all months, most owed at the end first. */
export const spansBy = (rows: readonly RollForwardRow[], by: RollForwardGroup): GroupRow[] =>
  spanOf(monthsBy(rows, by)).sort((a, b) =>
    a.closing < b.closing ? 1 : a.closing > b.closing ? -1 : a.group < b.group ? -1 : 1,
  );

/** Movements that every roll-forward shows; the others only where something moved. */
const always: readonly LiabilityMovement[] = ["sold", "redeemed", "breakage"];

export const shownMovements = (rows: readonly Pick<RollForwardRow, "movements">[]): LiabilityMovement[] =>
  liabilityMovements.filter(
    (movement) => always.includes(movement) || rows.some(({ movements }) => movements[movement] !== 0n),
  );

/** The names of a breakdown's groups by their codes. */
export function groupNames(programmes: readonly Programme[], by: RollForwardGroup): Map<string, string> {
  if (by === "currency") return new Map(programmes.map(({ currency }) => [currency, currency]));
  return new Map(programmes.map(({ code, name, brand }) => (by === "brand" ? [brand.id, brand.name] : [code, name])));
}

/** Something that changed how the books are made, in the month in which it did. */
export type BooksMark = { readonly month: string; readonly kind: "method" | "lock"; readonly count: number };

/** Months in which methods began, with how many programmes, and the last locked one. */
export function marksOf({ methods, locks, programmes, span }: Books): BooksMark[] {
  const known = new Set(programmes.map(({ id }) => id));
  const begun = new Map<string, Set<number>>();
  for (const { from, cardTypeId } of methods) {
    if (!known.has(cardTypeId) || !span || from < span.from || from > span.to) continue;
    begun.set(from, (begun.get(from) ?? new Set()).add(cardTypeId));
  }
  const last = locks.at(-1);
  return [
    ...[...begun].map(([month, types]): BooksMark => ({ month, kind: "method", count: types.size })),
    ...(last && span && last.month >= span.from && last.month <= span.to
      ? [{ month: last.month, kind: "lock" as const, count: 1 }]
      : []),
  ].sort((a, b) => (a.month < b.month ? -1 : 1));
}
