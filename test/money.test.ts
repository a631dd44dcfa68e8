import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyDecimals, fromDecimal, isCurrency, ratio, toDecimal } from "@/lib/money";

describe("money", () => {
  it("has the decimals of its currency: 2 for dollars, 0 for yen, 3 for dinars", () => {
    expect([currencyDecimals("USD"), currencyDecimals("JPY"), currencyDecimals("KWD")]).toEqual([2, 0, 3]);
    expect(toDecimal(100_000n, "USD")).toBe("1000.00");
    expect(toDecimal(-5n, "KWD")).toBe("-0.005");
    expect(toDecimal(1_500n, "JPY")).toBe("1500");
  });

  it("reads amounts as files write them: 25, 32.5 and 42.99 dollars", () => {
    expect(["25", "32.5", "42.99", "-0.01", "+7.", "10.000"].map((text) => fromDecimal(text, "USD"))).toEqual([
      2_500n,
      3_250n,
      4_299n,
      -1n,
      700n,
      1_000n,
    ]);
  });

  it("refuses more precision than the currency has, and what is no number", () => {
    expect(["1.005", "1,00", "1e3", "", ".", "NaN", "0x10", "１"].map((text) => fromDecimal(text, "USD"))).toEqual(
      new Array(8).fill(null),
    );
    expect(fromDecimal("1.5", "JPY")).toBeNull();
  });

  it("knows currencies from inventions", () => {
    expect(isCurrency("KWD")).toBe(true);
    expect(isCurrency("XYZ")).toBe(false);
  });

  it("does not divide by nothing", () => {
    expect(ratio(5n, 0n)).toBeNull();
    expect(ratio(1n, 4n)).toBe(0.25);
  });

  it("survives writing and reading for every amount and currency, far above 999.99", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (minor, currency) => {
          expect(fromDecimal(toDecimal(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });
});
