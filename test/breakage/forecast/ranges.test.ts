import { describe, expect, it } from "vitest";
import { borrowedWorlds } from "@/lib/breakage/forecast/borrowed-worlds";
import { calibrate, stretchOf } from "@/lib/breakage/forecast/calibration";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { estimateOf } from "@/lib/breakage/forecast/estimate";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { fitHazards } from "@/lib/breakage/forecast/hazard-model";
import { cutsOf, pastCut } from "@/lib/breakage/forecast/past-cuts";
import { processNoise } from "@/lib/breakage/forecast/process-noise";
import { makeTable } from "@/lib/breakage/forecast/table";
import { sumOfWorlds } from "@/lib/breakage/forecast/worlds";
import { makeRandom } from "@/lib/statistics/random";
import { breakageOf, lastSale, simulate, standardWorld, type World } from "./simulator";

function calibrationOf(seed: string, changes: Partial<World>) {
  const world = { december: 1, ...changes };
  const cut = lastSale();
  const table = makeTable(asKnownAt(simulate(seed, world), cut), cut, 60);
  const past = cutsOf(table).map((one) => pastCut(table, one));
  return calibrate(fitHazards, past, makeRandom(seed));
}

describe("what ranges are made of", () => {
  it("is about one card's variance where cards decide for themselves, and no shocks", () => {
    const { noise } = calibrationOf("calm", { sharedShock: 0 });
    expect(noise.card).toBeGreaterThan(0.7);
    expect(noise.card).toBeLessThan(1.3);
    expect(Math.sqrt(noise.own + noise.shared)).toBeLessThan(0.1);
    expect(noise.residuals).toBeGreaterThan(1_000);
  });

  it("is shared by the types where whole months of sale are shaken, and their own where each is for itself", () => {
    const together = calibrationOf("shaken", { sharedShock: 0.3 }).noise;
    expect(together.shared).toBeGreaterThan(together.own);
    const apart = calibrationOf("shaken", { sharedShock: 0, ownShock: 0.3 }).noise;
    expect(apart.own).toBeGreaterThan(apart.shared);
  });

  it("is not what the estimate of hazards accounts for: 30 cohorts 0.2 off, where hazards are so far off, are no noise", () => {
    const drawn = Float64Array.from([0.2, -0.2]);
    const residuals = Array.from({ length: 30 }, (_, i) => ({
      group: String(i % 10),
      error: i % 2 === 0 ? 0.2 : -0.2,
      perCard: 0.01,
      away: 0.5,
      drawn,
      hazards: 0.2 ** 2,
    }));
    // The least that is taken for cards is 0.05.
    expect(processNoise(residuals)).toEqual({ card: 0.05, own: 0, shared: 0, residuals: 30 });
  });

  it("is nothing shared where types err together because their hazards do, and shared where those are known", () => {
    const residuals = (hazard: number) =>
      Array.from({ length: 60 }, (_, i) => ({
        group: String(i % 6),
        error: i % 2 === 0 ? 0.2 : -0.2,
        perCard: i % 3 === 0 ? 0.01 : 0.001,
        away: 0.5,
        drawn: Float64Array.from([hazard, -hazard]),
        hazards: hazard ** 2,
      }));
    expect(processNoise(residuals(0.2)).shared).toBe(0);
    // 0.2² ÷ 0.5², all of it the month's: each month's ten types err alike.
    const { own, shared } = processNoise(residuals(0));
    expect(shared).toBeCloseTo(0.16, 3);
    expect(own).toBeCloseTo(0, 3);
  });

  it("stretches ranges no more than it must for nine tenths of past outcomes", () => {
    const { coverage, stretch } = calibrationOf("calm", { sharedShock: 0 });
    expect(coverage?.after).toBeGreaterThanOrEqual(0.9);
    expect(stretch).toBeGreaterThanOrEqual(1);
    expect(stretch).toBeLessThan(1.5);
  });

  it("stretches to the first κ at which nine tenths are inside, and no further: 0.9 at 1.25 of 0.85 at 1", () => {
    const found = stretchOf((stretch) => 0.85 + 0.2 * (stretch - 1));
    expect(found).toEqual({ stretch: expect.closeTo(1.25, 9), before: 0.85, after: expect.closeTo(0.9, 9) });
  });

  it("keeps the κ that held most of them where none holds nine tenths, and 1 where every other holds less", () => {
    const peak = stretchOf((stretch) => 0.8 - Math.abs(stretch - 1.3));
    expect(peak).toMatchObject({ stretch: expect.closeTo(1.3, 9), before: 0.5, after: expect.closeTo(0.8, 9) });
    expect(stretchOf((stretch) => 1.6 - stretch * 0.8)).toEqual({ stretch: 1, before: 0.8, after: 0.8 });
    expect(stretchOf(() => 0.4)).toEqual({ stretch: 1, before: 0.4, after: 0.4 });
  });

  it("is assumed, and said to be, without past cuts", () => {
    const { noise, coverage, stretch } = calibrate(fitHazards, [], makeRandom(1));
    expect({ residuals: noise.residuals, coverage, stretch }).toEqual({ residuals: 0, coverage: null, stretch: 1 });
    expect(noise).toMatchObject({ card: 1, own: 0.005, shared: 0.005 });
  });
});

