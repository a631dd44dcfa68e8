import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { developmentFactors } from "@/lib/breakage/triangle/development-factors";
import { linkHeat, linkUses } from "@/lib/breakage/triangle-view/link-heat";
import { granted, MORTGAGE, RAA, TAYLOR_ASHE, triangleOf } from "../triangle/published-triangles";
import { pasted, TWO_LINKS } from "./pasted";

describe("the heat of a link", () => {
  it("is its distance from the factor in its own standard deviations: 0.8165 above and 0.5774 below (README)", () => {
    const { links } = linkHeat(pasted({ triangle: TWO_LINKS }).amounts);
    expect(links.map(([, link]) => link?.ratio ?? null)).toEqual([2, 1.75, null]);
    expect(links[0]?.[1]?.deviation).toBeCloseTo(0.8165, 4);
    expect(links[1]?.[1]?.deviation).toBeCloseTo(-0.5774, 4);
    expect(links.map(([first]) => first)).toEqual([null, null, null]);
  });

  it("is 0 where the ratio is the factor, also where no ratio scatters: 100 → 200 twice", () => {
    const triangle = triangleOf([[100, 200, 300], [100, 200, 310], [100, 200], [50]]);
    const { links } = linkHeat(triangle);
    expect(links[0]?.[1]?.deviation).toBe(0);
    expect(links[2]?.[1]?.deviation).toBe(0);
  });

  it("is none from 0, which has no ratio, and none at all where factors were refused", () => {
    const fromZero = triangleOf([[0, 200, 300], [100, 200, 310], [100, 210], [50]]);
    expect(linkHeat(fromZero).links[0]?.[1]).toEqual({ use: "used", ratio: null, deviation: null });
    const two = linkHeat(triangleOf([[100, 200], [100]]));
    expect(two.steps).toBeNull();
    expect(two.problems.map(({ kind }) => kind)).toEqual(["too-few-origins"]);
    expect(two.links[0]?.[1]).toEqual({ use: "used", ratio: 2, deviation: null });
  });

  it.each([
    ["RAA", RAA],
    ["Taylor–Ashe", TAYLOR_ASHE],
    ["mortgage", MORTGAGE],
  ])("squares sum to the number of links less one in each step of %s, which is what σ² is", (_, triangle) => {
    const { steps, links } = linkHeat(triangle);
    for (const [k, step] of (steps ?? []).entries()) {
      if (!step.ownSigma) continue;
      const squares = links.reduce((sum, row) => sum + (row[k + 1]?.deviation ?? 0) ** 2, 0);
      expect(squares).toBeCloseTo(step.links - 1, 9);
    }
    expect(steps).toHaveLength(triangle.ages.length - 1);
  });
});

describe("the part of a link in its factor", () => {
  it("tells what was left out and what is older than the last two diagonals", () => {
    const triangle = triangleOf([[1, 2, 3], [1, 2, 4], [1, 3, 3], [1, 2], [1]]);
    const uses = linkUses(triangle, { latestDiagonals: 2, exclude: [{ origin: "3", age: 1 }] });
    expect(uses).toEqual([
      ["older", "older"],
      ["older", "used"],
      ["left-out", "used"],
      ["used", null],
      [null, null],
    ]);
  });

  it("agrees with the kernel: the factor is Σ later ÷ Σ earlier over the links that are called used", () => {
    const option = fc.record({
      latestDiagonals: fc.option(fc.integer({ min: 2, max: 9 }), { nil: undefined }),
      origin: fc.integer({ min: 1981, max: 1987 }),
      age: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(option, ({ latestDiagonals, origin, age }) => {
        const options = { latestDiagonals, exclude: [{ origin: String(origin), age }] };
        const uses = linkUses(RAA, options);
        for (const [k, { factor, links }] of granted(developmentFactors(RAA, options)).entries()) {
          const used = RAA.cells.filter((_, i) => uses[i]?.[k] === "used");
          const total = (j: number) => used.reduce((sum, row) => sum + (row[j] ?? 0), 0);
          expect(used).toHaveLength(links);
          expect(total(k + 1) / total(k)).toBeCloseTo(factor, 12);
        }
      }),
    );
  });
});
