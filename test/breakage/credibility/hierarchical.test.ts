import { describe, expect, it } from "vitest";
import { buhlmannStraub } from "@/lib/breakage/credibility/buhlmann-straub";
import type { Experience } from "@/lib/breakage/credibility/experience";
import { type Category, hierarchicalCredibility } from "@/lib/breakage/credibility/hierarchical";
import { COHORTS, HACHEMEISTER } from "./hachemeister";

const of = (categories: readonly Category[]) => {
  const found = hierarchicalCredibility(categories);
  if (found === null) throw new Error("no history");
  return found;
};
const type = (name: string, ...cells: [ratio: number, weight: number][]): Experience => ({
  name,
  cells: cells.map(([ratio, weight]) => ({ ratio, weight })),
});

describe("two levels on Hachemeister's states in two cohorts (actuar, credibility vignette, section 3, method iterative)", () => {
  const found = of(COHORTS);

  it("collective 1746, between cohorts 88 981, between states 10 952, within 139 120 026", () => {
    expect(Math.round(found.collective)).toBe(1746);
    expect(Math.round(found.betweenCategories ?? 0)).toBe(88_981);
    expect(Math.round(found.betweenTypes ?? 0)).toBe(10_952);
    expect(Math.round(found.within ?? 0)).toBe(139_120_026);
  });

  it("cohorts 1949 and 1543; states 2048 1875 and 1524 1497 1585 with 0.8874 0.5195 and 0.6103 0.2463 0.7398", () => {
    expect(found.categories.map(({ premium }) => Math.round(premium))).toEqual([1949, 1543]);
    const states = found.categories.map(({ types }) => types);
    expect(states.map((some) => some.map(({ premium }) => Math.round(premium)))).toEqual([
      [2048, 1875],
      [1524, 1497, 1585],
    ]);
    expect(states.map((some) => some.map(({ credibility }) => Number(credibility.toFixed(4))))).toEqual([
      [0.8874, 0.5195],
      [0.6103, 0.2463, 0.7398],
    ]);
  });

  it("does not depend on the order, nor on the unit of the weights", () => {
    const turned = [...COHORTS].reverse().map(({ name, types }) => ({
      name,
      types: [...types].reverse().map(({ name: state, cells }) => ({
        name: state,
        cells: cells.map(({ ratio, weight }) => ({ ratio, weight: weight / 1000 })),
      })),
    }));
    const again = of(turned);
    expect(again.collective).toBeCloseTo(found.collective, 6);
    expect(again.categories[1]?.types[1]?.premium).toBeCloseTo(found.categories[0]?.types[0]?.premium ?? 0, 6);
  });
});

describe("what there is to lean on", () => {
  it("one category is as one level: types to their category, by a variance that solves its own equation", () => {
    const found = of([{ name: "all", types: HACHEMEISTER }]);
    expect(found).toMatchObject({ betweenCategories: null, notes: ["one-category"] });
    // The iterative estimate is not the unbiased one, but near it on these data.
    const oneLevel = buhlmannStraub(HACHEMEISTER);
    expect((found.betweenTypes ?? 0) / (oneLevel?.between ?? 1)).toBeGreaterThan(0.5);
    expect((found.betweenTypes ?? 0) / (oneLevel?.between ?? 1)).toBeLessThan(1.5);
    const [category] = found.categories;
    expect(category?.premium).toBe(found.collective);
    // a = Σ z(X − m)²/(K − 1), with z of that a.
    const spread = (category?.types ?? []).map(
      ({ credibility, individual }) => credibility * ((individual ?? 0) - found.collective) ** 2,
    );
    expect(spread.reduce((x, y) => x + y, 0) / 4 / (found.betweenTypes ?? 1)).toBeCloseTo(1, 9);
  });

  it("types that differ by no more than chance take their category's figure, and a note says so", () => {
    const found = of([
      { name: "food", types: [type("a", [0.1, 10], [0.3, 10]), type("b", [0.3, 10], [0.1, 10])] },
      { name: "travel", types: [type("c", [0.7, 10], [0.9, 10]), type("d", [0.9, 10], [0.7, 10])] },
    ]);
    expect(found.betweenTypes).toBe(0);
    expect(found.notes).toEqual(["types-alike"]);
    // s² = 8·10·0.1²/4 = 0.2; two means of information 20/0.2·2 = 200 each, 0.6 apart: b = z·0.18 with z = 200b/(200b + 1).
    const b = 0.18 - 1 / 200;
    expect(found.betweenCategories).toBeCloseTo(b, 9);
    const z = (200 * b) / (200 * b + 1);
    expect(found.categories[0]?.premium).toBeCloseTo(0.2 * z + 0.5 * (1 - z), 9);
    expect(found.categories[0]?.types.map(({ premium }) => premium)).toEqual([
      found.categories[0]?.premium,
      found.categories[0]?.premium,
    ]);
  });

  it("categories that differ by no more than chance take the portfolio's", () => {
    const food = [type("a", [0.1, 10], [0.12, 10]), type("b", [0.5, 10], [0.52, 10])];
    const found = of([
      { name: "food", types: food },
      { name: "travel", types: food },
    ]);
    expect(found).toMatchObject({ betweenCategories: 0, notes: ["categories-alike"] });
    expect(found.categories[0]?.premium).toBeCloseTo(0.31, 9);
    expect(found.categories[0]?.types[0]?.premium).toBeLessThan(0.12);
  });

  it("with one type to a category the types are the categories", () => {
    const found = of([
      { name: "food", types: [type("a", [0.1, 10], [0.3, 10])] },
      { name: "travel", types: [type("c", [0.7, 10], [0.9, 10])] },
    ]);
    expect(found).toMatchObject({ betweenTypes: null, notes: ["one-type-each"] });
    for (const { premium, types } of found.categories) expect(types[0]?.premium).toBe(premium);
    expect(found.categories[0]?.premium).toBeGreaterThan(0.2);
    expect(found.categories[0]?.premium).toBeLessThan(0.5);
  });

  it("without a second month every own mean stands", () => {
    const found = of([
      { name: "food", types: [type("a", [0.1, 10]), type("b", [0.3, 30])] },
      { name: "travel", types: [type("c", [0.7, 10])] },
    ]);
    expect(found).toMatchObject({ within: null, betweenTypes: null, betweenCategories: null, notes: ["one-period"] });
    expect(found.categories.map(({ premium }) => premium)).toEqual([expect.closeTo(0.25, 12), expect.closeTo(0.7, 12)]);
    expect(found.categories[0]?.types.map(({ premium }) => premium)).toEqual([0.1, 0.3]);
  });

  it("a type without history takes its category's figure, a category without any the portfolio's", () => {
    const found = of([
      ...COHORTS.map(({ name, types }) => ({ name, types: [...types, type("new")] })),
      {
        name: "no history",
        types: [type("newer")],
      },
    ]);
    expect(found.notes).toEqual(["no-history"]);
    const [first, , empty] = found.categories;
    expect(first?.types.at(-1)).toEqual({ name: "new", individual: null, credibility: 0, premium: first?.premium });
    expect(empty?.premium).toBe(found.collective);
    expect(empty?.types[0]?.premium).toBe(found.collective);
    expect(Math.round(found.collective)).toBe(1746);
  });

  it("nothing is null", () => {
    expect(hierarchicalCredibility([])).toBeNull();
    expect(hierarchicalCredibility([{ name: "food", types: [type("new")] }])).toBeNull();
  });
});
