import { atLeastNothing, lesser } from "./whole-amount";

/** A whole in proportion to weights, none below 0 and none above its weight; remainders to the largest weights. */
export function spread(whole: bigint, weights: readonly bigint[]): bigint[] {
  const own = weights.map(atLeastNothing);
  const total = own.reduce((sum, weight) => sum + weight, 0n);
  if (total === 0n || whole <= 0n) return own.map(() => 0n);
  if (whole >= total) return own;
  const parts = own.map((weight) => (whole * weight) / total);
  let left = whole - parts.reduce((sum, part) => sum + part, 0n);
  const order = own
    .map((weight, i) => ({ weight, i }))
    .sort((a, b) => (a.weight < b.weight ? 1 : a.weight > b.weight ? -1 : a.i - b.i));
  for (const { weight, i } of order) {
    const part = parts[i] ?? 0n;
    if (left === 0n || part >= weight) continue;
    parts[i] = part + 1n;
    left -= 1n;
  }
  return parts;
}

/** A whole over places in their order, each up to what it can hold; what none can hold is left out. */
export function spreadOldestFirst(whole: bigint, room: readonly bigint[]): bigint[] {
  let left = atLeastNothing(whole);
  return room.map(atLeastNothing).map((most) => {
    const part = lesser(left, most);
    left -= part;
    return part;
  });
}
