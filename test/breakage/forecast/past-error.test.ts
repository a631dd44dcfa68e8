import { describe, expect, it } from "vitest";
import type { BacktestReport } from "@/lib/breakage/forecast/backtest-report";
import { ageGroupOf, errorsByAge, meanError } from "@/lib/breakage/forecast/past-error";

const point = (wape: number | null) => ({ outcomes: 4, actual: 100, expected: 100, wape, bias: 0 });
const report = {
  status: "ok",
  methods: [
    {
      method: "open-balance",
      byAge: [
        { ages: "all", point: point(0.2) },
        { ages: "0-3", point: point(0.4) },
        { ages: "4-9", point: point(null) },
      ],
    },
    { method: "mature-rate", byAge: [{ ages: "0-3", point: point(0.6) }] },
  ],
} as unknown as BacktestReport;

describe("the past error of a figure", () => {
  it("is that of its method at the age of its cards, and none where no past forecast tells it", () => {
    const at = errorsByAge(report);
    expect([at("open-balance", "0-3"), at("mature-rate", "0-3")]).toEqual([0.4, 0.6]);
    expect([at("open-balance", "4-9"), at("open-balance", "25+"), at("category-blend", "0-3")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(errorsByAge({ status: "too-little-history", cut: 1 })("open-balance", "0-3")).toBeNull();
  });

  it("goes by months from the month of sale: 3 is young, 4 is not, 24 and 25 lie apart", () => {
    expect([0, 3, 4, 9, 10, 24, 25, 90].map(ageGroupOf)).toEqual([
      ...["0-3", "0-3", "4-9", "4-9", "10-24", "10-24", "25+", "25+"],
    ]);
  });

  it("of several parts is their mean by what is expected, and none where one that counts has none", () => {
    const young = { expected: 300, error: 0.4 };
    const old = { expected: 100, error: 0.2 };
    expect(meanError([young, old])).toBeCloseTo((300 * 0.4 + 100 * 0.2) / 400, 12);
    expect(meanError([young, { expected: 0, error: null }])).toBe(0.4);
    expect(meanError([young, { expected: 1, error: null }])).toBeNull();
    expect(meanError([{ expected: 0, error: 0.1 }])).toBeNull();
    expect(meanError([])).toBeNull();
  });
});
