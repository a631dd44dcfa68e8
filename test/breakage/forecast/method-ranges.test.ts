import { describe, expect, it } from "vitest";
import { backtest } from "@/lib/breakage/forecast/backtest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { ageGroups, type Candidate, candidates } from "@/lib/breakage/forecast/constants";
import { MethodWorlds } from "@/lib/breakage/forecast/method-worlds";
import { cutsOf, followedUntil } from "@/lib/breakage/forecast/past-cuts";
import { drawTargets, isModelled, preparations } from "@/lib/breakage/forecast/prepare";
import type { DrawnShares } from "@/lib/breakage/forecast/replicates";
import { type RangedOutcome, rangeScore, sortedDraws } from "@/lib/breakage/forecast/scores";
import { lastSale, simulate, standardWorld, type World } from "./simulator";

describe("the worlds of a method, by hand", () => {
  /** Times a factor and no more, as shares far below one are brought to their mean. */
  const sharesOf = (values: number[]): DrawnShares => ({
    values: Float64Array.from(values),
    takesEnds: () => false,
    bring: (moved, mean) => {
      const now = values.reduce((sum, value) => sum + value, 0) / values.length;
      for (const [b, value] of moved.entries()) moved[b] = (value * mean) / now;
    },
  });
  const worlds = new MethodWorlds([true, false, true, false]);

  it("80 100 120 100 about 100, by a method that expects 150 and borrows two of them, are 80 120 150 150", () => {
    worlds.take(sharesOf([0.08, 0.1, 0.12, 0.1]), 1_000, 100);
    expect(Array.from(worlds.borrowed(150))).toEqual([80, 120, 150, 150]);
  });

  it("are all moved where the method has the headline's model: 120 150 150 180", () => {
    worlds.take(sharesOf([0.08, 0.1, 0.12, 0.1]), 1_000, 100);
    expect(Array.from(worlds.modelled(150))).toEqual([120, 150, 150, 180].map((world) => expect.closeTo(world, 9)));
  });

  it("are what the method expects where nothing is left to chance", () => {
    worlds.take(null, 140, 0);
    expect(Array.from(worlds.borrowed(30))).toEqual([0, 0, 30, 30]);
  });

  it("are sorted again where others change from none to all: 0 0 0 40 of 40 about 10, by one that expects 20, are 0 0 40 40", () => {
    const lumps = new MethodWorlds([true, false, false, false]);
    const drawn: DrawnShares = {
      values: Float64Array.from([0, 0, 0, 1]),
      takesEnds: (mean) => mean > 0.25,
      bring: (moved, mean) => moved.fill(1, 0, mean > 0.25 ? 1 : 0),
    };
    lumps.take(drawn, 40, 10);
    expect(Array.from(lumps.modelled(20))).toEqual([0, 0, 40, 40]);
    // The first world keeps the headline's level, at which it has nothing.
    expect(Array.from(lumps.borrowed(20))).toEqual([0, 0, 0, 40]);
  });

  /*
   * Sorted 80 100 150 180: the quantile of q is 80 + 60q up to a third, 50 + 150q up to two thirds, then 90 + 90q. Of 160.00 that came
   * the quantiles up to 0.75 fall short and lose q(160 − Q), those from 0.8 on lose (1 − q)(Q − 160):
   * Σ 80q − 60q² over 0.05 … 0.30 is 70.35, Σ 110q − 150q² over 0.35 … 0.65 is 112, Σ 70q − 90q² over 0.70 and 0.75 is 6.775,
   * Σ 160q − 90q² − 70 over 0.80 … 0.95 is 3.25. Together 192.375, of which the mean of nineteen is 10.125.
   */
  it("80 100 150 180 of 1,000 sold, of which 160 came: CRPS 2 · 10.125 ÷ 1,000, inside 80 % (86 – 171) and not inside 50 %", () => {
    const halves = new MethodWorlds([true, true, false, false]);
    halves.take(sharesOf([0.08, 0.1, 0.12, 0.1]), 1_000, 100);
    const score = rangeScore([{ actual: 160, face: 1_000, draws: halves.borrowed(150) }]);
    expect(score?.crps).toBeCloseTo(0.02025, 12);
    expect(score?.coverage).toEqual([
      { level: 0.5, share: 0 },
      { level: 0.8, share: 1 },
      { level: 0.9, share: 1 },
      { level: 0.95, share: 1 },
    ]);
  });
});

