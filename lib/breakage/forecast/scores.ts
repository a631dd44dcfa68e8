import { sortedQuantile } from "@/lib/statistics/quantile";
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
  let [actual, expected, absolute, off] = [0, 0, 0, 0];
  for (const one of outcomes) {
    actual += one.actual;
    expected += one.expected;
    absolute += Math.abs(one.actual);
    off += Math.abs(one.actual - one.expected);
  }
  return {
    outcomes: outcomes.length,
    actual,
    expected,
    wape: absolute > 0 ? off / absolute : null,
    bias: actual > 0 ? (expected - actual) / actual : null,
  };
}

/** 1 − error ÷ the baseline's error: 0.2 is a fifth better. Null where either is unknown or the baseline never errs. */
export const skillOf = (wape: number | null, baseline: number | null): number | null =>
  wape === null || baseline === null || baseline === 0 ? null : 1 - wape / baseline;

/** What came, the value sold it is measured by, and sorted draws of what might have come. */
export type RangedOutcome = { readonly actual: number; readonly face: number; readonly draws: readonly number[] };

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

/** Null without outcomes. */
export function rangeScore(outcomes: readonly RangedOutcome[]): RangeScore | null {
  const face = outcomes.reduce((sum, one) => sum + one.face, 0);
  if (!(face > 0)) return null;
  const inside = levels.map(() => 0);
  let [pinball, interval] = [0, 0];
  for (const { actual, draws } of outcomes) {
    for (const [i, level] of levels.entries()) {
      const [low, high] = rangeOf(draws, level);
      if (actual >= low - SAME && actual <= high + SAME) inside[i] = (inside[i] ?? 0) + 1;
    }
    for (const q of GRID) pinball += pinballLoss(actual, sortedQuantile(draws, q), q) / GRID.length;
    const [low, high] = rangeOf(draws, 0.9);
    interval += high - low + (2 / 0.1) * (Math.max(0, low - actual) + Math.max(0, actual - high));
  }
  return {
    outcomes: outcomes.length,
    coverage: levels.map((level, i) => ({ level, share: (inside[i] ?? 0) / outcomes.length })),
    pinball: pinball / face,
    crps: (2 * pinball) / face,
    intervalScore: interval / face,
  };
}

/** max(q(y − ŷ), (q − 1)(y − ŷ)). */
export const pinballLoss = (actual: number, quantile: number, q: number): number =>
  Math.max(q * (actual - quantile), (q - 1) * (actual - quantile));

/** The middle `level` of sorted draws. */
export const rangeOf = (draws: readonly number[], level: number): readonly [number, number] => [
  sortedQuantile(draws, (1 - level) / 2),
  sortedQuantile(draws, (1 + level) / 2),
];

export const sortedDraws = (draws: Iterable<number>): number[] => Array.from(Float64Array.from(draws).sort());
