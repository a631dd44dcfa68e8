import { describe, expect, it } from "vitest";
import { backtest } from "@/lib/breakage/forecast/backtest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { lastSale, simulate, standardWorld } from "./simulator";

const world = { ...standardWorld, types: 4, vintages: 30, cards: 200 };
const cut = lastSale(world);
const cohorts = simulate("back-test", world);
const options = { cut, seed: 5, replicates: 60 };
const report = backtest(asKnownAt(cohorts, cut), options);
if (report.status !== "ok") throw new Error(report.status);

describe("hiding the last year", () => {
  const hidden = cut - 12;
  const forecast = forecastBreakage(asKnownAt(cohorts, hidden), { ...options, cut: hidden });
  if (forecast.status !== "ok") throw new Error(forecast.status);
  const open = forecast.cohorts.filter(({ openNow }) => openNow > 0);
  const truth = new Map(
    cohorts.map(({ id, face, vintage, redeemed }) => {
      const known = redeemed.slice(0, cut - vintage + 1);
      return [id, face - known.reduce((sum, amount) => sum + amount, 0)];
    }),
  );
  const shown = report.cuts.find((one) => one.cut === hidden);

  it("gives the error that is shown for that forecast", () => {
    const errors = open.map((cohort) => Math.abs((cohort.expectedOpen[12] ?? 0) - (truth.get(cohort.id) ?? 0)));
    const actual = open.reduce((sum, cohort) => sum + (truth.get(cohort.id) ?? 0), 0);
    expect(shown?.score.outcomes).toBe(open.length);
    expect(shown?.score.actual).toBeCloseTo(actual, 4);
    expect(shown?.score.wape).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / actual, 10);
  });

  it("gives the same forecast whatever happens in that year: nothing of it was known", () => {
    const idle = cohorts.map((cohort) => ({
      ...cohort,
      redeemed: cohort.redeemed.map((amount, age) => (cohort.vintage + age > hidden ? 0 : amount)),
    }));
    const again = backtest(asKnownAt(idle, cut), options);
    if (again.status !== "ok") throw new Error(again.status);
    const one = again.cuts.find((report) => report.cut === hidden);
    expect(one?.score.expected).toBe(shown?.score.expected);
    expect(one?.range).toMatchObject({ low: shown?.range?.low, high: shown?.range?.high });
    expect(one?.score.actual).toBeGreaterThan(shown?.score.actual ?? Number.NaN);
  });

  it("is in a back-test that asks the caller what was known", () => {
    const asked: number[] = [];
    const history = (month: number) => {
      asked.push(month);
      return asKnownAt(cohorts, month);
    };
    expect(backtest(asKnownAt(cohorts, cut), { ...options, history })).toEqual(report);
    expect(asked).toContain(hidden);
  });
});

describe("the report", () => {
  it("has every method on the same cohorts, the three baselines among them", () => {
    const outcomes = report.methods.map(({ byAge }) => byAge.map(({ point }) => point.outcomes));
    for (const counts of outcomes) expect(counts).toEqual(outcomes[0]);
    expect(report.skill.map(({ baseline }) => baseline)).toEqual(["mature-rate", "last-year-rate", "unredeemed-today"]);
    for (const { skill } of report.skill) expect(skill).toBeGreaterThan(0);
  });

  it("adds up: outcomes by age are all outcomes, by type too", () => {
    const { byAge, byType } = report.shown;
    const all = byAge.find(({ ages }) => ages === "all")?.point;
    const parts = byAge.filter(({ ages }) => ages !== "all").map(({ point }) => point.actual);
    expect(parts.reduce((sum, actual) => sum + actual, 0)).toBeCloseTo(all?.actual ?? Number.NaN, 4);
    const types = byType.reduce((sum, { point }) => sum + point.actual, 0);
    expect(types).toBeCloseTo(all?.actual ?? Number.NaN, 4);
  });

  it("has of every method what it missed of each card type: of what is unredeemed today all that was redeemed since", () => {
    const naive = report.methods.find(({ method }) => method === "unredeemed-today")?.byType ?? [];
    const codes = [...new Set(cohorts.map(({ type }) => type))];
    expect(naive.map(({ type }) => type).sort()).toEqual(codes.sort());
    for (const { type, wape, bias } of naive) {
      let [open, left] = [0, 0];
      for (const { vintage, face, redeemed } of cohorts.filter((cohort) => cohort.type === type)) {
        const openAt = (month: number) =>
          face - redeemed.slice(0, month - vintage + 1).reduce((sum, amount) => sum + amount, 0);
        for (const past of report.cuts.filter((one) => one.cut >= vintage && openAt(one.cut) > 0)) {
          open += openAt(past.cut);
          left += openAt(cut);
        }
      }
      expect(wape).toBeCloseTo((open - left) / left, 8);
      expect(bias).toBeCloseTo((open - left) / left, 8);
    }
    const shown = report.shown.byType.map(({ type }) => type);
    for (const { byType } of report.methods) expect(byType?.map(({ type }) => type)).toEqual(shown);
  });

  it("has coverage and CRPS by card type that are those of all single cohorts, each type by its weight", () => {
    const all = report.shown.byAge.find(({ ages }) => ages === "all")?.range;
    const types = report.shown.byType.flatMap(({ range }) => range ?? []);
    expect(types).toHaveLength(world.types);
    expect(types.reduce((sum, { outcomes }) => sum + outcomes, 0)).toBe(all?.outcomes);
    for (const { level, share } of all?.coverage ?? []) {
      const inside = types.reduce((sum, { outcomes, coverage }) => {
        return sum + outcomes * (coverage.find((one) => one.level === level)?.share ?? Number.NaN);
      }, 0);
      expect(inside / (all?.outcomes ?? 0)).toBeCloseTo(share, 10);
    }
    const scores = types.map(({ crps }) => crps);
    expect(Math.min(...scores)).toBeLessThan(all?.crps ?? Number.NaN);
    expect(Math.max(...scores)).toBeGreaterThan(all?.crps ?? Number.NaN);
  });

  it("has redemptions of the next 1, 3, 6 and 12 months, better known together than cohort by cohort", () => {
    expect(report.shown.redemptions.map(({ months }) => months)).toEqual([1, 3, 6, 12]);
    for (const { point } of report.shown.redemptions) {
      expect(point.wape).toBeGreaterThan(Math.abs(point.bias ?? 0));
      expect(point.wape).toBeLessThan(0.5);
    }
  });

  it("has coverage that rises with the level, and scores that are measured by what was sold", () => {
    const range = report.shown.byAge.find(({ ages }) => ages === "all")?.range;
    const shares = range?.coverage.map(({ share }) => share) ?? [];
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(range?.crps).toBeGreaterThan(0);
    expect(range?.crps).toBeLessThan(range?.intervalScore ?? 0);
  });

  it("is refused where nothing could be followed", () => {
    const early = world.firstMonth + 10;
    expect(backtest(asKnownAt(cohorts, early), { ...options, cut: early })).toEqual({
      status: "too-little-history",
      cut: early,
    });
  });
});
