import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate, calculatorJson } from "@/lib/accounting/calculator";
import { type CalculatorInput, calculatorInput } from "@/lib/accounting/calculator-schema";
import { fromDecimal } from "@/lib/money";

const card = { method: "proportional", face: "1000.00", expectedBreakageRate: 0.1 } as const;

function printed(input: object) {
  const outcome = calculate(calculatorInput.parse(input));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return { ...(calculatorJson(outcome.value) as { periods: unknown[] }), notes: outcome.value.notes };
}
/** Path and reason of each problem, be it of form or of meaning. */
function refusal(input: object): Record<string, string> {
  const parsed = calculatorInput.safeParse(input);
  const problems = parsed.success
    ? calculate(parsed.data)
    : {
        ok: false as const,
        problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message })),
      };
  if (problems.ok) throw new Error("it was not refused");
  return Object.fromEntries(problems.problems.map(({ field, message }) => [field, message]));
}

describe("a gift card", () => {
  it("of 1,000.00 with 10 % breakage, half of the expected redeemed: 450.00 and 50.00 of breakage", () => {
    expect(printed({ ...card, periods: [{ period: "2024", redeemed: 450 }] })).toEqual({
      periods: [
        { period: "2024", revenue: "500.00", breakageRevenue: "50.00", liability: "500.00", escheatPayable: "0.00" },
      ],
      notes: [],
    });
  });

  it("of which states take 40 % of what is left keeps 40.00 apart and recognises 60.00", () => {
    const { periods } = printed({
      ...card,
      escheatableShare: "0.4",
      periods: [
        { period: 1, redeemed: 450 },
        { period: 2, redeemed: "450.00" },
      ],
    });
    expect(periods).toEqual([
      { period: 1, revenue: "480.00", breakageRevenue: "30.00", liability: "480.00", escheatPayable: "40.00" },
      { period: 2, revenue: "480.00", breakageRevenue: "30.00", liability: "0.00", escheatPayable: "40.00" },
    ]);
  });

  it("by the remote method has no breakage until the period that says so, and then all at once", () => {
    const { periods } = printed({
      method: "remote",
      face: 1000,
      escheatableShare: 0.25,
      periods: [
        { period: 1, redeemed: 700 },
        { period: 2, redeemed: 100 },
        { period: 3, redeemed: 0, remote: true },
        { period: 4, redeemed: 20 },
      ],
    });
    // What is redeemed after all takes 15.00 of its 20.00 back from breakage and 5.00 from states: still remote.
    expect(periods).toEqual([
      { period: 1, revenue: "700.00", breakageRevenue: "0.00", liability: "300.00", escheatPayable: "0.00" },
      { period: 2, revenue: "100.00", breakageRevenue: "0.00", liability: "200.00", escheatPayable: "0.00" },
      { period: 3, revenue: "150.00", breakageRevenue: "150.00", liability: "0.00", escheatPayable: "50.00" },
      { period: 4, revenue: "5.00", breakageRevenue: "-15.00", liability: "0.00", escheatPayable: "45.00" },
    ]);
  });

  it("takes expected redemptions of a period as its new estimate: of 1,000.00 now 950.00, so the rate falls to 5 %", () => {
    const { periods } = printed({
      ...card,
      periods: [
        { period: 1, redeemed: 450 },
        { period: 2, redeemed: 0, expectedRedemptions: 950 },
      ],
    });
    expect(periods[1]).toEqual({
      period: 2,
      revenue: "-26.32",
      breakageRevenue: "-26.32",
      liability: "526.32",
      escheatPayable: "0.00",
    });
  });

  it("with reloads, refunds and expired funds in the same file keeps the rate and adds up", () => {
    const { periods } = printed({
      ...card,
      periods: [
        { period: 1, redeemed: 450 },
        { period: 2, redeemed: 0, reloaded: 500, refunded: 300 },
        { period: 3, redeemed: 0, expired: 40 },
      ],
    });
    // F = 1,200.00: 120.00 × 450 ÷ 1,080 = 50.00. Then 40.00 + (120.00 − 40.00) × 450 ÷ 1,080 = 73.33.
    expect(periods).toMatchObject([
      { breakageRevenue: "50.00", liability: "500.00" },
      { breakageRevenue: "0.00", liability: "700.00" },
      { breakageRevenue: "23.33", liability: "676.67" },
    ]);
  });

  it("needs no estimate where redemption is remote from the first period on", () => {
    const { periods } = printed({
      method: "proportional",
      face: 100,
      periods: [{ period: 1, redeemed: 60, remote: true }],
    });
    expect(periods).toMatchObject([{ revenue: "100.00", breakageRevenue: "40.00", liability: "0.00" }]);
  });

  it("takes a rate and a share for states of a period as its new ones", () => {
    const { periods } = printed({
      ...card,
      periods: [
        { period: 1, redeemed: 450 },
        { period: 2, redeemed: 0, expectedBreakageRate: 0.2 },
        { period: 3, redeemed: 0, escheatableShare: 0.5 },
      ],
    });
    // 200.00 × 450 ÷ 800 = 112.50; half of it is for states from the third period on, which hold 100.00 of the 200.00.
    expect(periods).toMatchObject([
      { breakageRevenue: "50.00", escheatPayable: "0.00" },
      { breakageRevenue: "62.50", escheatPayable: "0.00" },
      { breakageRevenue: "-56.25", escheatPayable: "100.00" },
    ]);
  });

  it("says when more is redeemed than was expected, and when nothing is expected at all", () => {
    expect(printed({ ...card, periods: [{ period: 1, redeemed: 950 }] }).notes).toEqual([
      expect.stringMatching(/^periods\.0: more is redeemed than was expected/),
    ]);
    expect(printed({ ...card, periods: [{ period: 1, redeemed: 0, expectedRedemptions: 0 }] }).notes).toEqual([
      expect.stringMatching(/^periods\.0: nothing is expected/),
    ]);
    const waiting = { method: "remote", face: 1000, periods: [{ period: 1, redeemed: 0, expectedRedemptions: 0 }] };
    expect(printed(waiting).notes).toEqual([]);
    const over = { ...card, periods: [{ period: 1, redeemed: 0, expectedRedemptions: 0, remote: true }] };
    expect(printed(over).notes).toEqual([]);
  });

  it("of yen or dinars is counted in their own decimals", () => {
    const of = (currency: string, face: string) =>
      printed({ ...card, face, currency, periods: [{ period: 1, redeemed: "1" }] }).periods[0];
    expect(of("JPY", "10")).toMatchObject({ revenue: "1", breakageRevenue: "0", liability: "9" });
    // 1.000 × 1 ÷ 9 = 0.111
    expect(of("KWD", "10.000")).toMatchObject({ revenue: "1.111", breakageRevenue: "0.111", liability: "8.889" });
  });
});

