import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openFromRedeemed, redeemedFromOpen, toCumulative, toIncremental } from "@/lib/breakage/triangle/conversion";
import { FACES, granted, problemsOf, REDEEMED, triangleOf } from "./published-triangles";

describe("amounts of an age and by an age", () => {
  it("3, 4, 5 accumulate to 3, 7, 12 and back; what is not observed stays so", () => {
    const incremental = triangleOf([[3, 4, 5], [6]]);
    const cumulative = triangleOf([[3, 7, 12], [6]]);
    expect(toCumulative(incremental)).toEqual(cumulative);
    expect(toIncremental(cumulative)).toEqual(incremental);
  });

  it("are each other's inverse on whole amounts", () => {
    const row = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const triangle = triangleOf(rows);
        expect(toIncremental(toCumulative(triangle))).toEqual(triangle);
      }),
    );
  });

  it("a sum that should be 0 is 0: 0.3 − 0.1 − 0.2", () => {
    expect(toCumulative(triangleOf([[0.3, -0.1, -0.2]])).cells[0]?.[2]).toBe(0);
  });
});

describe("value redeemed and open balances", () => {
  it("1000 sold of which 300, 450 … 560 are redeemed leave 1000, 700, 550 … 440, and back", () => {
    const open = granted(openFromRedeemed(REDEEMED, FACES));
    expect(open.cells[0]).toEqual([1000, 700, 550, 480, 450, 440]);
    expect(open.cells[4]).toEqual([1100, 760, null, null, null, null]);
    expect(open.ages).toEqual([0, 1, 2, 3, 4, 5]);
    expect(granted(redeemedFromOpen(open))).toEqual({ redeemed: REDEEMED, faces: FACES });
  });

  it("a cohort emptied to the cent is empty: 0.1 + 0.2 of 0.3", () => {
    expect(granted(openFromRedeemed(triangleOf([[0.1 + 0.2]]), [0.3])).cells[0]).toEqual([0.3, 0]);
  });

  it("what was redeemed within the month of sale stands at age 0, and at age 1 once the sale has its own column", () => {
    const fromZero = { ...REDEEMED, ages: [0, 1, 2, 3, 4] };
    expect(granted(openFromRedeemed(fromZero, FACES)).ages).toEqual([0, 1, 2, 3, 4, 5]);
    expect(granted(openFromRedeemed({ ...REDEEMED, ages: [0, 3, 6, 9, 12] }, FACES)).ages).toEqual([
      0, 3, 6, 9, 12, 15,
    ]);
  });

  it("refuses a cohort redeemed above 100 %, redemptions that fall, and open balances without an age after the sale", () => {
    expect(problemsOf(openFromRedeemed(REDEEMED, FACES.with(0, 559)))).toEqual(["above-face 1 5"]);
    expect(problemsOf(openFromRedeemed(triangleOf([[5, 4]]), [10]))).toEqual(["decreasing 1 2"]);
    expect(problemsOf(redeemedFromOpen(triangleOf([[10]], { firstAge: 0 })))).toEqual(["too-few-ages"]);
    expect(problemsOf(redeemedFromOpen(triangleOf([[10, 11]], { firstAge: 0 })))).toEqual(["above-face 1 1"]);
  });
});
