import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { typeTriangle, usualPeriod } from "@/lib/breakage/forecast-view/type-triangle";
import { checkTriangle } from "@/lib/breakage/triangle/triangle";
import { cohortOf, JANUARY } from "../forecast/cohorts";
import { CUT, WORKED } from "./worked-example";

describe("the triangle of a card type", () => {
  it("has the open balances of the README's example: 100 80 40 30, 100 70 35, 200 160", () => {
    const of = typeTriangle(WORKED, CUT, 60, "month");
    expect(of?.triangle).toEqual({
      origins: ["2000-01", "2000-02", "2000-03"],
      ages: [0, 1, 2, 3],
      cells: [
        [10_000, 8_000, 4_000, 3_000],
        [10_000, 7_000, 3_500, null],
        [20_000, 16_000, null, null],
      ],
    });
    expect(of?.ultimateAge).toBe(3);
  });

  it("adds cards and reloads of one month, whatever month their funds end in", () => {
    const parts = [
      cohortOf([1_000], { after: 2, endAge: 2, id: "a" }),
      cohortOf([500], { after: 2, endAge: 3, id: "b", face: 4_000 }),
    ];
    expect(typeTriangle(parts, CUT, 60, "month")?.triangle.cells).toEqual([[14_000, 12_500]]);
  });

  it("takes three months together so that the last ends with the cut: 300 + 350 + 1600 are open at the end of March", () => {
    const of = typeTriangle(WORKED, CUT, 60, "quarter");
    expect(of?.origins).toEqual([{ from: JANUARY, to: JANUARY + 2, endsAt: 2 }]);
    expect(of?.triangle.cells).toEqual([[40_000, 22_500]]);
    // March's funds end in May, so one more quarter is needed.
    expect(of?.ultimateAge).toBe(2);
  });

  it("leaves out ages at which all cards have ended, and keeps what is left in the row", () => {
    const old = cohortOf([2_000, 4_000, 1_000, 0, 0], { endAge: 2 });
    expect(typeTriangle([old], JANUARY + 4, 60, "month")?.triangle.cells).toEqual([[10_000, 8_000, 4_000, 3_000]]);
  });

  it("ends where the last balance is emptied, for beyond it there is no factor", () => {
    const emptied = [cohortOf([10_000, 0, 0]), cohortOf([4_000, 6_000], { after: 1 }), cohortOf([1_000], { after: 2 })];
    expect(typeTriangle(emptied, CUT, 60, "month")?.triangle).toMatchObject({
      ages: [0, 1, 2],
      cells: [
        [10_000, 0, 0],
        [10_000, 6_000, 0],
        [10_000, 9_000, null],
      ],
    });
  });

  it("is none where nothing was sold, as after refunds", () => {
    expect(typeTriangle([], CUT, 60, "month")).toBeNull();
    expect(typeTriangle([cohortOf([0], { face: 0 })], CUT, 60, "month")).toBeNull();
  });

  const cohorts = fc
    .array(
      fc.record({
        after: fc.integer({ min: 0, max: 40 }),
        endAge: fc.option(fc.integer({ min: 0, max: 30 })),
        shares: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 41, maxLength: 41 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((drawn) =>
      drawn.map(({ after, endAge, shares }, i): Cohort => {
        let open = 10_000;
        const redeemed = shares.slice(0, 41 - after).map((share, age) => {
          const amount = endAge !== null && age > endAge ? 0 : Math.floor((open * share) / 100);
          open -= amount;
          return amount;
        });
        return cohortOf(redeemed, { after, endAge, id: String(i) });
      }),
    );
  const cut = JANUARY + 40;

  it.each(["month", "quarter"] as const)(
    "by %s sums to what was sold and to what is open now, whatever was sold when",
    (period) => {
      fc.assert(
        fc.property(cohorts, (sold) => {
          const { triangle } = typeTriangle(sold, cut, 60, period) ?? { triangle: { cells: [] } };
          const faces = triangle.cells.reduce((sum, row) => sum + (row[0] ?? 0), 0);
          const latest = triangle.cells.reduce((sum, row) => sum + (row.findLast((cell) => cell !== null) ?? 0), 0);
          expect(faces).toBe(sold.length * 10_000);
          expect(latest).toBe(
            sold.reduce((sum, { face, redeemed }) => sum + face - redeemed.reduce((total, one) => total + one, 0), 0),
          );
        }),
      );
    },
  );

  it("of balances that only fall is one that every method accepts", () => {
    fc.assert(
      fc.property(cohorts, fc.constantFrom("month" as const, "quarter" as const), (sold, period) => {
        const of = typeTriangle(sold, cut, 60, period);
        expect(of && checkTriangle(of.triangle, "open").ok).toBe(true);
      }),
    );
  });
});

describe("the usual period", () => {
  it("is the month up to 24 columns, and beyond that the quarter", () => {
    const sold = [cohortOf([0], { after: 0 })];
    expect(usualPeriod(sold, JANUARY + 23, 60)).toBe("month");
    expect(usualPeriod(sold, JANUARY + 24, 60)).toBe("quarter");
    expect(usualPeriod([cohortOf([0], { endAge: 11 })], JANUARY + 48, 60)).toBe("month");
  });
});
