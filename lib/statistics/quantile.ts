/**
 * The p-quantile of values sorted upwards, by linear interpolation between order statistics: type 7 of Hyndman and Fan
 * (American Statistician 50, 1996), h = (n − 1)p. Throws RangeError for no values or p outside [0, 1].
 */
export function sortedQuantile(sorted: readonly number[] | Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`);
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("a quantile of no values");
  return below + (above - below) * (place - Math.floor(place));
}