/** Every method drawn for itself and sorted for itself. */
function plainly(cohorts: ReturnType<typeof asKnownAt>, options: { cut: number; seed: number; replicates: number }) {
  const { table, at } = preparations(cohorts, options);
  const outcomes = new Map<Candidate, (RangedOutcome & { type: string; age: number })[]>();
  for (const cut of cutsOf(table)) {
    const then = at(cut);
    if ("refusal" in then) throw new Error(then.refusal);
    const { followed } = followedUntil(table)(then.table);
    for (const method of candidates) {
      if (!isModelled(method) && then.choice.outcomes === 0) continue;
      const expects = then.projectionOf(method);
      const used = { ...then, fitted: { ...then.fitted, methodOf: () => method } };
      const targets = followed.map(({ line, to }) => ({ line, to, expected: expects(line, to) }));
      const own = outcomes.get(method) ?? [];
      outcomes.set(method, own);
      for (const [i, { values }] of drawTargets(used, targets, options.replicates).entries()) {
        const one = followed[i];
        if (!one || !values) throw new Error(`${method} has no worlds`);
        const { type, face, vintage } = one.line.cohort;
        own.push({ type, age: cut - vintage, face, actual: one.actual, draws: sortedDraws(values) });
      }
    }
  }
  return outcomes;
}

const worlds: Record<string, Partial<World>> = {
  "of 200 cards a month": { types: 3, vintages: 27, cards: 200 },
  "of five cards a month, of which often all or none are redeemed, with a rush at the end": {
    types: 4,
    vintages: 36,
    cards: 5,
    endAge: 14,
    rush: 0.5,
  },
};

describe.each(Object.entries(worlds))("coverage and CRPS of every method in a programme %s", (name, changes) => {
  const world = { ...standardWorld, ...changes };
  const cut = lastSale(world);
  const cohorts = asKnownAt(simulate(name, world), cut);
  const options = { cut, seed: 3, replicates: 50 };
  const report = backtest(cohorts, options);
  if (report.status !== "ok") throw new Error(report.status);
  const plain = plainly(cohorts, options);
  const expectSame = (range: ReturnType<typeof rangeScore> | undefined, outcomes: readonly RangedOutcome[]) => {
    const score = rangeScore(outcomes);
    expect(range?.outcomes).toBe(score?.outcomes);
    expect(range?.coverage).toEqual(
      score?.coverage.map(({ level, share }) => ({ level, share: expect.closeTo(share, 9) })),
    );
    for (const measure of ["crps", "pinball", "intervalScore"] as const) {
      expect((range?.[measure] ?? Number.NaN) / (score?.[measure] ?? Number.NaN)).toBeCloseTo(1, 7);
    }
  };

  it("are those of its worlds drawn and sorted for itself, by card type", () => {
    for (const { method, byType } of report.methods) {
      expect(byType).toHaveLength(world.types);
      for (const { type, range } of byType ?? []) {
        expectSame(
          range ?? undefined,
          (plain.get(method) ?? []).filter((one) => one.type === type),
        );
      }
    }
  });

  it("are the same by age group and pooled", () => {
    for (const { method, byAge } of report.methods) {
      const own = plain.get(method) ?? [];
      expectSame(byAge.find(({ ages }) => ages === "all")?.range ?? undefined, own);
      for (const { name: ages, from, to } of ageGroups) {
        const members = own.filter(({ age }) => age >= from && age <= to);
        const range = byAge.find((group) => group.ages === ages)?.range;
        if (members.length > 0) expectSame(range ?? undefined, members);
        else expect(range).toBeNull();
      }
    }
  });

  it("are measured for whoever borrows worlds only where a past could be judged: at the first past month end none could", () => {
    const outcomesOf = (method: Candidate) =>
      report.methods.find((one) => one.method === method)?.byAge.find(({ ages }) => ages === "all")?.range?.outcomes ??
      0;
    const first = report.cuts[0]?.score.outcomes ?? Number.NaN;
    expect(outcomesOf("open-balance") - outcomesOf("mature-rate")).toBeGreaterThanOrEqual(first);
    expect(outcomesOf("open-balance-pooled")).toBe(outcomesOf("open-balance"));
    expect(outcomesOf("unredeemed-today")).toBe(outcomesOf("mature-rate"));
  });
});
