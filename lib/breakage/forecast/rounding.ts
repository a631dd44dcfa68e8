/**
 * The one rounding: amounts in minor units to whole ones, half away from zero for the sum, and the parts by largest
 * remainder, so that they add up to the rounded sum. Ties go to the earlier part. Throws RangeError for an amount that is
 * not finite.
 */
export function toMinorUnits(amounts: readonly number[]): bigint[] {
  if (!amounts.every(Number.isFinite)) throw new RangeError("an amount is not a finite number");
  const floors = amounts.map(Math.floor);
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const rounded = Math.sign(total) * Math.round(Math.abs(total));
  const missing = rounded - floors.reduce((sum, floor) => sum + floor, 0);
  const order = amounts
    .map((amount, i) => ({ i, remainder: amount - Math.floor(amount) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  const raised = new Set(order.slice(0, Math.max(0, missing)).map(({ i }) => i));
  return floors.map((floor, i) => BigInt(floor) + (raised.has(i) ? 1n : 0n));
}
