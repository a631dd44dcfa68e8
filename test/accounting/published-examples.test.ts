import { describe, expect, it } from "vitest";
import { type Calculated, calculate } from "@/lib/accounting/calculator";
import { calculatorInput } from "@/lib/accounting/calculator-schema";

/** The published amounts are whole units: a currency without decimals rounds where the text does. */
const WHOLE = "JPY";

function calculated(input: object): Calculated {
  const outcome = calculate(calculatorInput.parse(input));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
const revenues = (input: object) => calculated(input).periods.map(({ revenue }) => Number(revenue));

describe("published examples", () => {
  it("IFRS 15 IE267–IE270 and ASC 606-10-55-353 to 55-356, Example 52: 8,676 allocated to points give revenue of 4,110 and 3,493", () => {
    const points = (period: string, redeemed: number, expectedRedemptions: number) => ({
      period,
      redeemed,
      expectedRedemptions,
    });
    const example = {
      method: "proportional",
      allocated: 8676,
      currency: WHOLE,
      periods: [points("year 1", 4500, 9500), points("year 2", 4000, 9700)],
    };
    const { periods } = calculated(example);
    expect(periods.map(({ revenue, liability }) => [Number(revenue), Number(liability)])).toEqual([
      [4110, 4566],
      [3493, 1073],
    ]);
    // The example does not say what part of it is breakage; with the 10,000 points it has in all that can be told.
    expect(periods.map(({ breakageRevenue }) => breakageRevenue)).toEqual([null, null]);
    expect(revenues({ ...example, issued: 10_000 })).toEqual([4110, 3493]);
  });

  it("KPMG, Revenue – IFRS 15 handbook (2019), Example 10A, more redemptions expected: 9,000 allocated give 4,175 and 3,552", () => {
    expect(
      revenues({
        method: "proportional",
        allocated: "9000",
        currency: WHOLE,
        periods: [
          { period: 2, redeemed: "4500", expectedRedemptions: "9700" },
          { period: 3, redeemed: "4000", expectedRedemptions: "9900" },
        ],
      }),
    ).toEqual([4175, 3552]);
  });

  it("KPMG, Revenue – IFRS 15 handbook (2019), Example 10B, fewer redemptions expected: 4,140 in the second year", () => {
    expect(
      revenues({
        method: "proportional",
        allocated: "9000",
        currency: WHOLE,
        periods: [
          { period: 2, redeemed: "4500", expectedRedemptions: "9700" },
          { period: 3, redeemed: "4000", expectedRedemptions: "9200" },
        ],
      }),
    ).toEqual([4175, 4140]);
  });
});
