import { describe, expect, it } from "vitest";
import { backtest } from "@/lib/breakage/forecast/backtest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { backTestParts } from "@/lib/breakage/forecast-view/back-test-parts";
import { monthEnd } from "@/lib/breakage/forecast-view/month-end";
import { lastSale, simulate } from "../forecast/simulator";

const cut = lastSale();
const cohorts = asKnownAt(simulate("parts", { types: 3, cards: 30 }), cut);
const report = backtest(cohorts, { cut, ultimateAge: 60, seed: "parts", replicates: 20 });
if (report.status !== "ok") throw new Error(report.status);

type Score = { readonly outcomes: number; readonly expected: number; readonly actual: number };
const sumOf = (rows: readonly { readonly score: Score }[]) =>
  (["outcomes", "expected", "actual"] as const).map((name) => rows.reduce((sum, { score }) => sum + score[name], 0));
const near = (sums: readonly number[], { outcomes, expected, actual }: Score) => {
  expect(sums[0]).toBe(outcomes);
  expect(sums[1]).toBeCloseTo(expected, 4);
  expect(sums[2]).toBeCloseTo(actual, 4);
};

describe("a figure of the back-test taken apart", () => {
  it("at a past month's end is its card types, which add up to it in outcomes, in what was expected and in what came", () => {
    expect(report.cuts.length).toBeGreaterThan(3);
    for (const one of report.cuts) {
      const parts = backTestParts(report, { cut: monthEnd(one.cut) });
      expect(parts?.of === "cut" && parts.rows.map(({ type }) => type).sort()).toEqual(
        [...new Set(cohorts.map(({ type }) => type))].sort(),
      );
      near(sumOf(parts?.rows ?? []), one.score);
    }
  });

  it("of a card type is its past month ends, which add up to it", () => {
    for (const { type, point } of report.shown.byType) {
      const parts = backTestParts(report, { type });
      expect(parts?.rows).toHaveLength(report.cuts.length);
      near(sumOf(parts?.rows ?? []), point);
    }
  });

  it("is none where the address asks for none, or for what is not there", () => {
    expect(backTestParts(report, {})).toBeNull();
    expect(backTestParts(report, { cut: "1999-12-31" })).toBeNull();
    expect(backTestParts(report, { type: "none" })).toBeNull();
  });
});
