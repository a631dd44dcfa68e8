import { Sum, sum } from "@/lib/statistics/vector";

/** What one card type did in one period: a ratio (redeemed ÷ value at risk) and its weight (value at risk). */
export type Cell = { readonly ratio: number; readonly weight: number };

/** The periods of a card type that were observed. */
export type Experience = { readonly name: string; readonly cells: readonly Cell[] };

export type Summary = {
  readonly name: string;
  /** Σ w. */
  readonly weight: number;
  /** Σ wX/w; null for a type without weight, which has no history. */
  readonly mean: number | null;
  /** Periods with weight. */
  readonly periods: number;
  /** Σ w(X − mean)². */
  readonly squares: number;
};

/** Throws RangeError for a ratio that is not finite or a weight that is negative or not finite. */
export function summarise({ name, cells }: Experience): Summary {
  const weights = new Sum();
  const products = new Sum();
  let periods = 0;
  for (const { ratio, weight } of cells) {
    if (!Number.isFinite(ratio) || !(weight >= 0) || !Number.isFinite(weight)) {
      throw new RangeError(`${name} has a ratio of ${ratio} with the weight ${weight}`);
    }
    if (weight === 0) continue;
    weights.add(weight);
    products.add(weight * ratio);
    periods++;
  }
  const weight = weights.value;
  if (!(weight > 0)) return { name, weight, mean: null, periods, squares: 0 };
  const mean = products.value / weight;
  const squares = new Sum();
  for (const cell of cells) if (cell.weight > 0) squares.add(cell.weight * (cell.ratio - mean) ** 2);
  return { name, weight, mean, periods, squares: squares.value };
}

/**
 * The variance within a type over time, of a ratio with weight 1: Σ Σ w(X − X̄)² ÷ Σ (n − 1). Null where no type was seen
 * in two periods: then nothing tells chance from difference.
 */
export function withinVariance(summaries: readonly Summary[]): number | null {
  const degrees = sum(summaries.map(({ periods }) => Math.max(0, periods - 1)));
  return degrees > 0 ? sum(summaries.map(({ squares }) => squares)) / degrees : null;
}
