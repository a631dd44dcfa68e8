import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeOf } from "@/lib/escheat/forecast/range";
import { figuresOf, type Slice, type SliceBasis, type StoredCell } from "@/lib/escheat/forecast/report";
import { type Stake, stakeOf } from "@/lib/escheat/forecast/stake";

const half = Math.log(2);
/** Of so many cards that chance in single ones is nothing beside them. */
const manyCards = (claimed: number, hazard: number): Stake => ({ ...stakeOf(claimed, hazard), variance: 0 });
/** Worlds at paces 0.5, 0.6 … 1.5: the middle 80 % of eleven are the second and the tenth. */
const paces = Array.from({ length: 11 }, (_, i) => 0.5 + i / 10);

describe("the range of a stake", () => {
  it("$100 with an even chance lies between 2^−1.4 and 2^−0.6 of it in the middle 80 % of eleven worlds", () => {
    const { low, high } = rangeOf(new Map([[1, manyCards(100_00, half)]]), new Map([[1, paces]]));
    expect(low).toBeCloseTo(100_00 * 2 ** -1.4, 6);
    expect(high).toBeCloseTo(100_00 * 2 ** -0.6, 6);
  });

  it("of types that go opposite ways is narrower than the sum of theirs", () => {
    const stakes = new Map([
      [1, manyCards(100_00, half)],
      [2, manyCards(100_00, half)],
    ]);
    const opposite = new Map([
      [1, paces],
      [2, paces.toReversed()],
    ]);
    const { low, high } = rangeOf(stakes, opposite);
    const one = rangeOf(new Map([[1, manyCards(100_00, half)]]), new Map([[1, paces]]));
    expect(high - low).toBeLessThan(0.2 * 2 * (one.high - one.low));
  });

  it("of one card is all or nothing: $0 to $100, also where every world goes at the expected pace", () => {
    const steady = new Map([[1, new Array(101).fill(1)]]);
    // $50 − 1.28 · $50 and $50 + 1.28 · $50, and no card gives less than nothing or more than is on it.
    expect(rangeOf(new Map([[1, stakeOf(100_00, half)]]), steady)).toEqual({ low: 0, high: 100_00 });
  });

  it("of 10,000 cards of $1 is $50 × 100 and 1.26 · $50 either way: the deviations of so many add up in squares", () => {
    const one = stakeOf(1_00, half);
    const all = {
      claimed: 10_000_00,
      expected: one.expected * 1e4,
      slope: one.slope * 1e4,
      variance: one.variance * 1e4,
    };
    const { low, high } = rangeOf(new Map([[1, all]]), new Map([[1, new Array(101).fill(1)]]));
    expect(low).toBeCloseTo(5_000_00 - 1.26 * 50_00, -2);
    expect(high).toBeCloseTo(5_000_00 + 1.26 * 50_00, -2);
  });

  it("without worlds is what is expected, at both ends", () => {
    expect(rangeOf(new Map([[1, manyCards(100_00, half)]]), new Map())).toEqual({
      low: expect.closeTo(50_00, 6),
      high: expect.closeTo(50_00, 6),
    });
  });
});

const cell = (over: Partial<StoredCell>): StoredCell => ({
  jurisdiction: "US-MO",
  cardTypeId: 1,
  reportYear: 2027,
  outcome: "not-yet",
  priority: 1,
  cards: 1,
  balance: 40_00n,
  claimed: 40_00n,
  unmeasured: 0n,
  foreseen: 40_00n,
  stake: stakeOf(40_00, 0),
  needsCounsel: true,
  ...over,
});
const basis: SliceBasis = {
  paces: new Map(),
  propertyOf: () => "closed-loop",
  inDoubt: new Set(["US-MO.closed-loop"]),
};
const certain = (amount: number) => stakeOf(amount, 0);

describe("the range over readings of the law", () => {
  it("Missouri's 60 % of face or of what is left, in 5 years or in 7: $24 to $40 in all, nothing to $40 in either year", () => {
    // Readings in the order face/5, left/5, face/7, left/7; a card of $100 with $40 left.
    const slice: Slice = {
      cells: [cell({})],
      readings: [
        {
          jurisdiction: "US-MO",
          cardTypeId: 1,
          reportYear: 2027,
          stakes: [certain(40_00), certain(24_00), certain(0), certain(0)],
        },
        {
          jurisdiction: "US-MO",
          cardTypeId: 1,
          reportYear: 2029,
          stakes: [certain(0), certain(0), certain(40_00), certain(24_00)],
        },
      ],
    };
    expect(figuresOf(slice, basis).lawRange).toEqual({ low: 24_00, high: 40_00 });
    const first = { cells: slice.cells, readings: slice.readings.slice(0, 1) };
    expect(figuresOf(first, basis).lawRange).toEqual({ low: 0, high: 40_00 });
  });

  it("of a law not in doubt is what it takes; cells of one in doubt do not count twice", () => {
    const slice: Slice = {
      cells: [cell({}), cell({ jurisdiction: "US-NY", claimed: 10_00n, foreseen: 10_00n, stake: certain(10_00) })],
      readings: [{ jurisdiction: "US-MO", cardTypeId: 1, reportYear: 2027, stakes: [certain(40_00), certain(24_00)] }],
    };
    expect(figuresOf(slice, basis).lawRange).toEqual({ low: 34_00, high: 50_00 });
    expect(figuresOf(slice, basis).range).toEqual({ low: 50_00, high: 50_00 });
  });

  it("holds what is expected wherever the law as it is read now is one of its readings", () => {
    const amounts = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 5 }), (laws) => {
        const names = laws.map((_, i) => `US-${"ABCDE"[i]}X`);
        const slice: Slice = {
          cells: laws.map(([now = 0], i) => cell({ jurisdiction: names[i] ?? "", stake: certain(now) })),
          readings: laws.map((all, i) => ({
            jurisdiction: names[i] ?? "",
            cardTypeId: 1,
            reportYear: 2027,
            stakes: all.map(certain),
          })),
        };
        const { lawRange } = figuresOf(slice, {
          ...basis,
          inDoubt: new Set(names.map((name) => `${name}.closed-loop`)),
        });
        const now = laws.reduce((sum, [first = 0]) => sum + first, 0);
        expect(lawRange.low).toBeLessThanOrEqual(now);
        expect(lawRange.high).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});