describe("options such as points", () => {
  it("tell breakage apart when their number is given: of 900.00 for 10,000 points, 4,500 of 9,000 redeemed are 405.00 and 45.00", () => {
    const { periods } = printed({
      method: "proportional",
      allocated: 900,
      issued: 10_000,
      expectedBreakageRate: 0.1,
      periods: [{ period: 1, redeemed: 4500 }],
    });
    expect(periods).toEqual([
      { period: 1, revenue: "450.00", breakageRevenue: "45.00", liability: "450.00", escheatPayable: "0.00" },
    ]);
  });

  it("of which none is expected to be redeemed stay owed in full, and the reason is said", () => {
    const none = printed({
      method: "proportional",
      allocated: 100,
      periods: [{ period: 1, redeemed: 0, expectedRedemptions: 0 }],
    });
    expect(none.periods).toMatchObject([{ revenue: "0.00", liability: "100.00" }]);
    expect(none.notes).toEqual([expect.stringContaining("nothing is expected")]);
  });

  it("give all of their price once every one that was expected is redeemed", () => {
    const { periods } = printed({
      method: "proportional",
      allocated: "100",
      periods: [
        { period: 1, redeemed: 1, expectedRedemptions: 3 },
        { period: 2, redeemed: 1 },
        { period: 3, redeemed: 1 },
      ],
    });
    expect(periods).toMatchObject([
      { revenue: "33.33" },
      { revenue: "33.34" },
      { revenue: "33.33", liability: "0.00" },
    ]);
  });
});

