import { expect, it } from "vitest";
import { reliabilityOf } from "@/lib/breakage/card-score/reliability";
import { makeRandom } from "@/lib/statistics/random";

it("10 cards at 0.2 of which 3 came, 10 at 0.8 of which 8: Brier (3·0.64 + 7·0.04 + 8·0.04 + 2·0.64) ÷ 20 = 0.19", () => {
  const found = reliabilityOf([
    { probability: 0.8, cards: 10, came: 8 },
    { probability: 0.2, cards: 10, came: 3 },
  ]);
  expect(found).toMatchObject({
    cards: 20,
    predicted: expect.closeTo(0.5, 12),
    observed: 0.55,
    brier: expect.closeTo(0.19, 12),
  });
  // All at 0.55 would give 0.55·0.45 = 0.2475: 1 − 0.19 ÷ 0.2475.
  expect(found?.skill).toBeCloseTo(0.2323232, 6);
  expect(found?.deciles).toEqual([
    { cards: 10, predicted: expect.closeTo(0.2, 12), observed: 0.3 },
    { cards: 10, predicted: expect.closeTo(0.8, 12), observed: 0.8 },
  ]);
  // The line through logit 0.3 at logit 0.2 and logit 0.8 at logit 0.8: (1.386294 + 0.847298) ÷ (2·1.386294).
  expect(found?.slope).toBeCloseTo(0.8056, 4);
});

it("probabilities that are kept have slope 1 and intercept 0, and ten groups of a tenth each", () => {
  const random = makeRandom("kept");
  const judged = Array.from({ length: 40_000 }, () => {
    const probability = random.beta(2, 2);
    return { probability, cards: 1, came: Number(random.uniform() < probability) };
  });
  const found = reliabilityOf(judged);
  expect(found?.slope).toBeGreaterThan(0.96);
  expect(found?.slope).toBeLessThan(1.04);
  expect(Math.abs(found?.intercept ?? 1)).toBeLessThan(0.04);
  expect(found?.deciles.map(({ cards }) => cards)).toEqual(new Array(10).fill(4000));
  for (const { predicted, observed } of found?.deciles ?? []) expect(Math.abs(predicted - observed)).toBeLessThan(0.03);
});

it("odds that are too bold have a slope below 1: logits twice as far out give one half", () => {
  const random = makeRandom("bold");
  const judged = Array.from({ length: 40_000 }, () => {
    const truth = random.beta(2, 2);
    const odds = (truth / (1 - truth)) ** 2;
    return { probability: odds / (1 + odds), cards: 1, came: Number(random.uniform() < truth) };
  });
  expect(reliabilityOf(judged)?.slope).toBeCloseTo(0.5, 1);
});

it("says what it cannot say: nothing without cards, no skill where all came, no slope for one probability", () => {
  expect(reliabilityOf([{ probability: 0.5, cards: 0, came: 0 }])).toBeNull();
  expect(reliabilityOf([{ probability: 0.5, cards: 4, came: 4 }])).toMatchObject({ skill: null, slope: null });
  expect(reliabilityOf([{ probability: 0.5, cards: 10, came: 4 }])?.slope).toBeNull();
});
