import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buhlmannStraub, type Credibility } from "@/lib/breakage/credibility/buhlmann-straub";
import type { Experience } from "@/lib/breakage/credibility/experience";
import { HACHEMEISTER } from "./hachemeister";

const of = (experiences: readonly Experience[]): Credibility => {
  const found = buhlmannStraub(experiences);
  if (found === null) throw new Error("no history");
  return found;
};
const type = (name: string, ...cells: [ratio: number, weight: number][]): Experience => ({
  name,
  cells: cells.map(([ratio, weight]) => ({ ratio, weight })),
});

describe("Bühlmann–Straub on Hachemeister's five states (actuar, credibility vignette, section 4)", () => {
  const found = of(HACHEMEISTER);

  it("collective 1684, between 89 639, within 139 120 026", () => {
    expect(Math.round(found.collective)).toBe(1684);
    expect(Math.round(found.between ?? 0)).toBe(89_639);
    expect(Math.round(found.within ?? 0)).toBe(139_120_026);
    expect(found.notes).toEqual([]);
  });

  it("credibility 0.985 0.928 0.898 0.728 0.959, premiums 2055.17 1523.71 1793.44 1442.97 1603.29", () => {
    expect(found.types.map(({ credibility }) => Number(credibility.toFixed(4)))).toEqual([
      0.9847, 0.9276, 0.8985, 0.7279, 0.9588,
    ]);
    expect(found.types.map(({ individual }) => Number(individual?.toFixed(2)))).toEqual([
      2060.92, 1511.22, 1805.84, 1352.98, 1599.83,
    ]);
    expect(found.types.map(({ premium }) => Number(premium.toFixed(2)))).toEqual([
      2055.17, 1523.71, 1793.44, 1442.97, 1603.29,
    ]);
  });

  it("does not depend on the order of states or quarters, nor on the unit of the weights", () => {
    const turned = [...HACHEMEISTER].reverse().map(({ name, cells }) => ({
      name,
      cells: [...cells].reverse().map(({ ratio, weight }) => ({ ratio, weight: weight * 100 })),
    }));
    const again = of(turned);
    expect(again.collective / found.collective).toBeCloseTo(1, 12);
    expect((again.between ?? 0) / (found.between ?? 1)).toBeCloseTo(1, 11);
    expect((again.within ?? 0) / (found.within ?? 1)).toBeCloseTo(100, 9);
    expect(again.types[0]?.premium).toBeCloseTo(found.types[4]?.premium ?? 0, 8);
  });
});

describe("Bühlmann–Straub by hand", () => {
  it("two types of two months of weight 1: 0.1, 0.3 and 0.6, 0.8: s² 0.02, a (0.25 − 0.02)/2 = 0.115, Z = 2/(2 + 4/23)", () => {
    const found = of([type("a", [0.1, 1], [0.3, 1]), type("b", [0.6, 1], [0.8, 1])]);
    expect(found.within).toBeCloseTo(0.02, 12);
    // Σ w(X̄ − X̄̄)² = 2·2·0.25² = 0.25; w − Σw²/w = 4 − 2 = 2.
    expect(found.between).toBeCloseTo(0.115, 12);
    const z = 2 / (2 + 4 / 23);
    expect(found.types[0]?.credibility).toBeCloseTo(z, 12);
    expect(found.collective).toBeCloseTo(0.45, 12);
    expect(found.types[0]?.premium).toBeCloseTo(0.2 * z + 0.45 * (1 - z), 12);
  });

  it("types no further apart than chance have a = 0: all take the common mean, and a note says so", () => {
    const found = of([type("a", [0.1, 10], [0.3, 10]), type("b", [0.3, 5], [0.1, 15])]);
    expect(found).toMatchObject({ between: 0, notes: ["no-difference"] });
    // (1 + 3 + 1.5 + 1.5)/40
    for (const { premium, credibility } of found.types) {
      expect(premium).toBeCloseTo(7 / 40, 12);
      expect(credibility).toBe(0);
    }
  });

  it("one type keeps its own mean, and a note says that it has nothing to lean on", () => {
    const found = of([type("only", [0.1, 1], [0.3, 3])]);
    expect(found).toMatchObject({ between: null, notes: ["one-type"] });
    expect(found.types[0]).toMatchObject({ credibility: 1 });
    expect(found.types[0]?.premium).toBeCloseTo(0.25, 12);
  });

  it("with one month each chance and difference cannot be told apart: own means, s² and a null, and a note", () => {
    const found = of([type("a", [0.1, 5]), type("b", [0.3, 5])]);
    expect(found).toMatchObject({ within: null, between: null, notes: ["one-period"] });
    expect(found.types.map(({ premium }) => premium)).toEqual([0.1, 0.3]);
  });

  it("a type with one month leans on the others by their variance; one without history takes the common mean", () => {
    const seen = [type("a", [0.1, 1], [0.3, 1]), type("b", [0.6, 1], [0.8, 1]), type("young", [0.9, 1])];
    const found = of([...seen, type("new"), type("empty", [0.5, 0])]);
    expect(found.within).toBeCloseTo(0.02, 12);
    expect(found.types[2]?.credibility).toBeGreaterThan(0);
    expect(found.types[2]?.credibility).toBeLessThan(found.types[0]?.credibility ?? 0);
    expect(
      found.types.slice(3).map(({ individual, credibility, premium }) => [individual, credibility, premium]),
    ).toEqual([
      [null, 0, found.collective],
      [null, 0, found.collective],
    ]);
    expect(found.notes).toEqual(["no-history"]);
  });

  it("no history at all is null; a ratio that is no number and a negative weight are mistakes", () => {
    expect(buhlmannStraub([])).toBeNull();
    expect(buhlmannStraub([type("new"), type("empty", [0.5, 0])])).toBeNull();
    expect(() => buhlmannStraub([type("a", [Number.NaN, 1])])).toThrow(RangeError);
    expect(() => buhlmannStraub([type("a", [0.1, -1])])).toThrow(RangeError);
  });
});

describe("whatever the experience", () => {
  const cell = fc.record({
    ratio: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.integer({ min: 0, max: 1000 }),
  });
  const experience = fc.record({ name: fc.constant("t"), cells: fc.array(cell, { maxLength: 6 }) });

  it("a premium lies between a type's own mean and the collective, a and s² are not negative, 0 ≤ Z ≤ 1", () => {
    fc.assert(
      fc.property(fc.array(experience, { minLength: 1, maxLength: 8 }), (experiences) => {
        const found = buhlmannStraub(experiences);
        if (found === null) return;
        expect(found.between ?? 0).toBeGreaterThanOrEqual(0);
        expect(found.within ?? 0).toBeGreaterThanOrEqual(0);
        for (const { individual, credibility, premium } of found.types) {
          expect(credibility).toBeGreaterThanOrEqual(0);
          expect(credibility).toBeLessThanOrEqual(1);
          const ends = [individual ?? found.collective, found.collective].sort((a, b) => a - b);
          expect(premium).toBeGreaterThanOrEqual((ends[0] ?? 0) - 1e-12);
          expect(premium).toBeLessThanOrEqual((ends[1] ?? 0) + 1e-12);
        }
      }),
    );
  });
});