describe("an example is refused, with the path of the field,", () => {
  const periods = [{ period: 1, redeemed: 450 }];

  it.each<[string, object, Record<string, RegExp>]>([
    ["without a method", { face: 1000, periods }, { method: /missing/ }],
    ["with another method", { ...card, method: "linear", periods }, { method: /proportional, remote/ }],
    ["without a price", { method: "proportional", periods }, { face: /allocated/ }],
    ["with two prices", { ...card, allocated: 10, periods }, { allocated: /beside face/ }],
    ["with a price of 0", { ...card, face: 0, periods }, { face: /0/ }],
    ["without periods", { ...card }, { periods: /missing/ }],
    ["with no period", { ...card, periods: [] }, { periods: /no period/ }],
    ["with an unknown field", { ...card, rate: 1, periods }, { "": /rate/ }],
    ["with a period of no name", { ...card, periods: [{ redeemed: 1 }] }, { "periods.0.period": /missing/ }],
    ["with two periods of one name", { ...card, periods: [...periods, ...periods] }, { "periods.1.period": /twice/ }],
    [
      "with less than nothing redeemed",
      { ...card, periods: [{ period: 1, redeemed: -5 }] },
      { "periods.0.redeemed": /below 0/ },
    ],
    [
      "with an amount that is no decimal",
      { ...card, periods: [{ period: 1, redeemed: "1,000" }] },
      { "periods.0.redeemed": /plain decimal/ },
    ],
    [
      "with cents of cents",
      { ...card, periods: [{ period: 1, redeemed: "0.005" }] },
      { "periods.0.redeemed": /more than 2 decimals/ },
    ],
    ["with a number that has lost digits", { ...card, face: 0.1 + 0.2, periods }, { face: /digits/ }],
    ["with a rate in per cent", { ...card, expectedBreakageRate: 10, periods }, { expectedBreakageRate: /0\.1/ }],
    ["with a rate of 1", { ...card, expectedBreakageRate: 1, periods }, { expectedBreakageRate: /below 1/ }],
    ["with more than all for states", { ...card, escheatableShare: "1.01", periods }, { escheatableShare: /0 to 1/ }],
    [
      "with more redeemed than sold",
      { ...card, periods: [{ period: 1, redeemed: 1000.01 }] },
      { "periods.0.redeemed": /1000\.01 .* of 1000\.00/ },
    ],
    [
      "with more refunded than left",
      { ...card, periods: [{ period: 1, redeemed: 600, refunded: 500 }] },
      { "periods.0.refunded": /600\.00 .* of 500\.00/ },
    ],
    [
      "with more expired than left",
      { ...card, periods: [{ period: 1, redeemed: 600, expired: 500 }] },
      { "periods.0.expired": /1100\.00/ },
    ],
    [
      "with more expected than sold",
      { ...card, periods: [{ period: 1, redeemed: 1, expectedRedemptions: 1001 }] },
      { "periods.0.expectedRedemptions": /more than the 1000\.00/ },
    ],
    [
      "with more expected than is left after funds expired",
      { ...card, periods: [{ period: 1, redeemed: 0, expired: 200, expectedRedemptions: 800.01 }] },
      { "periods.0.expectedRedemptions": /more than the 800\.00/ },
    ],
    [
      "with less expected in all than redeemed",
      { ...card, periods: [{ period: 1, redeemed: 450, expectedRedemptions: 449.99 }] },
      { "periods.0.expectedRedemptions": /450\.00 redeemed/ },
    ],
    [
      "with two estimates in one period",
      { ...card, periods: [{ period: 1, redeemed: 1, expectedRedemptions: 900, expectedBreakageRate: 0.1 }] },
      { "periods.0.expectedBreakageRate": /beside/ },
    ],
    [
      "without any estimate",
      { method: "proportional", face: 1000, periods },
      { "periods.0.expectedRedemptions": /expectedBreakageRate/ },
    ],
    [
      "with cumulative points",
      {
        method: "proportional",
        allocated: 8676,
        periods: [
          { period: 1, redeemed: 4500, expectedRedemptions: 9500 },
          { period: 2, redeemed: 8500, expectedRedemptions: 9700 },
        ],
      },
      { "periods.1.expectedRedemptions": /13000 redeemed/ },
    ],
    [
      "with a rate of an unknown number of points",
      { method: "proportional", allocated: 10, expectedBreakageRate: 0.1, periods },
      { issued: /expectedBreakageRate/ },
    ],
    [
      "with points for states of unknown number",
      {
        method: "proportional",
        allocated: 10,
        periods: [{ period: 1, redeemed: 1, expectedRedemptions: 2, escheatableShare: 0.5 }],
      },
      { issued: /periods\.0\.escheatableShare/ },
    ],
    [
      "with the remote method and an unknown number of points",
      { method: "remote", allocated: 10, periods },
      { issued: /remote/ },
    ],
    [
      "with reloaded points",
      {
        method: "proportional",
        allocated: 10,
        periods: [{ period: 1, redeemed: 1, expectedRedemptions: 2, reloaded: 5 }],
      },
      { "periods.0.reloaded": /face/ },
    ],
    ["with an unknown currency", { ...card, currency: "XYZ", periods }, { currency: /currency/ }],
  ])("%s", (_, input, expected) => {
    const problems = refusal(input);
    expect(Object.keys(problems)).toEqual(Object.keys(expected));
    for (const [field, pattern] of Object.entries(expected)) expect(problems[field]).toMatch(pattern);
  });

  it("with every wrong field at once", () => {
    const wrong = {
      ...card,
      periods: [
        { period: 1, redeemed: 900, expectedRedemptions: 800 },
        { period: 1, redeemed: 200 },
      ],
    };
    expect(Object.keys(refusal(wrong))).toEqual([
      "periods.0.expectedRedemptions",
      "periods.1.period",
      "periods.1.redeemed",
    ]);
  });
});

