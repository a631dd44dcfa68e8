/** What a breakage forecast says of one card type: open now, expected never to be redeemed, and that in each world. */
export type TypeWorlds = {
  readonly open: number;
  readonly expected: number;
  readonly worlds: readonly number[] | null;
};

/** Beyond these the exponent of a type of which nearly all, or nearly nothing, stays would run away. */
const SLOWEST = 0.05;
const FASTEST = 20;
const LEAST_SHARE = 1e-6;

/**
 * How fast a type's value is redeemed beside what is expected, in each world: the factor on the cumulative hazard that
 * leaves at the end what that world leaves. 1 in all of them where nothing is expected to go. Null without worlds.
 */
export function pacesOf({ open, expected, worlds }: TypeWorlds): number[] | null {
  if (worlds === null) return null;
  const share = Math.min(1, Math.max(LEAST_SHARE, expected / open));
  if (!(open > 0) || share > 1 - LEAST_SHARE) return worlds.map(() => 1);
  return worlds.map((left) => {
    const pace = Math.log(Math.min(1, Math.max(LEAST_SHARE, left / open))) / Math.log(share);
    return Math.min(FASTEST, Math.max(SLOWEST, pace));
  });
}
