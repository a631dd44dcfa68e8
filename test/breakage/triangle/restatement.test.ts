import { describe, expect, it } from "vitest";
import { chainLadder } from "@/lib/breakage/triangle/chain-ladder";
import { restatementError } from "@/lib/breakage/triangle/restatement";
import { granted, MERZ_WUTHRICH, reordered, scaled, TAYLOR_ASHE, triangleOf } from "./published-triangles";

const example = restatementError(granted(chainLadder(MERZ_WUTHRICH)));

describe("the restatement of a forecast after one more diagonal", () => {
  it("Merz and Wüthrich 2008: s.e. of the claims development result 81081 in all, by origin 566 1487 … 53321", () => {
    expect(example.total.standardError).toBeCloseTo(81080.55, 2);
    expect(example.origins.map(({ standardError }) => Math.round(standardError ?? Number.NaN))).toEqual([
      ...[0, 566, 1487, 3923, 9723, 28443, 20954, 28119, 53321],
    ]);
  });

  it("Taylor and Ashe, England, Verrall and Wüthrich 2019 table 2: 1778968 of Mack's 2447095", () => {
    const { total } = restatementError(granted(chainLadder(TAYLOR_ASHE)));
    expect(Math.round(total.standardError ?? Number.NaN)).toBe(1778968);
  });

  it("is Mack's whole error where one step is left: the second origin of either triangle", () => {
    for (const triangle of [MERZ_WUTHRICH, TAYLOR_ASHE]) {
      const ladder = granted(chainLadder(triangle));
      const second = restatementError(ladder).origins[1]?.standardError ?? 0;
      expect(second / (ladder.origins[1]?.standardError ?? 0)).toBeCloseTo(1, 10);
    }
  });

  it("by hand: rows 100 200, 100 220, 100 240 and 50 give f 2.2, σ² 4 and √(110²·4/2.2²·(1/50 + 1/300))", () => {
    const ladder = granted(chainLadder(triangleOf([[100, 200], [100, 220], [100, 240], [50]])));
    // F = 2, 2.2, 2.4; σ² = 100(0.04 + 0 + 0.04)/2 = 4; q = 4 ÷ 2.2².
    const q = 4 / 2.2 ** 2;
    expect(restatementError(ladder).total.standardError).toBeCloseTo(110 * Math.sqrt(q * (1 / 50 + 1 / 300)), 9);
  });

  it("scales with the currency and does not depend on the order of the rows", () => {
    const ratio = ({ total }: typeof example) => Number(total.standardError) / Number(example.total.standardError);
    const other = restatementError(granted(chainLadder(scaled(MERZ_WUTHRICH, 1.37))));
    expect(ratio(other)).toBeCloseTo(1.37, 9);
    const turned = restatementError(granted(chainLadder(reordered(MERZ_WUTHRICH, [8, 0, 3, 1, 7, 2, 6, 4, 5]))));
    expect(ratio(turned)).toBeCloseTo(1, 9);
  });
});
