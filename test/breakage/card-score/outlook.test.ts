import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HISTORIES, historyIndex, packCell } from "@/lib/breakage/card-score/cell";
import { LEAVING_GROUPS } from "@/lib/breakage/card-score/leaving";
import type { CardModel } from "@/lib/breakage/card-score/model";
import { scoreCells } from "@/lib/breakage/card-score/score";
import { scoreKeyOf } from "@/lib/breakage/card-score/trait-steps";
import { flatHeadline } from "./flat-headline";
import { plainModel } from "./plain-model";

const CUT = 2024 * 12;
/** A month without use has the chance ½. */
const half = flatHeadline(Math.LN2);

type Asked = { age: number; endAge: number | null; history?: number };

function scoreOf(model: CardModel, headline: typeof half, { age, endAge, history = 0 }: Asked, horizon?: number) {
  const key = scoreKeyOf(model, packCell({ typeId: 1, age, endAge, traits: 1, history }));
  const scores = scoreCells(model, headline, [key], { cut: CUT, ...(horizon === undefined ? {} : { horizon }) });
  const [untouched = Number.NaN] = scores.untouched;
  const [notFully = Number.NaN] = scores.notFully;
  const [left = Number.NaN] = scores.left;
  return { untouched, notFully, left, hazards: [...scores.hazards] };
}

describe("two months to go, each with a use in half of the cases; a first use empties half of the cards and leaves 0.4 on the others", () => {
  // Last month: left ½ + ½·(½·0.4) = 0.6, something left ½ + ½·½ = 0.75. A card used once keeps ½ of its balance, or its ½ chance.
  it("in the last month: untouched 0.5, not fully 0.75, left 0.6", () => {
    const { untouched, notFully, left } = scoreOf(plainModel(), half, { age: 2, endAge: 2 });
    expect([untouched, notFully, left]).toEqual([0.5, 0.75, 0.6].map((value) => expect.closeTo(value, 12)));
  });

  it("in the month before: untouched 0.25, not fully ½·0.75 + ½·½·½ = 0.5, left ½·0.6 + ½·½·0.4·½ = 0.35", () => {
    const { untouched, notFully, left } = scoreOf(plainModel(), half, { age: 1, endAge: 2 });
    expect([untouched, notFully, left]).toEqual([0.25, 0.5, 0.35].map((value) => expect.closeTo(value, 12)));
  });

  it("where a tenth goes otherwise in a month without use: left ½·0.9·0.55 + 0.05 = 0.2975, and what went is not redeemed", () => {
    const rates = [0, 1].map(() => Array.from({ length: LEAVING_GROUPS }, (_, group) => (group < 8 ? 0.1 : 0)));
    const { untouched, notFully, left } = scoreOf(plainModel({ leaving: { rates, ratios: {} } }), half, {
      age: 1,
      endAge: 2,
    });
    // Untouched ½·(0.9·0.5 + 0.1) = 0.275; not fully ½·(0.9·0.75 + 0.1) + ½·½·½ = 0.5125.
    expect([untouched, notFully, left]).toEqual([0.275, 0.5125, 0.2975].map((value) => expect.closeTo(value, 12)));
  });
});

it("hazards of the coming months are the headline's, and none after the card's end", () => {
  const { hazards } = scoreOf(plainModel(), flatHeadline(0.2), { age: 10, endAge: 12 });
  expect(hazards).toEqual([0.2, 0.2, 0.2, 0, 0, 0, 0].map((value) => expect.closeTo(value, 12)));
});

it("a card that has ended will not be redeemed: all that is left stays", () => {
  expect(scoreOf(plainModel(), half, { age: 13, endAge: 12 })).toEqual({
    untouched: 1,
    notFully: 1,
    left: 1,
    hazards: [0, 0, 0, 0, 0, 0, 0],
  });
});

it("a card that never expires is settled at the headline's ultimate age, 60 months", () => {
  expect(scoreOf(plainModel(), half, { age: 61, endAge: null }).left).toBe(1);
  expect(scoreOf(plainModel(), half, { age: 60, endAge: null }).untouched).toBeCloseTo(0.5, 12);
});

it("over a horizon of two months a card with years to go is as one that ends then", () => {
  const [far, near] = [
    scoreOf(plainModel(), half, { age: 5, endAge: 40 }, 2),
    scoreOf(plainModel(), half, { age: 5, endAge: 6 }),
  ];
  expect(far.left).toBeCloseTo(near.left, 12);
  expect(far.notFully).toBeCloseTo(near.notFully, 12);
});

it("cells scored together have the scores they have alone", () => {
  const model = plainModel();
  const keys = [1, 4, 9, 30].flatMap((age) =>
    [0, 17, 80].map((history) => scoreKeyOf(model, packCell({ typeId: 1, age, endAge: 36, traits: 1, history }))),
  );
  const together = scoreCells(model, flatHeadline(0.1), keys, { cut: CUT });
  for (const [i, key] of keys.entries()) {
    const alone = scoreCells(model, flatHeadline(0.1), [key], { cut: CUT });
    expect(alone.left[0]).toBe(together.left[i]);
    expect(alone.notFully[0]).toBe(together.notFully[i]);
  }
});

const asked = fc.record({
  hazard: fc.double({ min: 1e-4, max: 2, noNaN: true }),
  age: fc.integer({ min: 1, max: 40 }),
  months: fc.integer({ min: 1, max: 20 }),
  history: fc.integer({ min: 0, max: HISTORIES - 1 }),
});

it("chances are chances, in their order: untouched ≤ not fully ≤ 1, and no more is left than where something is left", () => {
  fc.assert(
    fc.property(asked, ({ hazard, age, months, history }) => {
      const score = scoreOf(plainModel(), flatHeadline(hazard), { age, endAge: age + months - 1, history });
      expect(score.untouched).toBeGreaterThan(0);
      expect(score.untouched).toBeLessThanOrEqual(score.notFully + 1e-12);
      expect(score.notFully).toBeLessThanOrEqual(1);
      expect(score.left).toBeGreaterThanOrEqual(score.untouched - 1e-12);
      expect(score.left).toBeLessThanOrEqual(score.notFully + 1e-12);
    }),
  );
});

it("one more month to go, or a higher hazard in each, leaves less and leaves it less often", () => {
  fc.assert(
    fc.property(asked, ({ hazard, age, months, history }) => {
      const at = (h: number, m: number) =>
        scoreOf(plainModel(), flatHeadline(h), { age, endAge: age + m - 1, history });
      const here = at(hazard, months);
      for (const other of [at(hazard, months + 1), at(hazard * 1.3, months)]) {
        expect(other.untouched).toBeLessThan(here.untouched);
        expect(other.notFully).toBeLessThanOrEqual(here.notFully + 1e-12);
        expect(other.left).toBeLessThanOrEqual(here.left + 1e-12);
      }
    }),
  );
});

it("untouched is exp(−Σ hazards): 12 months of 0.05 after a use leave e^−0.6", () => {
  const history = historyIndex({ used: true, again: false, balance: 2, idle: 0 });
  expect(scoreOf(plainModel(), flatHeadline(0.05), { age: 3, endAge: 14, history }).untouched).toBeCloseTo(
    Math.exp(-0.6),
    12,
  );
});

it("a correction of slope ½ takes the root of every hazard: 0.04 becomes 0.2", () => {
  const model = plainModel({ correction: { shift: 0, slope: 0.5 } });
  expect(scoreOf(model, flatHeadline(0.04), { age: 1, endAge: 1 }).untouched).toBeCloseTo(Math.exp(-0.2), 12);
});
