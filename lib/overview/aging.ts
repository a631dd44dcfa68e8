import { addDays, addMonths, type CivilDate, endOfMonth, startOfMonth } from "@/lib/dates";
import type { Aging, AgingBucket, AgingView } from "./overview";

/** Open value by month: of the last load, of last use, or in which the funds are gone; 'infinity': never. */
export type AgingCell = { readonly month: string; readonly cards: number; readonly owed: bigint };

/** Whole months back from the as-of month for load and last use, ahead of it for loss; both ends included. */
const BACK = [
  [0, 2],
  [3, 5],
  [6, 11],
  [12, 23],
  [24, 35],
  [36, 59],
  [60, null],
] as const;
const AHEAD = [
  [0, 1],
  [2, 3],
  [4, 6],
  [7, 12],
  [13, 24],
  [25, 60],
  [61, null],
] as const;

const monthNumber = (date: CivilDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

/** Every cell falls into exactly one bucket, so the buckets add up to the cells' total whatever the view. */
export function agingOf(view: AgingView, asOf: CivilDate, cells: readonly AgingCell[]): Aging {
  const ahead = view === "loss";
  const distance = (month: string) => (monthNumber(month) - monthNumber(asOf)) * (ahead ? 1 : -1);
  const dated = (ahead ? AHEAD : BACK).map(([low, high], index, list): AgingBucket => {
    const inside = cells.filter(({ month }) => {
      if (month === "infinity") return false;
      const months = distance(month);
      return (index === 0 || months >= low) && (index === list.length - 1 || high === null || months <= high);
    });
    return { id: high === null ? `${low}+` : `${low}-${high}`, ...datesOf(asOf, low, high, ahead), ...sumOf(inside) };
  });
  const never = cells.filter(({ month }) => month === "infinity");
  const buckets = view === "load" ? dated : [...dated, { id: "never", from: null, to: null, ...sumOf(never) }];
  return { view, buckets, total: sumOf(cells).owed, cards: sumOf(cells).cards };
}

function datesOf(asOf: CivilDate, low: number, high: number | null, ahead: boolean): Pick<AgingBucket, "from" | "to"> {
  const start = startOfMonth(asOf);
  if (ahead) {
    return {
      from: low === 0 ? addDays(asOf, 1) : addMonths(start, low),
      to: high === null ? null : endOfMonth(addMonths(start, high)),
    };
  }
  return {
    from: high === null ? null : addMonths(start, -high),
    to: low === 0 ? asOf : endOfMonth(addMonths(start, -low)),
  };
}

function sumOf(cells: readonly AgingCell[]): { cards: number; owed: bigint } {
  return {
    cards: cells.reduce((sum, cell) => sum + cell.cards, 0),
    owed: cells.reduce((sum, cell) => sum + cell.owed, 0n),
  };
}

/** An address names both ends of a period. */
const EARLIEST = "1900-01-01";
const LATEST = "2200-12-31";

const DATED = { load: "loaded", "last-use": "used", loss: "lapsing" } as const;
const UNDATED = { load: "loaded", "last-use": "never-used", loss: "never-lapsing" } as const;

/** All buckets of any view together. */
export const ALL_OWED = { of: "all", owed: "only" } as const;

/** The list of cards that holds every card of the bucket and no other, in its address's own words. */
export function cardsBehind(view: AgingView, { from, to }: Pick<AgingBucket, "from" | "to">): Record<string, string> {
  if (from === null && to === null) return { of: UNDATED[view], owed: "only" };
  return { of: DATED[view], owed: "only", from: from ?? EARLIEST, to: to ?? LATEST };
}
