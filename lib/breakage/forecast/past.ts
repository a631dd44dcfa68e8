import type { CivilDate } from "@/lib/dates";
import { groupsOf } from "./grouped";
import { type Cell, type ForecastFigures, figuresOf } from "./report";

/** What was expected of the cards that ended in a quarter, and what became of the same cards. */
export type Compared = Omit<ForecastFigures, "redeemed"> & { readonly actual: bigint };

/** What a version really said that was made a year before the quarter's end or earlier: it stands as it was stored. */
export type SaidThen = Compared & {
  readonly version: number;
  /** The day on which it was made, in the issuer's zone. */
  readonly madeOn: CivilDate;
  readonly dataDate: CivilDate;
};

/** What the present model says with what was known a year before, beside what a version said then, if there was one. */
export type PastQuarter = Compared & {
  readonly quarter: CivilDate;
  /** The month's end of which everything is known that the present model was given. */
  readonly madeOn: CivilDate;
  readonly stored: SaidThen | null;
};
export type PastGroup = PastQuarter & { readonly members: Cell["members"] };

/** One type's cards of one quarter. */
export type PastCell = Cell & {
  readonly madeOn: CivilDate;
  readonly actual: bigint;
  readonly worlds: readonly number[] | null;
};
export type ThenCell = PastCell & Pick<SaidThen, "version" | "dataDate">;

/** By quarter over all groups. */
export const pastQuarters = (cells: readonly PastCell[], then: readonly ThenCell[]): PastQuarter[] =>
  compared(cells, then, ({ quarter }) => quarter).map(({ members: _, ...row }) => row);

/** The same for each group. */
export const pastGroups = (cells: readonly PastCell[], then: readonly ThenCell[]): PastGroup[] =>
  compared(cells, then, ({ quarter, key }) => `${quarter}/${key}`);

function compared(
  cells: readonly PastCell[],
  then: readonly ThenCell[],
  keyOf: (cell: Cell) => string,
): (PastQuarter & Pick<PastGroup, "members">)[] {
  const saidThen = groupsOf(then, keyOf);
  return [...groupsOf(cells, keyOf)]
    .flatMap(([key, own]) => {
      const [first] = own;
      if (!first) return [];
      const { quarter, members } = first;
      const madeOn =
        own
          .map((cell) => cell.madeOn)
          .sort()
          .at(-1) ?? first.madeOn;
      return [{ quarter, members, madeOn, ...compare(own), stored: saidOf(saidThen.get(key) ?? []) }];
    })
    .sort((a, b) => (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : b.actual > a.actual ? 1 : -1));
}

/** All of them are of one version. */
function saidOf(cells: readonly ThenCell[]): SaidThen | null {
  const [first] = cells;
  if (!first) return null;
  const { version, madeOn, dataDate } = first;
  return { version, madeOn, dataDate, ...compare(cells) };
}

function compare(cells: readonly PastCell[]): Compared {
  const wholes = new Map(cells.map((cell) => [`${cell.cardTypeId}/${cell.quarter}`, cell]));
  const { redeemed: _, ...figures } = figuresOf(cells, wholes);
  return { ...figures, actual: cells.reduce((sum, { actual }) => sum + actual, 0n) };
}