describe("any example", () => {
  const cents = (amount: number) => (amount / 100).toFixed(2);
  const inputs = fc
    .record({
      method: fc.constantFrom("proportional" as const, "remote" as const),
      face: fc.integer({ min: 1, max: 10 ** 9 }),
      rate: fc.nat(999),
      claimed: fc.nat(1000),
      shares: fc.array(fc.tuple(fc.nat(100), fc.boolean()), { minLength: 1, maxLength: 8 }),
    })
    .map(({ method, face, rate, claimed, shares }): CalculatorInput => {
      const parts = shares.reduce((sum, [part]) => sum + part, 0) || 1;
      return {
        method,
        face: cents(face),
        expectedBreakageRate: (rate / 1000).toFixed(3),
        escheatableShare: (claimed / 1000).toFixed(3),
        periods: shares.map(([part, remote], i) => ({
          period: i,
          redeemed: cents(Math.floor((face * part) / parts)),
          remote,
        })),
      };
    });

  it("comes to its price at the end of every period: revenue so far + liability + escheat payable, and more redeemed than expected is no exception", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const outcome = calculate(input);
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
        let revenue = 0n;
        for (const period of outcome.value.periods) {
          revenue += period.revenue;
          expect(revenue + period.liability + period.escheatPayable).toBe(fromDecimal(input.face ?? "", "USD"));
          expect(period.liability >= 0n && period.escheatPayable >= 0n).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
