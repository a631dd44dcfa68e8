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

  it("of an age group or of sums is its past month ends, which add up to it, its error too", () => {
    const { shown } = report;
    const of = [...shown.byAge.map(({ ages, point }) => [ages, point] as const), ["types", shown.types.point] as const];
    for (const [ages, point] of [...of, ["totals", shown.totals.point] as const]) {
      const parts = backTestParts(report, { ages });
      expect(parts?.total ?? point).toBe(point);
      near(sumOf(parts?.rows ?? []), point);
      const off = (parts?.rows ?? []).reduce((sum, { score }) => sum + (score.wape ?? 0) * score.actual, 0);
      expect(off).toBeCloseTo((point.wape ?? 0) * point.actual, 4);
    }
    // Cards of 25 months and more were not open at any of them.
    expect(backTestParts(report, { ages: "25+" })).toBeNull();
    expect(backTestParts(report, { ages: "totals" })?.rows.map(({ score }) => score.outcomes)).toEqual(
      report.cuts.map(() => 1),
    );
  });

  it("of an age group at a past month's end is the months of sale, each the cards of all types, which add up to it", () => {
    for (const one of report.cuts) {
      const parts = backTestParts(report, { cut: monthEnd(one.cut), ages: "4-9" });
      if (parts?.of !== "sold") throw new Error("no months of sale");
      // Nine to four months before it; all three types sold every month.
      expect(parts.rows.map(({ sold }) => one.cut - sold)).toEqual([9, 8, 7, 6, 5, 4]);
      expect(parts.rows.map(({ score }) => score.outcomes)).toEqual([3, 3, 3, 3, 3, 3]);
      near(sumOf(parts.rows), parts.total);
      const sold = parts.rows[0]?.sold ?? 0;
      const left = cohorts
        .filter(({ vintage }) => vintage === sold)
        .reduce((sum, { face, redeemed }) => sum + face - redeemed.reduce((all, amount) => all + amount, 0), 0);
      expect(parts.rows[0]?.score.actual).toBeCloseTo(left, 4);
    }
  });

  it("of redemptions within so many months is the past month ends after which they are over", () => {
    for (const { months, point } of report.shown.redemptions) {
      const parts = backTestParts(report, { months });
      near(sumOf(parts?.rows ?? []), point);
      expect(parts?.total).toBe(point);
    }
    const cutsOf = (months: number) => backTestParts(report, { months })?.rows.length ?? 0;
    expect(cutsOf(12)).toBeLessThan(cutsOf(6));
  });

  it("is nothing of a version that was made before ages and months were kept", () => {
    const cuts = report.cuts.map(({ byAge: _, bySale: __, redemptions: ___, ...cut }) => cut);
    const old = { ...report, cuts };
    expect(backTestParts(old, { ages: "4-9" })).toBeNull();
    expect(backTestParts(old, { months: 6 })).toBeNull();
    expect(backTestParts(old, { cut: monthEnd(cuts[0]?.cut ?? 0), ages: "4-9" })).toBeNull();
  });

  it("is none where the address asks for none, or for what is not there", () => {
    expect(backTestParts(report, {})).toBeNull();
    expect(backTestParts(report, { cut: "1999-12-31" })).toBeNull();
    expect(backTestParts(report, { type: "none" })).toBeNull();
  });
});
