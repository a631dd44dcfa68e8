import { sortedQuantile } from "@/lib/statistics/quantile";
import { entry } from "@/lib/statistics/vector";
import { levels } from "./constants";

/** A forecast and what came of it. */
export type Outcome = { readonly expected: number; readonly actual: number };

export type PointScore = {
  readonly outcomes: number;
  readonly actual: number;
  readonly expected: number;
  /** Σ |y − ŷ| ÷ Σ |y|; null where nothing was left to err about. */
  readonly wape: number | null;
  /** Σ (ŷ − y) ÷ Σ y: above 0 when too much was expected. */
  readonly bias: number | null;
};

export function pointScore(outcomes: readonly Outcome[]): PointScore {
  const points = new Points();
  for (const { expected, actual } of outcomes) points.add(expected, actual);
  return points.score;
}

/** The same sum, outcome by outcome, for loops that would make a list of them only to add it up. */
export class Points {
  private outcomes = 0;
  private actual = 0;
  private expected = 0;
  private absolute = 0;
  private off = 0;

  add(expected: number, actual: number): void {
    this.outcomes++;
    this.actual += actual;
    this.expected += expected;
    this.absolute += Math.abs(actual);
    this.off += Math.abs(actual - expected);
  }

  get score(): PointScore {
    const { outcomes, actual, expected, absolute, off } = this;
    return {
      outcomes,
      actual,
      expected,
      wape: absolute > 0 ? off / absolute : null,
      bias: actual > 0 ? (expected - actual) / actual : null,
    };
  }
}

/** 1 − error ÷ the baseline's error: 0.2 is a fifth better. Null where either is unknown or the baseline never errs. */
export const skillOf = (wape: number | null, baseline: number | null): number | null =>
  wape === null || baseline === null || baseline === 0 ? null : 1 - wape / baseline;

/** Upwards. */
type Sorted = readonly number[] | Float64Array;

/** What came, the value sold it is measured by, and sorted draws of what might have come. */
export type RangedOutcome = { readonly actual: number; readonly face: number; readonly draws: Sorted };

export type RangeScore = {
  readonly outcomes: number;
  /** Share of the truth inside the 50, 80, 90 and 95 % range; do not judge it below a hundred outcomes. */
  readonly coverage: readonly { readonly level: number; readonly share: number }[];
  /** Mean pinball loss of the 5, 10 … 95 % quantiles, the continuous ranked probability score (twice that), and the
   * interval score of the 90 % range; each ÷ the value sold. */
  readonly pinball: number;
  readonly crps: number;
  readonly intervalScore: number;
};

const GRID = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** Sums of decimals in binary may miss an end of the range by so much. */
const SAME = 1e-6;

function isInside(actual: number, draws: Sorted, level: number): boolean {
  const [from, to] = rangeOf(draws, level);
  return actual >= from - SAME && actual <= to + SAME;
}

/** Its share of the mean over the quantiles. */
const lossOf = (actual: number, draws: Sorted, q: number): number =>
  pinballLoss(actual, sortedQuantile(draws, q), q) / GRID.length;

const intervalOf = (actual: number, low: number, high: number): number =>
  high - low + (2 / 0.1) * (Math.max(0, low - actual) + Math.max(0, actual - high));

/** Null without outcomes. */
export function rangeScore(outcomes: readonly RangedOutcome[]): RangeScore | null {
  const sums = noCharges();
  for (const one of outcomes) charge(one, sums);
  return scoreOfSums([sums]);
}

/** What ranges are charged for their outcomes, added up: plain, and all that a score needs of them. */
export type ChargeSums = {
  outcomes: number;
  face: number;
  /** Outcomes inside the range of each level. */
  readonly inside: number[];
  /** Of the mean over the quantiles. */
  pinball: number;
  /** Of the 90 % range. */
  interval: number;
};

export const noCharges = (): ChargeSums => ({
  outcomes: 0,
  face: 0,
  inside: levels.map(() => 0),
  pinball: 0,
  interval: 0,
});

/** Adds what one range is charged for its outcome. */
export function charge({ actual, face, draws }: RangedOutcome, into: ChargeSums): void {
  into.outcomes++;
  into.face += face;
  for (let i = 0; i < levels.length; i++) {
    if (isInside(actual, draws, entry(levels, i))) into.inside[i] = entry(into.inside, i) + 1;
  }
  for (const q of GRID) into.pinball += lossOf(actual, draws, q);
  const [low, high] = rangeOf(draws, 0.9);
  into.interval += intervalOf(actual, low, high);
}

/** Of one outcome alone. */
export function chargesOf(outcome: RangedOutcome): ChargeSums {
  const sums = noCharges();
  charge(outcome, sums);
  return sums;
}

/** The score of outcomes that were added up in parts. Null without outcomes. */
export function scoreOfSums(parts: readonly ChargeSums[]): RangeScore | null {
  const sum = (amount: (part: ChargeSums) => number) => parts.reduce((total, part) => total + amount(part), 0);
  const [outcomes, face, pinball] = [
    sum((part) => part.outcomes),
    sum((part) => part.face),
    sum((part) => part.pinball),
  ];
  if (!(face > 0)) return null;
  return {
    outcomes,
    coverage: levels.map((level, i) => ({ level, share: sum(({ inside }) => inside[i] ?? 0) / outcomes })),
    pinball: pinball / face,
    crps: (2 * pinball) / face,
    intervalScore: sum(({ interval }) => interval) / face,
  };
}

/** max(q(y − ŷ), (q − 1)(y − ŷ)). */
export const pinballLoss = (actual: number, quantile: number, q: number): number =>
  Math.max(q * (actual - quantile), (q - 1) * (actual - quantile));

/** The middle `level` of sorted draws. */
export const rangeOf = (draws: Sorted, level: number): readonly [number, number] => [
  sortedQuantile(draws, (1 - level) / 2),
  sortedQuantile(draws, (1 + level) / 2),
];

export const sortedDraws = (draws: ArrayLike<number>): Float64Array => Float64Array.from(draws).sort();
