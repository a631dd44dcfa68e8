/** Ages that are taken together when types are compared, both ends included. */
export type Band = { readonly from: number; readonly to: number };

/**
 * Single months while most is redeemed, then wider: late months hold few redemptions, and a type's level there is better
 * told from all of them. Within a band a type has the portfolio's shape.
 */
const STARTS = [0, 1, 2, 3, 4, 6, 12, 24, 36] as const;

/** A band stands on its own once ages half as far again are observed; until then its ages belong to the one before. */
const OBSERVED = 1.5;

/** The bands for ages 0 to `ages` − 1; the last has no end. */
export function bandsOf(ages: number): Band[] {
  const starts = STARTS.filter((from) => from === 0 || (from < ages && from * OBSERVED <= ages));
  return starts.map((from, b) => ({ from, to: (starts[b + 1] ?? Number.POSITIVE_INFINITY) - 1 }));
}

/** Index of the band of each age below `ages`. */
export function bandIndex(bands: readonly Band[], ages: number): Int32Array {
  return Int32Array.from({ length: ages }, (_, age) => bands.findLastIndex(({ from }) => from <= age));
}