describe("ranges of sums", () => {
  const part = (draws: number[]) => ({ face: 100, openNow: 50, expectedBreakage: 20, draws: Float64Array.from(draws) });

  it("come from sums of worlds: 1 2 3 4 and 4 3 2 1 are 5 in every one", () => {
    const together = estimateOf([part([1, 2, 3, 4]), part([4, 3, 2, 1])]);
    expect(together).toMatchObject({ cohorts: 2, face: 200, expectedBreakage: 40, probability: 0.2, median: 5 });
    expect(together.ranges?.map(({ low, high }) => [low, high])).toEqual(new Array(4).fill([5, 5]));
  });

  it("are wide where parts move together: 1 … 4 twice is 2 … 8", () => {
    const ninety = estimateOf([part([1, 2, 3, 4]), part([1, 2, 3, 4])]).ranges?.find(({ level }) => level === 0.9);
    // Linear between order statistics: 2 + 0.15 · 2 and 8 − 0.15 · 2.
    expect(ninety).toMatchObject({ low: expect.closeTo(2.3, 12), high: expect.closeTo(7.7, 12) });
  });

  it("are none where a part has none, and nothing has no probability", () => {
    expect(estimateOf([part([1, 2]), { ...part([]), draws: null }]).ranges).toBeNull();
    expect(estimateOf([])).toMatchObject({ cohorts: 0, face: 0, probability: null, ranges: null });
  });
});

describe("worlds of a method without a model of chance", () => {
  it("are at its level in half of the cases and at the headline's in the others", () => {
    const [headline, own] = [Float64Array.from([80, 100, 120, 100]), Float64Array.from([120, 150, 180, 150])];
    expect(Array.from(borrowedWorlds(headline, own, [true, true, false, false]))).toEqual([80, 100, 180, 150]);
  });

  it("hold what the method expects in their 90 % range, however far it is from the headline", () => {
    const world = { ...standardWorld, types: 2, vintages: 30, cards: 6 };
    const cohorts = asKnownAt(simulate("held", world), lastSale(world));
    for (const method of ["mature-rate", "unredeemed-today"] as const) {
      const methods = { T00: method, T01: method };
      const forecast = forecastBreakage(cohorts, { cut: lastSale(world), seed: 1, methods });
      if (forecast.status !== "ok") throw new Error(forecast.status);
      const { expectedBreakage, ranges } = forecast.total;
      const { low, high } = ranges?.find(({ level }) => level === 0.9) ?? { low: Number.NaN, high: Number.NaN };
      expect(low).toBeLessThanOrEqual(expectedBreakage);
      expect(high).toBeGreaterThanOrEqual(expectedBreakage);
    }
  });

  it("take one level for all cohorts and types, so that sums are as wide as a wrong level makes them", () => {
    const cut = lastSale({ ...standardWorld, vintages: 18 });
    const cohorts = asKnownAt(simulate("levels", { types: 2, vintages: 18, cards: 2_000, sharedShock: 0 }), cut);
    const [own, headlines] = (["unredeemed-today", "open-balance-credibility"] as const).map((method) => {
      const methods = { T00: method, T01: method };
      const forecast = forecastBreakage(cohorts, { cut, seed: 1, replicates: 100, methods });
      if (forecast.status !== "ok") throw new Error(forecast.status);
      return Array.from(sumOfWorlds(forecast.cohorts) ?? []);
    });
    const same = own?.filter((world, b) => Math.abs(world / (headlines?.[b] ?? 0) - 1) < 1e-6).length ?? 0;
    const above = own?.filter((world, b) => world > 1.2 * (headlines?.[b] ?? 0)).length ?? 0;
    // A coin is tossed a hundred times: 30 to 70 are four standard errors.
    expect(same).toBeGreaterThan(30);
    expect(same).toBeLessThan(70);
    expect(same + above).toBe(100);
  });

  it("hold the truth four times in five, where it is the average that is used at a past of one year and a half", () => {
    let inside = 0;
    for (let run = 0; run < 40; run++) {
      const world = { ...standardWorld, types: 5, vintages: 18, cards: 40, firstMonth: standardWorld.firstMonth + run };
      const cohorts = simulate(`average ${run}`, world);
      const cut = lastSale(world);
      const methods = Object.fromEntries(cohorts.map(({ type }) => [type, "mature-rate" as const]));
      const forecast = forecastBreakage(asKnownAt(cohorts, cut), { cut, seed: run, methods });
      if (forecast.status !== "ok") throw new Error(forecast.status);
      const truth = cohorts.reduce((sum, cohort) => sum + breakageOf(cohort), 0);
      const { low, high } = forecast.total.ranges?.find(({ level }) => level === 0.9) ?? { low: 0, high: 0 };
      if (truth >= low && truth <= high) inside++;
    }
    // The headline expects a tenth too much there, and the average more: of 120 worlds 82 % hold the truth, and the headline's 88 %. Of 40
    // they are 33 with a standard error of 2.4.
    expect(inside).toBeGreaterThanOrEqual(28);
  });
});
