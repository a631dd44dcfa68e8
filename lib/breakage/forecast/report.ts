import type { CivilDate } from "@/lib/dates";
import { at, entry } from "@/lib/statistics/vector";
import type { Member } from "../report";
import type { Method, Status } from "./constants";
import { levels } from "./constants";
import { groupsOf } from "./grouped";
import { meanError } from "./past-error";
import { remembered } from "./remembered";
import type { ForecastDimension } from "./schema";
import { rangeOf } from "./scores";

/** One type's cards of one quarter in one group, as a version keeps them. */
export type Cell = {
  readonly key: string;
  readonly members: { readonly [D in ForecastDimension]?: Member };
  readonly cardTypeId: number;
  readonly quarter: CivilDate;
  readonly cards: number;
  readonly sold: bigint;
  readonly redeemed: bigint;
  /** No more of it than this is open; of a whole type and quarter exactly this, where the version says it. */
  readonly open: bigint;
  readonly expected: number;
  /** The same in whole minor units: rounded once, when the version was made. */
  readonly breakage: bigint;
};
/** The whole type and quarter: what its worlds are of. */
export type TypeQuarter = {
  readonly expected: number;
  readonly cards: number;
  readonly worlds: readonly number[] | null;
};
export type TypeFacts = {
  readonly method: Method;
  readonly status: Status;
  /** How many cohorts of the type the version was made of. */
  readonly cohorts: number;
};

export type ForecastRange = { readonly level: number; readonly low: bigint; readonly high: bigint };
export type ForecastFigures = {
  readonly cards: number;
  readonly sold: bigint;
  readonly redeemed: bigint;
  readonly breakage: bigint;
  /** False: all of it is of types without history of which nothing is expected; the breakage is then no figure, and not 0. */
  readonly isKnown: boolean;
  /** Of the worlds' sums; null where no range is known. */
  readonly ranges: readonly ForecastRange[] | null;
  /** Breakage ÷ value sold; null where nothing was sold, or nothing is known. */
  readonly probability: number | null;
};
export type ForecastRow = ForecastFigures & {
  readonly members: Cell["members"];
  /** First day of the quarter; null for the group's total. */
  readonly quarter: CivilDate | null;
  /** The one method behind the row, or null where its types use several. */
  readonly method: Method | null;
  readonly status: Status | "several";
  /** Cohorts of the row's card types: what there was to learn from. */
  readonly cohorts: number;
  /** What its methods missed at past month ends of cards of these ages, as a share of what was left; null where not known. */
  readonly pastError: number | null;
};

export type ForecastTable = {
  /** A row for each group and quarter, in the order of time. */
  readonly quarters: readonly ForecastRow[];
  /** A row for each group over all quarters, most breakage first. */
  readonly groups: readonly ForecastRow[];
  /** A row for each quarter over all groups. */
  readonly byQuarter: readonly ForecastRow[];
  readonly total: ForecastFigures;
};

/**
 * Sums of cells by group and quarter. All sums are of rounded cells, so that parts equal their total however they are cut. A
 * range is that of the worlds' sums, never a sum of ranges.
 */
export function tableOf(
  cells: readonly Cell[],
  wholes: ReadonlyMap<string, TypeQuarter>,
  types: ReadonlyMap<number, TypeFacts>,
  pastErrors: ReadonlyMap<string, number | null> = new Map(),
): ForecastTable {
  const rowsBy = (keyOf: (cell: Cell) => string, quarterOf: (cell: Cell) => CivilDate | null, named: boolean) =>
    [...groupsOf(cells, keyOf).values()].map((own): ForecastRow => {
      const [first] = own;
      return {
        members: named && first ? first.members : {},
        quarter: first ? quarterOf(first) : null,
        ...figuresOf(own, wholes, types),
        ...methodOf(own, types),
        ...basisOf(own, types, pastErrors),
      };
    });
  return {
    quarters: rowsBy(
      ({ key, quarter }) => `${quarter}/${key}`,
      ({ quarter }) => quarter,
      true,
    ).sort(byTime),
    groups: rowsBy(
      ({ key }) => key,
      () => null,
      true,
    ).sort(byBreakage),
    byQuarter: rowsBy(
      ({ quarter }) => quarter,
      ({ quarter }) => quarter,
      false,
    ).sort(byTime),
    total: figuresOf(cells, wholes, types),
  };
}

/** All cells together: the total of their table, without its rows. Without the types' history all of it is taken as known. */
export function figuresOf(
  parts: readonly Cell[],
  wholes: ReadonlyMap<string, TypeQuarter>,
  types: ReadonlyMap<number, TypeFacts> = new Map(),
): ForecastFigures {
  const sold = parts.reduce((sum, cell) => sum + cell.sold, 0n);
  const breakage = parts.reduce((sum, part) => sum + part.breakage, 0n);
  const isKnown = parts.length === 0 || !parts.every((part) => lacksHistory(part, types));
  return {
    cards: parts.reduce((sum, cell) => sum + cell.cards, 0),
    sold,
    redeemed: parts.reduce((sum, cell) => sum + cell.redeemed, 0n),
    breakage,
    isKnown,
    ranges: isKnown ? rangesOf(parts, wholes) : null,
    probability: isKnown && sold > 0n ? Number(breakage) / Number(sold) : null,
  };
}

/** Nothing is expected of what is open, because nobody has seen the like of it. Where nothing is open, nothing is a fact. */
function lacksHistory(cell: Cell, types: ReadonlyMap<number, TypeFacts>): boolean {
  const status = types.get(cell.cardTypeId)?.status ?? "ok";
  return status !== "ok" && cell.breakage === 0n && cell.open > 0n;
}

