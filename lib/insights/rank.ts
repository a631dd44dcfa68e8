/** Largest first; equals share a rank and the next one counts on (1, 2, 2, 4). Order among equals is by id. */
export function ranked<T>(
  rows: readonly T[],
  by: (row: T) => bigint,
  id: (row: T) => string,
): (T & { rank: number })[] {
  const ordered = [...rows].sort((a, b) => (by(a) === by(b) ? (id(a) < id(b) ? -1 : 1) : by(a) < by(b) ? 1 : -1));
  let rank = 0;
  return ordered.map((row, index) => {
    const before = ordered[index - 1];
    if (!before || by(before) !== by(row)) rank = index + 1;
    return { rank, ...row };
  });
}

/**
 * Percentile by linear interpolation between closest ranks (Hyndman and Fan's type 7, PostgreSQL's percentile_cont), in
 * exact arithmetic: the threshold is returned as a fraction, so that comparing with it needs no rounding.
 * Domain: 0 to 100. Null of an empty list.
 */
export function percentile(
  values: readonly bigint[],
  percent: number,
): { numerator: bigint; denominator: bigint } | null {
  if (percent < 0 || percent > 100) throw new RangeError(`${percent} is no percentile`);
  const ordered = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const position = BigInt(Math.max(0, ordered.length - 1)) * BigInt(percent);
  const low = ordered[Number(position / 100n)];
  if (low === undefined) return null;
  const high = ordered[Number(position / 100n) + 1] ?? low;
  return { numerator: low * 100n + (high - low) * (position % 100n), denominator: 100n };
}

/** Rounded to a whole minor unit, half away from zero: for showing a threshold. */
export function roundFraction({ numerator, denominator }: { numerator: bigint; denominator: bigint }): bigint {
  const half = numerator < 0n ? -denominator / 2n : denominator / 2n;
  return (numerator + half) / denominator;
}
