import { normalCdf } from "@/lib/statistics/normal";
import { sortedQuantile } from "@/lib/statistics/quantile";
import { sum } from "@/lib/statistics/vector";
import type { LinkName } from "./development-factors";
import type { Triangle } from "./triangle";

export type AssumptionOptions = {
  readonly exclude?: readonly LinkName[];
  /** In which stretch of the calendar the link of a row and step lies; by default origins follow one another as ages do. */
  readonly calendarOf?: (row: number, step: number) => number;
};

/** Whether what a stretch of the calendar did to redemptions shows. Two-sided, by the normal law. */
export type CalendarTest = {
  /** Σ over the diagonals of the smaller of the two counts, of factors below and above the median of their step. */
  readonly z: number;
  readonly expected: number;
  readonly variance: number;
  readonly pValue: number;
  /** Diagonals with two factors or more off the median. */
  readonly diagonals: number;
};

/** Whether a factor above its peers is followed by another one. Two-sided, by the normal law. */
export type CorrelationTest = {
  /** Spearman's rank correlations of successive steps, weighted by their pairs less one. */
  readonly t: number;
  readonly variance: number;
  readonly pValue: number;
  readonly pairs: number;
};

/** A factor this close to another, relatively, is the same: sums of decimals in binary are that far off. */
const SAME = 1e-12;

/**
 * Mack's test for calendar year effects (Mack 1994, appendix H): of the factors of one diagonal as many should lie above the
 * medians of their steps as below. With s below, l above and n = s + l, E min(s, l) = n/2 − C(n−1, m)·n/2ⁿ, m = ⌊(n−1)/2⌋; a
 * calendar that pushes all origins one way makes the sum z small. Factors at the median are left out. Null where no
 * diagonal has two factors off it.
 */
export function calendarTest(triangle: Triangle, options: AssumptionOptions = {}): CalendarTest | null {
  const { calendarOf = (row, step) => row + step } = options;
  const factors = factorsOf(triangle, options.exclude ?? []);
  const counts = new Map<number, { below: number; above: number }>();
  for (const step of triangle.ages.slice(1).keys()) {
    const own = factors.flatMap((row, i) => {
      const factor = row[step];
      return factor == null ? [] : [{ row: i, factor }];
    });
    if (own.length === 0) continue;
    const middle = sortedQuantile(
      own.map(({ factor }) => factor).sort((a, b) => a - b),
      0.5,
    );
    for (const { row, factor } of own) {
      if (isSame(factor, middle)) continue;
      const at = calendarOf(row, step);
      const count = counts.get(at) ?? { below: 0, above: 0 };
      counts.set(at, count);
      if (factor < middle) count.below++;
      else count.above++;
    }
  }
  const told = [...counts.values()].filter(({ below, above }) => below + above >= 2);
  if (told.length === 0) return null;
  const laws = told.map(({ below, above }) => lawOfSmaller(below + above));
  const z = sum(told.map(({ below, above }) => Math.min(below, above)));
  const expected = sum(laws.map((law) => law.expected));
  const variance = sum(laws.map((law) => law.variance));
  return { z, expected, variance, pValue: twoSided((z - expected) / Math.sqrt(variance)), diagonals: told.length };
}

/**
 * Mack's test for correlation of successive factors (Mack 1994, appendix G): T = Σ (p − 1)·Tₖ ÷ Σ (p − 1), Tₖ being Spearman's
 * rank correlation of the p factors of a step with those of the step before it, of variance 1 ÷ Σ (p − 1). Mack takes the
 * assumption for broken once T lies outside its middle half, ±0.6745·s.e. Null without a step of two pairs.
 */
export function correlationTest(triangle: Triangle, { exclude = [] }: AssumptionOptions = {}): CorrelationTest | null {
  const factors = factorsOf(triangle, exclude);
  const steps = triangle.ages.slice(2).flatMap((_, k) => {
    const pairs = factors.flatMap((row) => {
      const [before, after] = [row[k], row[k + 1]];
      return before == null || after == null ? [] : [{ before, after }];
    });
    const correlation = rankCorrelation(pairs);
    return correlation === null ? [] : [{ correlation, pairs: pairs.length }];
  });
  if (steps.length === 0) return null;
  const weight = sum(steps.map(({ pairs }) => pairs - 1));
  const t = sum(steps.map(({ pairs, correlation }) => (pairs - 1) * correlation)) / weight;
  return {
    t,
    variance: 1 / weight,
    pValue: twoSided(t * Math.sqrt(weight)),
    pairs: sum(steps.map((step) => step.pairs)),
  };
}

/** The middle half of the normal law lies within so many standard errors. */
const MIDDLE_HALF = 0.6744897501960817;

export const isOutsideMiddleHalf = ({ t, variance }: Pick<CorrelationTest, "t" | "variance">): boolean =>
  Math.abs(t) > MIDDLE_HALF * Math.sqrt(variance);

const twoSided = (deviation: number): number => 2 * normalCdf(-Math.abs(deviation));

const isSame = (a: number, b: number) => Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));

/** Amount ÷ the amount an age before, by row and step; null where there is none, it starts at 0, or it is left out. */
function factorsOf({ origins, ages, cells }: Triangle, exclude: readonly LinkName[]): (number | null)[][] {
  const names = new Set(exclude.map(({ origin, age }) => `${origin} ${age}`));
  return cells.map((row, i) =>
    ages.slice(1).map((_, k) => {
      const [from, to] = [row[k], row[k + 1]];
      const isOut = names.has(`${origins[i]} ${ages[k]}`);
      return from == null || to == null || from <= 0 || isOut ? null : to / from;
    }),
  );
}

/** Mean and variance of min(s, n − s), s of n by the toss of a coin. */
function lawOfSmaller(n: number) {
  const m = Math.floor((n - 1) / 2);
  // C(n − 1, m) ÷ 2ⁿ, factor by factor: neither of the two is a number any more where diagonals are long.
  let share = 0.5 ** (n - 2 * m);
  for (let j = 1; j <= m; j++) share *= (n - j) / (4 * j);
  const expected = n / 2 - n * share;
  return { expected, variance: (n * (n - 1)) / 4 - n * (n - 1) * share + expected - expected ** 2 };
}

type Pair = { readonly before: number; readonly after: number };

/** Pearson's correlation of the ranks, which is Spearman's with ties as without; null where either side has one rank only. */
function rankCorrelation(pairs: readonly Pair[]): number | null {
  const before = centredRanks(pairs.map((pair) => pair.before));
  const after = centredRanks(pairs.map((pair) => pair.after));
  const squares = sum(before.map((rank) => rank ** 2)) * sum(after.map((rank) => rank ** 2));
  return squares > 0 ? sum(before.map((rank, i) => rank * (after[i] ?? 0))) / Math.sqrt(squares) : null;
}

/** Ranks less their mean; equal values share the mean of theirs. */
function centredRanks(values: readonly number[]): number[] {
  const middle = (values.length + 1) / 2;
  return values.map((value) => {
    const equal = values.filter((other) => isSame(other, value)).length;
    const below = values.filter((other) => other < value && !isSame(other, value)).length;
    return below + (equal + 1) / 2 - middle;
  });
}