function rangesOf(parts: readonly Cell[], wholes: ReadonlyMap<string, TypeQuarter>): ForecastRange[] | null {
  let sums: Float64Array | undefined;
  for (const [key, members] of groupsOf(parts, (cell) => `${cell.cardTypeId}/${cell.quarter}`)) {
    const whole = wholes.get(key);
    // What comes to nothing in every world needs none.
    if (!whole && members.every(({ expected }) => expected === 0)) continue;
    if (!whole?.worlds) return null;
    sums ??= new Float64Array(whole.worlds.length);
    addWorlds(sums, members, whole, whole.worlds);
  }
  if (!sums) return null;
  const sorted = sums.sort();
  return levels.map((level) => {
    const [low, high] = rangeOf(sorted, level);
    return { level, low: BigInt(Math.round(low)), high: BigInt(Math.round(high)) };
  });
}

/**
 * A part of a type and quarter moves with its whole, and scatters more: given the curve its cards are lost or used one by
 * one, which adds (1 − G)/G · (1/n − 1/N) to the relative variance for n of N cards that are still open, the share G of which is
 * expected to stay. It lies between nothing and what is open, and is as far from what is expected as its whole is on average. All parts
 * are the whole, with its own worlds.
 */
function addWorlds(sums: Float64Array, parts: readonly Cell[], whole: TypeQuarter, worlds: readonly number[]): void {
  const expected = parts.reduce((sum, cell) => sum + cell.expected, 0);
  if (expected >= whole.expected * (1 - ALL)) {
    for (let b = 0; b < sums.length; b++) sums[b] = at(sums, b) + entry(worlds, b);
    return;
  }
  let [cards, sold, open] = [0, 0, 0];
  for (const cell of parts) {
    cards += cell.cards;
    sold += Number(cell.sold);
    open += Number(cell.open);
  }
  const { relative, mean, variance } = spreadOf(whole);
  const most = Math.max(open, expected);
  // Cards that are open, by value, are the share open ÷ sold of all.
  const stretch =
    cards > 0 && cards < whole.cards
      ? scatter(variance, expected / most, (1 / cards - 1 / whole.cards) * Math.max(1, sold / most))
      : 1;
  const own = new Float64Array(sums.length);
  let sum = 0;
  for (let b = 0; b < own.length; b++) {
    const world = Math.min(most, Math.max(0, expected * (1 + at(relative, b) * stretch)));
    own[b] = world;
    sum += world;
  }
  const add = backTo(Math.min(most, expected * (1 + mean)), sum / own.length, most);
  for (let b = 0; b < sums.length; b++) sums[b] = at(sums, b) + add(at(own, b));
}

/** What was cut off at an end moved the mean: it is brought back by what is left towards the other end. */
function backTo(target: number, mean: number, most: number): (world: number) => number {
  if (mean > target) return (world) => world * (target / mean);
  if (mean < target && mean < most) return (world) => most - (most - world) * ((most - target) / (most - mean));
  return (world) => world;
}

/** Parts that miss no more of their whole than this are all of it, but for what floats lose in sums. */
const ALL = 1e-9;

type Spread = {
  /** How far each world lies from what is expected, as a share of it. */
  readonly relative: Float64Array;
  /** Of them: nothing, but where a method borrows its worlds. */
  readonly mean: number;
  readonly variance: number;
};

/** The same for each of the hundreds of parts that a whole is cut into. */
const spreadOf = remembered(({ expected, worlds }: TypeQuarter): Spread => {
  const relative = Float64Array.from(worlds ?? [], (world) => (expected > 0 ? world / expected - 1 : 0));
  const meanOf = (of: (one: number) => number) => relative.reduce((sum, one) => sum + of(one), 0) / relative.length;
  return { relative, mean: meanOf((one) => one), variance: meanOf((one) => one ** 2) };
});

/** How much wider than its whole a part of fewer cards is. */
function scatter(variance: number, rate: number, fewer: number): number {
  if (!(rate > 0 && variance > 0)) return 1;
  return Math.sqrt(1 + (Math.max(0, (1 - rate) / rate) * fewer) / variance);
}

function methodOf(
  parts: readonly Cell[],
  types: ReadonlyMap<number, TypeFacts>,
): Pick<ForecastRow, "method" | "status"> {
  const facts = parts.map((cell) => types.get(cell.cardTypeId));
  const [first] = facts;
  const sameMethod = facts.every((one) => one?.method === first?.method);
  const sameStatus = facts.every((one) => one?.status === first?.status);
  return {
    method: sameMethod ? (first?.method ?? null) : null,
    status: sameStatus ? (first?.status ?? "no-history") : "several",
  };
}

function basisOf(
  parts: readonly Cell[],
  types: ReadonlyMap<number, TypeFacts>,
  pastErrors: ReadonlyMap<string, number | null>,
): Pick<ForecastRow, "cohorts" | "pastError"> {
  const own = new Set(parts.map(({ cardTypeId }) => cardTypeId));
  return {
    cohorts: [...own].reduce((sum, type) => sum + (types.get(type)?.cohorts ?? 0), 0),
    pastError: meanError(
      parts.map(({ cardTypeId, quarter, expected }) => ({
        expected,
        error: pastErrors.get(`${cardTypeId}/${quarter}`) ?? null,
      })),
    ),
  };
}

const byTime = (a: ForecastRow, b: ForecastRow) =>
  (a.quarter ?? "") < (b.quarter ?? "") ? -1 : (a.quarter ?? "") > (b.quarter ?? "") ? 1 : byBreakage(a, b);
const byBreakage = (a: ForecastRow, b: ForecastRow) => (b.breakage > a.breakage ? 1 : b.breakage < a.breakage ? -1 : 0);
