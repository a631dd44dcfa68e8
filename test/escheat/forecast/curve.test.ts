import { describe, expect, it } from "vitest";
import { type CohortLeft, Curves, endPosition, monthPosition } from "@/lib/escheat/forecast/curve";

/** January 2026 is month 24312 of the calendar. */
const JANUARY = 2026 * 12;
const left = (hazard: number) => Math.exp(-hazard);

function curves(factors: number[], cohorts: CohortLeft[] = [], ultimateAge = 4) {
  return new Curves({ cut: JANUARY, ultimateAge, factors: new Map([[1, factors]]), cohorts });
}

const sold = { cardTypeId: 1, lot: "sale", month: JANUARY, endMonth: null } as const;

describe("positions on the calendar", () => {
  it("the 1st of January 2026 is 24312, the middle of February half a month later, the end of a month the next", () => {
    expect(monthPosition(20260101)).toBe(JANUARY);
    expect(monthPosition(20260215)).toBeCloseTo(JANUARY + 1 + 0.5, 12);
    expect(endPosition(20260131)).toBeCloseTo(JANUARY + 1, 12);
    expect(endPosition(20240229)).toBeCloseTo(2024 * 12 + 2, 12);
  });
});

describe("what is left of a card by its type's life table", () => {
  it("sold in January, half of what is open going in February and a tenth in March: 50 %, then 45 %", () => {
    const hazard = curves([0.9, 0.5, 0.9, 1, 1]).of(sold);
    if (!hazard) throw new Error("no curve");
    // All that is known ends with January, so what happened before is over.
    expect(left(hazard(JANUARY + 1))).toBe(1);
    expect(left(hazard(JANUARY + 2))).toBeCloseTo(0.5, 12);
    expect(left(hazard(JANUARY + 3))).toBeCloseTo(0.45, 12);
  });

  it("goes evenly within a month: half-way through February √½ is left", () => {
    const hazard = curves([0.9, 0.5, 0.9, 1, 1]).of(sold);
    expect(left(hazard?.(JANUARY + 1.5) ?? 0)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  it("is settled at the ultimate age: nothing more is redeemed after it", () => {
    const hazard = curves([1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [], 2).of(sold);
    expect(left(hazard?.(JANUARY + 3) ?? 0)).toBeCloseTo(0.25, 12);
    expect(left(hazard?.(JANUARY + 60) ?? 0)).toBeCloseTo(0.25, 12);
  });

  it("ends with the card: one that expires in February keeps what it has then", () => {
    const hazard = curves([1, 0.5, 0.5, 0.5, 0.5]).of({ ...sold, endMonth: JANUARY + 1 });
    expect(left(hazard?.(JANUARY + 24) ?? 0)).toBeCloseTo(0.5, 12);
  });

  it("is not known of a type that the forecast does not know", () => {
    expect(curves([1]).of({ ...sold, cardTypeId: 2 })).toBeNull();
  });
});

describe("what is left is what the forecast leaves", () => {
  const cohort = (expected: number, over: Partial<CohortLeft> = {}): CohortLeft => ({
    ...sold,
    open: 100,
    expected,
    ...over,
  });

  it("a month of sale of which 10 of 100 are expected to stay ends at 10 %, along the shape of the type", () => {
    const hazard = curves([1, 0.5, 0.5, 1, 1], [cohort(10)]).of(sold);
    expect(left(hazard?.(JANUARY + 5) ?? 0)).toBeCloseTo(0.1, 12);
    // The table halves it twice, so half-way in hazard is √0.1.
    expect(left(hazard?.(JANUARY + 2) ?? 0)).toBeCloseTo(Math.sqrt(0.1), 12);
  });

  it("where the table redeems nothing it goes evenly over the months that are left", () => {
    const hazard = curves([1, 1, 1, 1, 1], [cohort(25)]).of(sold);
    expect(left(hazard?.(JANUARY + 5) ?? 0)).toBeCloseTo(0.25, 12);
    expect(left(hazard?.(JANUARY + 3) ?? 0)).toBeCloseTo(0.5, 12);
  });

  it("of which all is expected to stay, all stays", () => {
    const hazard = curves([1, 0.5, 0.5, 1, 1], [cohort(100)]).of(sold);
    expect(left(hazard?.(JANUARY + 5) ?? 1)).toBe(1);
  });

  it("a reload has its own month and its own share", () => {
    const reload = cohort(50, { lot: "reload" });
    const found = curves([1, 0.5, 0.5, 1, 1], [cohort(10), reload]).of({ ...sold, lot: "reload" });
    expect(left(found?.(JANUARY + 5) ?? 0)).toBeCloseTo(0.5, 12);
  });
});
