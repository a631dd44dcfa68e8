/**
 * An exact ratio of whole numbers, the lower one above 0. Rates and progress stay exact until the one rounding to minor
 * units. Never reduced: only a few steps lie between what was stated and what is rounded.
 */
export type Fraction = { readonly over: bigint; readonly under: bigint };

export const whole = (amount: bigint): Fraction => ({ over: amount, under: 1n });
export const NONE = whole(0n);

/** `over` ÷ `under` of either sign. Throws RangeError when `under` is 0. */
export function fraction(over: bigint, under: bigint): Fraction {
  if (under === 0n) throw new RangeError("a share of nothing");
  return under < 0n ? { over: -over, under: -under } : { over, under };
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under
    ? { over: a.over + b.over, under: a.under }
    : { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, under: b.under });
export const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
/** Throws RangeError when `b` is 0. */
export const dividedBy = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under, a.under * b.over);

/** Below 0, 0 or above 0 as `a` is below, equal to or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const [left, right] = [a.over * b.under, b.over * a.under];
  return left < right ? -1 : left > right ? 1 : 0;
}
export const least = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b);
export const most = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b);

/** To the nearest whole number, halves away from zero: as accountants round. */
export function rounded({ over, under }: Fraction): bigint {
  const size = over < 0n ? -over : over;
  const nearest = (2n * size + under) / (2n * under);
  return over < 0n ? -nearest : nearest;
}

/** A plain decimal such as "0.125" or "9500", exactly; null for anything else. */
export function decimalFraction(text: string): Fraction | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, sign, digits = "", decimals = ""] = match;
  const over = BigInt(digits + decimals);
  return { over: sign ? -over : over, under: 10n ** BigInt(decimals.length) };
}
