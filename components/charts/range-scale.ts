/** Where a scale begins and ends, with round marks between; it always holds zero, so that lengths can be compared. */
export type Scale = { readonly from: number; readonly to: number; readonly ticks: readonly number[] };

/**
 * Round marks (1, 2 or 5 times a power of ten apart) from below the least to above the greatest value, `intervals` of them at most.
 * Throws RangeError for what is not finite.
 */
export function scaleFor(values: readonly number[], intervals = 5): Scale {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  if (!Number.isFinite(most - least)) throw new RangeError("a scale over values that are not finite");
  // Smaller than this, the powers of ten run out.
  const length = most - least > 1e-300 ? most - least : 1;
  const step = roundUp(length / intervals);
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(most / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { from: first * step, to: last * step, ticks };
}

function roundUp(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const [one, two, five] = [1, 2, 5].map((times) => times * power);
  return [one, two, five].find((round) => round !== undefined && round >= step * (1 - 1e-12)) ?? 10 * power;
}

/** A value's place on the scale as a share of its length. */
export const placeOn = ({ from, to }: Scale, value: number): number => (value - from) / (to - from);
