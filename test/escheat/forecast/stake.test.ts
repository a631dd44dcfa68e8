import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addStakes, expectedAt, NOTHING, stakeOf } from "@/lib/escheat/forecast/stake";

const half = Math.log(2);

describe("the stake in a card", () => {
  it("$100 with an even chance of being redeemed before the day is $50, of which chance makes $50 more or less", () => {
    const { expected, variance } = stakeOf(100_00, half);
    expect(expected).toBeCloseTo(50_00, 8);
    // Taken whole or not at all: ¼ · 100² dollars².
    expect(Math.sqrt(variance)).toBeCloseTo(50_00, 8);
  });

  it("presumed abandoned already is all of it, and nothing moves it", () => {
    expect(stakeOf(100_00, 0)).toEqual({ claimed: 100_00, expected: 100_00, slope: -0, variance: 0 });
  });

  it("at twice the pace is a quarter of $100, and at half the pace $70.71", () => {
    const stake = stakeOf(100_00, half);
    expect(expectedAt(stake, 2)).toBeCloseTo(25_00, 8);
    expect(expectedAt(stake, 0.5)).toBeCloseTo(100_00 * Math.SQRT1_2, 8);
  });

  it("of nothing is nothing at any pace", () => {
    expect(expectedAt(NOTHING, 3)).toBe(0);
  });
});

describe("stakes of several cards", () => {
  const card = fc.record({
    claimed: fc.integer({ min: 1, max: 50_000 }),
    hazard: fc.double({ min: 0, max: 3, noNaN: true }),
  });

  it("fall the faster value is redeemed, and never leave 0 … what is claimed", () => {
    fc.assert(
      fc.property(
        fc.array(card, { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (cards, pace) => {
          const sum = cards.map(({ claimed, hazard }) => stakeOf(claimed, hazard)).reduce(addStakes, NOTHING);
          const at = expectedAt(sum, pace);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(sum.claimed);
          // At another pace it lies on the other side of what is expected.
          expect((at - sum.expected) * (pace - 1)).toBeLessThanOrEqual(1e-6);
        },
      ),
    );
  });

  it("are at pace 1 what was added up", () => {
    fc.assert(
      fc.property(fc.array(card, { maxLength: 20 }), (cards) => {
        const stakes = cards.map(({ claimed, hazard }) => stakeOf(claimed, hazard));
        const sum = stakes.reduce(addStakes, NOTHING);
        expect(expectedAt(sum, 1)).toBeCloseTo(
          stakes.reduce((total, { expected }) => total + expected, 0),
          6,
        );
      }),
    );
  });
});
