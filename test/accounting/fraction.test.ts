import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compare,
  decimalFraction,
  dividedBy,
  fraction,
  minus,
  plus,
  rounded,
  times,
  whole,
} from "@/lib/accounting/fraction";

describe("exact ratios", () => {
  it("round to the nearest whole, halves away from zero: 2.5 to 3, −2.5 to −3, 2.4999 to 2", () => {
    const of = (text: string) => rounded(decimalFraction(text) ?? whole(99n));
    expect(["2.5", "-2.5", "2.4999", "-2.4999", "0.5", "-0.5", "0"].map(of)).toEqual([3n, -3n, 2n, -2n, 1n, -1n, 0n]);
  });

  it("read plain decimals exactly, with more digits than a float keeps", () => {
    expect(decimalFraction("12345678901234567890.05")).toEqual({ over: 1234567890123456789005n, under: 100n });
    expect(decimalFraction("-0.125")).toEqual({ over: -125n, under: 1000n });
    for (const text of ["", "1e3", "1,000", ".5", "5.", "+1", "0x10", " 1", "NaN"])
      expect(decimalFraction(text)).toBeNull();
  });

  it("add up thirds to one, which floats and decimals cannot", () => {
    const third = fraction(1n, 3n);
    expect(compare(plus(plus(third, third), third), whole(1n))).toBe(0);
  });

  it("keep the sign above the line, so that a negative divisor orders right", () => {
    expect(fraction(1n, -3n)).toEqual({ over: -1n, under: 3n });
    expect(compare(dividedBy(whole(1n), whole(-3n)), whole(0n))).toBe(-1);
    expect(() => fraction(1n, 0n)).toThrow(RangeError);
  });

  it("obey a(b + c) = ab + ac and (a − b) + b = a", () => {
    const some = fc
      .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
      .map(([over, under]) => fraction(over, under));
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        expect(compare(times(a, plus(b, c)), plus(times(a, b), times(a, c)))).toBe(0);
        expect(compare(plus(minus(a, b), b), a)).toBe(0);
      }),
    );
  });
});
