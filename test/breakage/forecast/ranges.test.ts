import { describe, expect, it } from "vitest";
import { calibrate } from "@/lib/breakage/forecast/calibration";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { donorDraws, donorsOf } from "@/lib/breakage/forecast/donors";
import { estimateOf } from "@/lib/breakage/forecast/estimate";
import { fitHazards } from "@/lib/breakage/forecast/hazard-model";
import { cutsOf, pastCut } from "@/lib/breakage/forecast/past-cuts";
import { makeTable } from "@/lib/breakage/forecast/table";
import { makeRandom } from "@/lib/statistics/random";
import { cohortOf, JANUARY } from "./cohorts";
import { lastSale, simulate, type World } from "./simulator";

function calibrationOf(seed: string, changes: Partial<World>) {
  const world = { december: 1, ...changes };
  const cut = lastSale();
  const table = makeTable(asKnownAt(simulate(seed, world), cut), cut, 60);
  const past = cutsOf(table).map((one) => pastCut(table, one));
  return calibrate(table, fitHazards, past, makeRandom(seed));
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

  it("stretches ranges no more than it must for nine tenths of past outcomes", () => {
    const { coverage, stretch } = calibrationOf("calm", { sharedShock: 0 });
    expect(coverage?.after).toBeGreaterThanOrEqual(0.9);
    expect(stretch).toBeGreaterThanOrEqual(1);
    expect(stretch).toBeLessThan(1.5);
  });

  it("is assumed, and said to be, without past cuts", () => {
    const table = makeTable(asKnownAt(simulate("young", { types: 2 }), lastSale() - 12), lastSale() - 12, 60);
    const { noise, coverage, stretch } = calibrate(table, fitHazards, [], makeRandom(1));
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

describe("draws of a method without a model of chance", () => {
  const trial = { cut: JANUARY, vintage: JANUARY - 5, age: 5, face: 1_000, expected: 100 };
  const donors = donorsOf([
    { ...trial, type: "A", actual: 150 },
    { ...trial, type: "B", actual: 80 },
  ]);
  const lineOf = (type: string) => {
    const [line] = makeTable([cohortOf([1_000, 0, 0, 0], { type })], JANUARY + 3, 60).lines;
    if (!line) throw new Error("no line");
    return line;
  };

  it("miss as the type missed before, by value sold: 5 % of 100.00 more than expected", () => {
    const draws = donorDraws(donors, lineOf("A"), 5, 2_000, 3, makeRandom(1));
    expect(Array.from(draws ?? [])).toEqual([2_500, 2_500, 2_500]);
  });

  it("borrow another type's miss for a type that was not there", () => {
    const draws = Array.from(donorDraws(donors, lineOf("C"), 5, 2_000, 50, makeRandom(1)) ?? []);
    expect(new Set(draws)).toEqual(new Set([2_500, 1_800]));
  });

  it("stay between nothing and what is open", () => {
    expect(Array.from(donorDraws(donors, lineOf("A"), 5, 8_900, 1, makeRandom(1)) ?? [])).toEqual([9_000]);
    expect(Array.from(donorDraws(donors, lineOf("B"), 5, 100, 1, makeRandom(1)) ?? [])).toEqual([0]);
  });

  it("are none for an age no past cut tells of", () => {
    expect(donorDraws(donors, lineOf("A"), 30, 100, 1, makeRandom(1))).toBeNull();
  });
});
