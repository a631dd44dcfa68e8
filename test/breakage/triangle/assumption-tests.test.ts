import { describe, expect, it } from "vitest";
import { calendarTest, correlationTest, isOutsideMiddleHalf } from "@/lib/breakage/triangle/assumption-tests";
import type { Triangle } from "@/lib/breakage/triangle/triangle";
import { MORTGAGE, RAA, reordered, scaled } from "./published-triangles";

/** Four steps of five origins, all of 1000 sold; the fifth has just been sold. */
const fromFactors = (factors: readonly (readonly number[])[]): Triangle => ({
  origins: [...factors.map((_, i) => `o${i}`), "new"],
  ages: [0, 1, 2, 3, 4],
  cells: [...factors, []].map((row) => {
    const balances = [1000];
    for (const factor of row) balances.push((balances.at(-1) ?? 0) * factor);
    return Array.from({ length: 5 }, (_, age) => balances[age] ?? null);
  }),
});

const calm = 0.8;
const bad = 0.5;
/** In the last stretch of the calendar half of every balance went, in the one before it a little less than usual. */
const planted = fromFactors([[calm, calm, calm, bad], [0.81, 0.81, bad], [0.82, bad], [bad]]);

describe("Mack's test for calendar effects", () => {
  it("RAA, Mack 1994 appendix H: z 14, expected 12.875, variance 3.978, nothing beyond chance", () => {
    const found = calendarTest(RAA);
    expect(found?.z).toBe(14);
    expect(found?.expected).toBeCloseTo(12.875, 10);
    expect(found?.variance).toBeCloseTo(3.978, 2);
    // (14 − 12.875) ÷ 1.9946 = 0.564 standard errors.
    expect(found?.pValue).toBeCloseTo(0.573, 3);
  });

  it("by hand: three factors below their medians on the last diagonal and three above on the one before, z 0 of 1.5, variance 0.375", () => {
    const found = calendarTest(planted);
    expect(found).toMatchObject({ z: 0, diagonals: 2 });
    expect(found?.expected).toBeCloseTo(1.5, 12);
    expect(found?.variance).toBeCloseTo(0.375, 12);
    // −1.5 ÷ √0.375 = −2.449.
    expect(found?.pValue).toBeCloseTo(0.0143, 4);
  });

  it("knows by the calendar it is given in which stretch a link lies, and nothing of links left out", () => {
    const shuffled = reordered(planted, [3, 1, 4, 0, 2]);
    const place = [3, 1, 4, 0, 2];
    expect(calendarTest(shuffled, { calendarOf: (row, step) => (place[row] ?? 0) + step })).toEqual(
      calendarTest(planted),
    );
    const exclude = ["o0:3", "o1:2", "o2:1", "o3:0"].map((link) => {
      const [origin = "", age] = link.split(":");
      return { origin, age: Number(age) };
    });
    // What is left: 0.82 above 0.81 above 0.8, and 0.81 above 0.8. Two lie above on one diagonal, the others alone on theirs.
    expect(calendarTest(planted, { exclude })).toMatchObject({ z: 0, expected: 0.5, variance: 0.25, diagonals: 1 });
  });

  it("does not change with the unit, and says nothing where no factor is off its median", () => {
    expect(calendarTest(scaled(RAA, 1.37))?.z).toBe(14);
    const still = [[calm, calm, calm, calm], [calm, calm, calm], [calm, calm], [calm]];
    expect(calendarTest(fromFactors(still))).toBeNull();
    expect(calendarTest({ origins: ["a"], ages: [0], cells: [[5]] })).toBeNull();
  });

  it("has the law of two coins on a diagonal of any length: a thousand have mean 487.4 and variance below a quarter of them", () => {
    // All factors of a diagonal fall alike: 1000 origins of two ages, in pairs above and below, in one stretch.
    const origins = Array.from({ length: 1000 }, (_, i) => `o${i}`);
    const cells = origins.map((_, i) => [100, i % 2 === 0 ? 40 : 60]);
    const found = calendarTest({ origins, ages: [0, 1], cells }, { calendarOf: () => 0 });
    expect(found?.z).toBe(500);
    // n/2 − √(n/2π), to within a thousandth.
    expect(found?.expected).toBeCloseTo(500 - Math.sqrt(1000 / (2 * Math.PI)), 1);
    // n/4·(1 − 2/π): that of half of a folded normal variable.
    expect(found?.variance).toBeCloseTo(250 * (1 - 2 / Math.PI), 0);
  });
});

describe("Mack's test for correlation of successive factors", () => {
  it("RAA, Mack 1994 appendix G: T 0.070 of variance 1/28, inside the middle half ±0.127", () => {
    const found = correlationTest(RAA);
    expect(found?.t).toBeCloseTo(0.07, 3);
    expect(found?.variance).toBeCloseTo(1 / 28, 12);
    expect(found?.pairs).toBe(8 + 7 + 6 + 5 + 4 + 3 + 2);
    expect(found && isOutsideMiddleHalf(found)).toBe(false);
  });

  it("by hand: origins that always redeem in one order have T 1, and in turn −1; 3 and 2 pairs weigh 2 and 1", () => {
    const same = correlationTest(fromFactors([[0.9, 0.9, 0.9, 0.9], [0.8, 0.8, 0.8], [0.7, 0.7], [0.6]]));
    expect(same?.t).toBeCloseTo(1, 12);
    expect(same?.variance).toBeCloseTo(1 / 3, 12);
    const turned = correlationTest(fromFactors([[0.9, 0.7, 0.9, 0.9], [0.8, 0.8, 0.8], [0.7, 0.9], [0.6]]));
    expect(turned?.t).toBeCloseTo(-1, 12);
  });

  it("flags the mortgage triangle, whose origins keep their order more often than not (T 1/3 of variance 1/21)", () => {
    const found = correlationTest(MORTGAGE);
    expect(found?.t).toBeCloseTo(1 / 3, 12);
    expect(found?.variance).toBeCloseTo(1 / 21, 12);
    expect(found && isOutsideMiddleHalf(found)).toBe(true);
  });

  it("says nothing without two pairs", () => {
    expect(
      correlationTest({
        origins: ["a", "b"],
        ages: [0, 1],
        cells: [
          [5, 4],
          [5, null],
        ],
      }),
    ).toBeNull();
  });
});
