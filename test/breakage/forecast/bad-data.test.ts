import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asKnownAt, type Cohort } from "@/lib/breakage/forecast/cohort";
import { type Forecast, forecastBreakage } from "@/lib/breakage/forecast/forecast";
import type { ForecastOptions } from "@/lib/breakage/forecast/prepare";
import { cohortOf, JANUARY } from "./cohorts";
import { lastSale, simulate } from "./simulator";

const cut = lastSale();
const known = asKnownAt(simulate("bad data", { types: 3, cards: 60 }), cut);

function forecast(cohorts: readonly Cohort[], changes: Partial<ForecastOptions> = {}): Forecast {
  const result = forecastBreakage(cohorts, { cut, seed: 1, replicates: 30, ...changes });
  if (result.status !== "ok") throw new Error(result.status);
  return result;
}

describe("bad data", () => {
  const finite = ({ total, cohorts, types }: Forecast) =>
    [
      total.expectedBreakage,
      ...cohorts.flatMap(({ expectedOpen, draws }) => [...expectedOpen, ...(draws ?? [])]),
      ...types.flatMap(({ factors }) => factors.flatMap(({ used, raw }) => [used, raw ?? 0])),
    ].every(Number.isFinite);

  it.each<[string, Partial<Cohort>]>([
    ["zero sales", { face: 0 }],
    ["more than 100 % redeemed", { redeemed: [9_000, 9_000, 0] }],
    ["refunds above redemptions", { redeemed: [100, -4_000, 100] }],
    ["no number", { redeemed: [Number.NaN, 0, 0] }],
    ["no cards", { cards: 0 }],
    ["everything redeemed at once", { redeemed: [10_000, 0, 0] }],
    ["an end at the sale", { endAge: 0 }],
  ])("with %s is named or harmless, and no figure is NaN", (_, changes) => {
    const odd = cohortOf([100, 100, 100], {
      id: "odd",
      type: "T00",
      category: "C0",
      vintage: cut - 2,
      endAge: 36,
      ...changes,
    });
    const result = forecast([...known, odd]);
    expect(finite(result)).toBe(true);
    const present = result.cohorts.some(({ id }) => id === "odd");
    const named = result.issues.some(({ cohort, leftOut }) => cohort === "odd" && leftOut);
    expect(present).toBe(!named);
  });

  it("where nobody ever redeems leaves everything open and still no NaN", () => {
    const idle = known.map((cohort) => ({ ...cohort, redeemed: cohort.redeemed.map(() => 0) }));
    const result = forecast(idle);
    expect(finite(result)).toBe(true);
    expect(result.total.probability).toBeGreaterThan(0.9);
  });

  it("where everything has expired is all fact", () => {
    const later = cut + 40;
    const result = forecast(
      known.map((cohort) => ({ ...cohort, redeemed: [...cohort.redeemed, ...new Array<number>(40).fill(0)] })),
      { cut: later },
    );
    expect(result.cohorts.every(({ state }) => state === "ended")).toBe(true);
    expect(result.total.expectedBreakage).toBe(result.total.openNow);
    expect(new Set(result.total.ranges?.flatMap(({ low, high }) => [low, high])).size).toBe(1);
  });

  it("where refunds outweigh a type's redemptions leaves a number in every world", () => {
    const of = (type: string, face: number, cards: number, redeemed: number[]) =>
      cohortOf(redeemed, { id: `${type}${face}`, type, face, cards });
    const cohorts = [of("A", 400, 1, [0, -800]), of("A", 3_700, 2, [0, 0]), of("B", 200, 1, [0, 200])];
    const result = forecastBreakage(cohorts, { cut: JANUARY + 20, seed: 1, replicates: 200 });
    if (result.status !== "ok") throw new Error(result.status);
    expect(result.issues.map(({ kind }) => kind)).toContain("negative-redemption");
    expect(finite(result)).toBe(true);
  });

  it("of any shape gives a forecast or a refusal, within what was sold", () => {
    const amount = fc.integer({ min: -500, max: 4_000 });
    const one = fc.record({
      after: fc.nat(20),
      type: fc.constantFrom("A", "B"),
      face: fc.integer({ min: 0, max: 20_000 }),
      cards: fc.nat(30),
      endAge: fc.constantFrom(null, 0, 5, 18),
      redeemed: fc.array(amount, { maxLength: 21 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 25 }), (list) => {
        const cohorts = list.map((c, i) => cohortOf(c.redeemed, { ...c, id: String(i), vintage: JANUARY + c.after }));
        const result = forecastBreakage(cohorts, { cut: JANUARY + 20, seed: 1, replicates: 20 });
        if (result.status !== "ok") return;
        expect(finite(result)).toBe(true);
        for (const { probability } of result.cohorts) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});
