/** Ratios of two ways to do the same on one machine in one run; never times alone. */

/** One measurement of A and one of B right after it, in the same unit. */
export type Pair = { readonly a: number; readonly b: number };

export type Ratio = {
  /** Median of the pairs' a ÷ b. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: readonly Pair[];
  /** False where the pairs lie further than a quarter from their median: the machine was too restless to say anything. */
  readonly steady: boolean;
};

const MOST_SPREAD = 0.25;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2;
}

export function ratioOf(pairs: readonly Pair[]): Ratio {
  const ratios = pairs.map(({ a, b }) => a / b);
  const ratio = median(ratios);
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  const steady = low >= ratio * (1 - MOST_SPREAD) && high <= ratio * (1 + MOST_SPREAD);
  return { ratio, low, high, pairs, steady };
}

/** What is measured by itself, and compared with nothing: a figure in its own unit. */
export const alone = (value: number): Ratio => ratioOf([{ a: value, b: 1 }]);

/** The nearest rank: of 100 values the 95th has 0.95 of them at it or below. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
}

type Measured = () => Promise<number>;

/** ABABAB…: one pair to warm up, then `pairs` that count. */
export async function measurePairs(a: Measured, b: Measured, { pairs = 5, warmUp = 1 } = {}): Promise<Ratio> {
  const measured: Pair[] = [];
  for (let i = 0; i < warmUp + pairs; i += 1) {
    const pair = { a: await a(), b: await b() };
    if (i >= warmUp) measured.push(pair);
  }
  return ratioOf(measured);
}

/** Milliseconds of `work`: the median of `times` runs, for what is too short to be measured once. */
export async function milliseconds(work: () => Promise<unknown>, times = 1): Promise<number> {
  const measured: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const started = performance.now();
    await work();
    measured.push(performance.now() - started);
  }
  return median(measured);
}
