import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Calibration } from "@/lib/breakage/forecast/calibration";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { fitHazards } from "@/lib/breakage/forecast/hazard-model";
import { balancesOf, drawReplicates, type Target } from "@/lib/breakage/forecast/replicates";
import { expectedOpen, survivalOf } from "@/lib/breakage/forecast/survival";
import { hasEnded, type Line, makeTable, openNow } from "@/lib/breakage/forecast/table";
import { makeRandom } from "@/lib/statistics/random";
import { lastSale, simulate, standardWorld } from "./simulator";

const WORLDS = 200;

/** A programme of so many cards a type and month, and what its own curve expects of what is open. */
function programme(cards: number) {
  const world = { ...standardWorld, types: 2, vintages: 30, endAge: 20, cards };
  const cut = lastSale(world);
  const table = makeTable(asKnownAt(simulate(`${cards} cards`, world), cut), cut, 60);
  const model = fitHazards(table);
  const survivals = survivalOf(model);
  const targets = table.lines
    .filter((line) => !hasEnded(line) && openNow(line) > 0)
    .map((line) => ({ line, to: line.end + 1, expected: expectedOpen(survivals(line), line, line.end + 1) }));
  return { table, model, targets };
}

const noiseOf = (card: number, own: number, shared: number, stretch: number): Calibration => ({
  noise: { card, own, shared, residuals: 100 },
  spread: { shared: 0.1, own: 0.1 },
  stretch,
  coverage: null,
});

const programmes = [1, 3, 40, 1_000].map(programme);
const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

function expectWorlds(worlds: Float64Array | undefined, line: Line, expected: number) {
  const open = openNow(line);
  expect(worlds).toHaveLength(WORLDS);
  expect(Math.abs(meanOf(worlds ?? []) - expected)).toBeLessThanOrEqual(1e-8 * open);
  expect(Math.min(...(worlds ?? []))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...(worlds ?? []))).toBeLessThanOrEqual(open);
}

describe("the worlds of a cohort", () => {
  it("have what is expected as their mean and lie between nothing and what is open, by whatever noise and of however few cards", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...programmes),
        fc.double({ min: 0.05, max: 150, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(),
        ({ table, model, targets }, card, own, shared, stretch, level, seed) => {
          const calibration = noiseOf(card, own, shared, stretch);
          const others = new Map<Line, Float64Array>();
          const drawn = drawReplicates(table, model, calibration, targets, WORLDS, makeRandom(seed), (line, shares) => {
            others.set(line, balancesOf(shares, openNow(line), level * openNow(line), WORLDS));
          });
          for (const [i, { line, expected }] of targets.entries()) {
            expectWorlds(drawn[i], line, expected);
            // So have those of a method that expects something else.
            expectWorlds(others.get(line), line, level * openNow(line));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("hold all and nothing of a single card: it stays in as many of them as it is expected to", () => {
    const { table, model, targets } = programmes[0] ?? programme(1);
    const [target] = targets.filter(({ line }) => line.cohort.cards === 1 && openNow(line) === line.cohort.face);
    if (!target) throw new Error("no cohort of one card");
    const half: Target = { ...target, expected: openNow(target.line) / 2 };
    const [worlds] = drawReplicates(table, model, noiseOf(1, 0, 0, 1), [half], WORLDS, makeRandom(1));
    const shares = Array.from(worlds ?? [], (world) => world / openNow(target.line));
    // One world more may have a part of it.
    expect(shares.filter((share) => share === 1).length).toBeGreaterThanOrEqual(WORLDS / 2 - 1);
    expect(shares.filter((share) => share === 0).length).toBeGreaterThanOrEqual(WORLDS / 2 - 1);
  });
});

describe("a larger stretch", () => {
  it.each([0, 1, 2, 3])("never narrows the ranges of sums, of programme %d", (place) => {
    const { table, model, targets } = programmes[place] ?? programme(1);
    for (const [card, own] of [
      [1, 0],
      [8, 0],
      [0.6, 0.7],
    ] as const) {
      const deviations = [1, 1.3, 1.6, 2].map((stretch) => {
        const drawn = drawReplicates(table, model, noiseOf(card, own, 0.02, stretch), targets, WORLDS, makeRandom(5));
        const sums = Array.from({ length: WORLDS }, (_, b) => drawn.reduce((sum, worlds) => sum + (worlds[b] ?? 0), 0));
        const mean = meanOf(sums);
        return Math.sqrt(meanOf(sums.map((sum) => (sum - mean) ** 2)));
      });
      for (const [i, deviation] of deviations.entries()) {
        // A deviation of two hundred worlds has a standard error of 5 %; one card is as much as there is, and no more.
        expect(deviation).toBeGreaterThan(0.9 * (deviations[i - 1] ?? 0));
      }
      expect(deviations.at(-1)).toBeGreaterThan(0.95 * (deviations[0] ?? 0));
    }
  });
});
