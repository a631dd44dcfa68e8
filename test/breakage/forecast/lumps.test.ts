import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawShare, isWithinRange } from "@/lib/breakage/forecast/lumps";
import { makeRandom } from "@/lib/statistics/random";

function drawn(share: number, cards: number) {
  const random = makeRandom(`${share} of ${cards}`);
  const draws = Array.from({ length: 20_000 }, () => drawShare(random, share, cards));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  return { draws, mean, variance };
}
const cases = [1, 1.5, 2, 7.3, 30, 400].flatMap((cards) =>
  [0.001, 0.02, 0.3, 0.5, 0.8, 0.99].map((share) => [cards, share] as const),
);

describe("what stays of some like cards", () => {
  it.each(cases)(
    "%d of them has the mean and the variance of their number, in 0 … 1, at a share of %d",
    (cards, share) => {
      const { draws, mean, variance } = drawn(share, cards);
      const should = (share * (1 - share)) / cards;
      // Five standard errors of the mean. The squares of a rare card scatter as their number does.
      expect(Math.abs(mean - share)).toBeLessThan(5 * Math.sqrt(should / draws.length));
      const changes = draws.length * cards * Math.min(share, 1 - share);
      expect(Math.abs(variance / should - 1)).toBeLessThan(0.05 + 5 / Math.sqrt(changes));
      expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...draws)).toBeLessThanOrEqual(1);
    },
  );

  it("comes in whole cards where they are few: halves of two", () => {
    expect(new Set(drawn(0.3, 2).draws)).toEqual(new Set([0, 0.5, 1]));
  });

  it("is all or nothing of one card", () => {
    expect(new Set(drawn(0.3, 1).draws)).toEqual(new Set([0, 1]));
  });

  it("is certain where the share is nothing or all", () => {
    const random = makeRandom(1);
    expect([0, 1].map((share) => drawShare(random, share, 3))).toEqual([0, 1]);
  });
});

describe("the 90 % range of what stays", () => {
  /** As if all variance were that of the cards. */
  const isWithin = (value: number, share: number, cards: number) =>
    isWithinRange(value, share, cards, (1 - share) / (share * cards));

  it("of four cards that stay with 0.3 goes from none, 24 %, to three, below which 92 % are, and not to all four, below which 99 % are", () => {
    expect([0, 0.75, 1].map((value) => isWithin(value, 0.3, 4))).toEqual([true, true, false]);
  });

  it("is that of the other side too: what stays of 80 % is what goes of 20 %", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 0.49, noNaN: true }),
        fc.double({ min: 1, max: 300, noNaN: true }),
        (value, share, cards) => {
          expect(isWithin(1 - value, 1 - share, cards)).toBe(isWithin(value, share, cards));
        },
      ),
    );
  });

  it("of many cards is a normal one: 1.6 but not 1.7 standard deviations from the mean of a half of 10,000", () => {
    const at = (deviations: number) => isWithin(0.5 * (1 + deviations / 100), 0.5, 10_000);
    expect([1.6, -1.6].map(at)).toEqual([true, true]);
    expect([1.7, -1.7].map(at)).toEqual([false, false]);
  });

  it("holds nine tenths or more of what is drawn, and as good as nine tenths of many cards", () => {
    for (const [cards, share] of cases) {
      const { draws } = drawn(share, cards);
      const held = draws.filter((value) => isWithin(value, share, cards)).length / draws.length;
      expect(held).toBeGreaterThan(0.89);
      if (cards * Math.min(share, 1 - share) > 50) expect(held).toBeLessThan(0.91);
    }
  });
});
