/**
 * The one rounding: amounts in minor units to whole ones, half away from zero for the sum, and the parts by largest
 * remainder, so that they add up to the rounded sum. Ties go to the earlier part. Throws RangeError for an amount that is
 * not finite.
 */
export function toMinorUnits(amounts: readonly number[]): bigint[] {
  return sharedOut(amounts, roundedSum(amounts));
}

/** Half away from zero. Throws RangeError for an amount that is not finite. */
export function roundedSum(amounts: readonly number[]): number {
  if (!amounts.every(Number.isFinite)) throw new RangeError("an amount is not a finite number");
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return Math.sign(total) * Math.round(Math.abs(total));
}

/** Parts by largest remainder that add up to a whole number of units; what is too much or too little for that, all take alike. */
export function sharedOut(amounts: readonly number[], whole: number): bigint[] {
  const floors = amounts.map(Math.floor);
  const missing = whole - floors.reduce((sum, floor) => sum + floor, 0);
  const all = amounts.length > 0 ? Math.floor(missing / amounts.length) : 0;
  const order = amounts
    .map((amount, i) => ({ i, remainder: amount - Math.floor(amount) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  const raised = new Set(order.slice(0, missing - all * amounts.length).map(({ i }) => i));
  return floors.map((floor, i) => BigInt(floor + all) + (raised.has(i) ? 1n : 0n));
}
