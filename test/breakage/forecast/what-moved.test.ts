import { describe, expect, it } from "vitest";
import { asKnownAt, type Cohort } from "@/lib/breakage/forecast/cohort";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import type { Recipe } from "@/lib/breakage/forecast/recipe";
import { causes, type Movement, type Version, type WhatMoved, whatMoved } from "@/lib/breakage/forecast/what-moved";
import { monthKey } from "@/lib/breakage/forecast-view/type-triangle";
import { lastSale, simulate, standardWorld } from "./simulator";

const world = { ...standardWorld, types: 6, vintages: 24, cards: 200 };
const cohorts = simulate("moved", world);
const after = lastSale(world);
const before = after - 1;
const recipe: Recipe = { method: "open-balance-credibility", refinements: [], overrides: {} };
const version = (known: readonly Cohort[], cut: number, changes: Partial<Version> = {}): Version => ({
  cohorts: asKnownAt(known, cut),
  cut,
  ultimateAge: 60,
  recipe,
  ...changes,
});

const partsOf = ({ parts }: Movement) => causes.reduce((sum, cause) => sum + parts[cause], 0n);
const groupOf = (moved: WhatMoved, name: string): Movement => {
  const found = moved.groups.find(({ group }) => group === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

const month = whatMoved(version(cohorts, before), version(cohorts, after));

describe("the change of expected breakage", () => {
  it("is the sum of its parts to the last cent, for each type and in total", () => {
    for (const movement of [month.total, ...month.groups]) {
      expect(partsOf(movement)).toBe(movement.after - movement.before);
    }
    for (const cause of causes) {
      const sum = month.groups.reduce((total, { parts }) => total + parts[cause], 0n);
      expect(sum).toBe(month.total.parts[cause]);
    }
  });

  it("is the same in total however types are grouped, but for whose own news is whose", () => {
    const byHalf = whatMoved(version(cohorts, before), version(cohorts, after), (type) => (type <= "T02" ? "X" : "Y"));
    const { curve, portfolio, ...parts } = month.total.parts;
    const { curve: ownOfHalf, portfolio: lent, ...partsOfHalf } = byHalf.total.parts;
    expect([byHalf.total.before, byHalf.total.after, partsOfHalf]).toEqual([
      month.total.before,
      month.total.after,
      parts,
    ]);
    expect(ownOfHalf + lent).toBe(curve + portfolio);
  });

  it("lies between the two forecasts as they were shown", () => {
    for (const [cut, shown] of [
      [before, month.total.before],
      [after, month.total.after],
    ] as const) {
      const forecast = forecastBreakage(asKnownAt(cohorts, cut), { cut, seed: 1, replicates: 10 });
      if (forecast.status !== "ok") throw new Error("no forecast");
      const { refinements, method } = forecast.recipe;
      const own = whatMoved(
        version(cohorts, cut, { recipe: { ...recipe, refinements, method } }),
        version(cohorts, cut, { recipe: { ...recipe, refinements, method } }),
      );
      // All six types are rounded to the one figure that was shown.
      expect(Number(own.total.before)).toBe(Math.round(forecast.total.expectedBreakage));
      expect(own.total.after).toBe(own.total.before);
      expect(Number(shown) / forecast.total.expectedBreakage).toBeCloseTo(1, 1);
    }
  });

  it("in a month's time is mostly what was sold: there is no new data about the past and no new method", () => {
    expect(month.total.parts).toMatchObject({ data: 0n, method: 0n });
    expect(month.total.parts.sales).toBeGreaterThan(0n);
  });

  it("is nothing between equal versions", () => {
    const same = whatMoved(version(cohorts, after), version(cohorts, after));
    for (const cause of causes) expect(same.total.parts[cause]).toBe(0n);
  });

  it("is data alone where a late file brings redemptions of the time before, and the curve they bend", () => {
    const late = cohorts.map((cohort) =>
      cohort.id === `T02/${before - 6}`
        ? { ...cohort, redeemed: cohort.redeemed.map((amount, age) => (age === 6 ? amount + 10_000 : amount)) }
        : cohort,
    );
    const moved = whatMoved(version(cohorts, before), version(late, before));
    expect(moved.total.parts).toMatchObject({ redemptions: 0n, sales: 0n, method: 0n });
    expect(groupOf(moved, "T02").parts.data).toBeLessThan(0n);
    for (const { group, parts } of moved.groups) if (group !== "T02") expect(parts.data).toBe(0n);
  });

  it("is data where a batch is withdrawn: its cohort's expected breakage goes", () => {
    const without = cohorts.filter(({ id }) => id !== `T03/${before - 2}`);
    const moved = whatMoved(version(cohorts, before), version(without, before));
    expect(groupOf(moved, "T03").parts.data).toBeLessThan(0n);
    expect(groupOf(moved, "T04").parts.data).toBe(0n);
  });

  it("is method alone where somebody chose another for one card type, and that type's alone", () => {
    const other = { recipe: { ...recipe, overrides: { T02: "mature-rate" } } as const };
    const moved = whatMoved(version(cohorts, after), version(cohorts, after, other));
    expect(moved.total.parts).toMatchObject({ data: 0n, redemptions: 0n, sales: 0n, curve: 0n, portfolio: 0n });
    for (const { group, parts } of moved.groups) {
      if (group === "T02") expect(parts.method).not.toBe(0n);
      else expect(parts.method).toBe(0n);
    }
  });

  it("is method alone where somebody left links of one card type out, which reaches others by the portfolio's curve", () => {
    const leftOut = [0, 1, 2].map((age) => ({ sold: monthKey(after - 6), age }));
    const judged = { recipe: { ...recipe, judgements: { T02: { leftOut, settledAge: null } } } };
    const moved = whatMoved(version(cohorts, after), version(cohorts, after, judged));
    expect(moved.total.parts).toMatchObject({ data: 0n, redemptions: 0n, sales: 0n, curve: 0n, portfolio: 0n });
    const own = groupOf(moved, "T02").parts.method;
    expect(own).not.toBe(0n);
    for (const { group, parts } of moved.groups) {
      if (group !== "T02") expect(parts.method ** 2n).toBeLessThan(own ** 2n);
    }
    const back = whatMoved(version(cohorts, after, judged), version(cohorts, after));
    expect(groupOf(back, "T02").parts.method).toBe(-own);
  });

  it("is the portfolio's where the data choose another method for all: nobody chose it", () => {
    const other = { recipe: { ...recipe, method: "mature-rate" } as const };
    const moved = whatMoved(version(cohorts, after), version(cohorts, after, other));
    expect(moved.total.parts).toMatchObject({ data: 0n, redemptions: 0n, sales: 0n, curve: 0n, method: 0n });
    expect(moved.total.parts.portfolio).not.toBe(0n);
  });

  it("counts a type that is new as sales", () => {
    const fresh = cohorts.filter(({ type, vintage }) => type !== "T05" || vintage === after);
    const moved = whatMoved(version(fresh, before), version(fresh, after));
    expect(groupOf(moved, "T05").before).toBe(0n);
    expect(groupOf(moved, "T05").parts.sales).toBeGreaterThan(0n);
  });

  it("is refused backwards in time", () => {
    expect(() => whatMoved(version(cohorts, after), version(cohorts, before))).toThrow(RangeError);
  });
});

describe("redemption of one brand halved for three months", () => {
  // Brand X has the types T00 and T01, brand Y the others.
  const brandOf = (type: string) => (type <= "T01" ? "X" : "Y");
  const since = after - 2;
  const planted = cohorts.map((cohort) => {
    const halved = cohort.redeemed.map((amount, age) => (cohort.vintage + age >= since ? amount / 2 : amount));
    return brandOf(cohort.type) === "X" ? { ...cohort, redeemed: halved } : cohort;
  });
  const usual = whatMoved(version(cohorts, since - 1), version(cohorts, after), brandOf);
  const dropped = whatMoved(version(cohorts, since - 1), version(planted, after), brandOf);
  const effect = (brand: string, cause: (typeof causes)[number]) =>
    Number(groupOf(dropped, brand).parts[cause] - groupOf(usual, brand).parts[cause]);

  it("shows there: what was not redeemed raises what is expected to be left", () => {
    expect(effect("X", "redemptions")).toBeGreaterThan(0.1 * Number(groupOf(usual, "X").before));
    expect(effect("X", "curve")).toBeGreaterThan(0);
  });

  it("and nowhere else: of the other brand's moves what the portfolio lends it, which is named, and a cent of rounding", () => {
    for (const cause of ["data", "redemptions", "sales", "curve", "method"] as const)
      expect(Math.abs(effect("Y", cause))).toBeLessThanOrEqual(1);
    expect(Math.abs(effect("Y", "portfolio"))).toBeLessThan(Number(groupOf(usual, "Y").after) / 20);
  });

  it.each([
    ["refinements", { ...recipe, refinements: ["sale-month"] }],
    ["method", { ...recipe, method: "open-balance" }],
  ] as const)(
    "nor where the drop makes all data together choose other %s: that too is named the portfolio's",
    (_, chosen) => {
      const flipped = whatMoved(version(cohorts, since - 1), version(planted, after, { recipe: chosen }), brandOf);
      const shift = (cause: (typeof causes)[number]) =>
        groupOf(flipped, "Y").parts[cause] - groupOf(usual, "Y").parts[cause];
      for (const cause of ["data", "redemptions", "sales", "curve", "method"] as const) expect(shift(cause)).toBe(0n);
      expect(shift("portfolio")).not.toBe(0n);
    },
  );
});
