import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeier, type SurvivalCurve, survivalAt } from "@/lib/breakage/survival/kaplan-meier";
import type { Observation } from "@/lib/breakage/survival/observation";
import { waltons } from "./data-rows";
import { AML, GEHAN, granted, kindsOf, seen } from "./published";

const curveOf = (...given: Parameters<typeof kaplanMeier>) => granted(kaplanMeier(...given));
const column = (curve: SurvivalCurve, key: "survival" | "standardError" | "lower" | "upper", digits: number) =>
  curve.steps.map((step) => (step[key] === null ? null : Number(step[key].toFixed(digits))));

describe("the survival curve", () => {
  it("of maintained leukaemia patients is 0.909 … 0.184, s.e. 0.0867 … 0.1535 (survival, tests/doaml.Rout.save)", () => {
    const curve = curveOf(AML.maintained);
    expect(curve.steps.map(({ time }) => time)).toEqual([9, 13, 18, 23, 31, 34, 48]);
    expect(curve.steps.map(({ atRisk }) => atRisk)).toEqual([11, 10, 8, 7, 5, 4, 2]);
    expect(column(curve, "survival", 3)).toEqual([0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184]);
    expect(column(curve, "standardError", 4)).toEqual([0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535]);
    expect(column(curve, "lower", 4)).toEqual([0.5081, 0.4474, 0.3502, 0.2658, 0.1673, 0.0928, 0.0117]);
    expect(column(curve, "upper", 4)).toEqual([0.9867, 0.9512, 0.899, 0.8353, 0.7534, 0.657, 0.525]);
    expect(curve.median).toBe(31);
  });

  it("of nonmaintained patients ends at 0, where there is no standard error", () => {
    const curve = curveOf(AML.nonmaintained);
    expect(column(curve, "survival", 4)).toEqual([0.8333, 0.6667, 0.5833, 0.4861, 0.3889, 0.2917, 0.1944, 0.0972, 0]);
    expect(column(curve, "standardError", 4)).toEqual([
      0.1076,
      0.1361,
      0.1423,
      0.1481,
      0.147,
      0.1387,
      0.1219,
      0.0919,
      null,
    ]);
    expect(curve.steps.at(-1)).toMatchObject({ survival: 0, standardError: null, lower: null, upper: null });
    expect(curve.median).toBe(23);
  });

  it("of children on 6-MP is 0.857 0.807 0.753 0.690 0.627 0.538 0.448 (Cox and Oakes 1984, Kleinbaum and Klein)", () => {
    const curve = curveOf(GEHAN.mp6);
    expect(column(curve, "survival", 3)).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]);
    expect(column(curve, "standardError", 3)).toEqual([0.076, 0.087, 0.096, 0.107, 0.114, 0.128, 0.135]);
    expect(column(curve, "lower", 4)).toEqual([0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881]);
    expect(column(curve, "upper", 4)).toEqual([0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801]);
    expect(curve.median).toBe(23);
    expect(curveOf(GEHAN.placebo).median).toBe(8);
  });

  it("of 163 flies has its median at 56 days (lifelines, waltons)", () => {
    expect(curveOf(waltons()).median).toBe(56);
  });

  it("has its median where half are left, though a product of fractions comes out beside ½: (9/10)(8/9)(7/8)(6/7)(5/6)", () => {
    expect(curveOf(seen("1 2 3 4 5 6+ 7+ 8+ 9+ 10+")).median).toBe(5);
    expect(curveOf(seen("1 2 3 4 6+ 6+ 7+ 8+ 9+ 10+")).median).toBeNull();
  });

  it("reads as steps: 1 before the first, the last one's value after it", () => {
    const curve = curveOf(seen("2 4+ 6 8+"));
    expect([0, 1.9, 2, 5.9, 6, 100].map((time) => survivalAt(curve, time))).toEqual([1, 1, 0.75, 0.75, 0.375, 0.375]);
    expect(survivalAt({ steps: [] }, 5)).toBe(1);
  });
});

describe("late entry", () => {
  it("counts a card from its entry on: entries 0, 2, 4 and ends 3, 5, 6+ leave ½ and ¼", () => {
    const curve = curveOf([
      { time: 3, event: true },
      { time: 5, event: true, entry: 2 },
      { time: 6, event: false, entry: 4 },
    ]);
    expect(curve.steps.map(({ atRisk }) => atRisk)).toEqual([2, 2]);
    expect(column(curve, "survival", 10)).toEqual([0.5, 0.25]);
  });

  it("does not count a card at the moment it enters", () => {
    const curve = curveOf([
      { time: 3, event: true },
      { time: 5, event: false, entry: 3 },
      { time: 5, event: false },
    ]);
    expect(curve.steps[0]?.atRisk).toBe(2);
  });
});

describe("weights", () => {
  const balances: Observation[] = [
    { time: 1, event: true, weight: 10 },
    { time: 2, event: false, weight: 20 },
    { time: 3, event: true, weight: 30 },
    { time: 4, event: false, weight: 40 },
  ];

  it("of value: 90/100 and 40/70 of the money stay; n is 100²/3000 = 3.33 and 70²/2500 = 1.96 cards for the error", () => {
    const curve = curveOf(balances);
    expect(column(curve, "survival", 7)).toEqual([0.9, 0.5142857]);
    const greenwood = [0.1 / (0.9 * (10_000 / 3000)), 3 / 7 / ((4 / 7) * 1.96)] as const;
    expect(curve.steps[0]?.standardError).toBeCloseTo(0.9 * Math.sqrt(greenwood[0]), 12);
    expect(curve.steps[1]?.standardError).toBeCloseTo((18 / 35) * Math.sqrt(greenwood[0] + greenwood[1]), 12);
  });

  it("of frequency: a weight of 3 is three cards", () => {
    const tripled = GEHAN.mp6.map((card) => ({ ...card, weight: 3 }));
    const repeated = [...GEHAN.mp6, ...GEHAN.mp6, ...GEHAN.mp6];
    const weighted = curveOf(tripled, { weighting: "frequency" });
    const plain = curveOf(repeated);
    for (const key of ["survival", "standardError", "lower", "upper"] as const) {
      expect(column(weighted, key, 10)).toEqual(column(plain, key, 10));
    }
  });

  it("of nothing leave a card out", () => {
    expect(curveOf([...GEHAN.mp6, { time: 1, event: true, weight: 0 }])).toEqual(curveOf(GEHAN.mp6));
  });
});

const anyCard = fc.record({
  time: fc.integer({ min: 3, max: 30 }),
  event: fc.boolean(),
  weight: fc.integer({ min: 1, max: 50 }),
  entry: fc.integer({ min: 0, max: 2 }),
});
const anyCards = fc.array(anyCard, { minLength: 1, maxLength: 40 });

describe("whatever the cards", () => {
  it("the curve falls from 1 to 0 at most, with its interval around it", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        let before = 1;
        for (const { survival, lower, upper, events, atRisk } of curveOf(cards).steps) {
          expect(survival).toBeGreaterThanOrEqual(0);
          expect(survival).toBeLessThan(before);
          expect(events).toBeLessThanOrEqual(atRisk);
          if (lower !== null) expect(lower).toBeLessThanOrEqual(survival);
          if (upper !== null) expect(upper).toBeGreaterThanOrEqual(survival);
          before = survival;
        }
      }),
    );
  });

  it("their order, a constant on all balances, and the unit of time change nothing but the scale", () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        const curve = curveOf(cards);
        const scaled = curveOf(
          cards
            .map(({ time, entry, weight, event }) => ({ time: 7 * time, entry: 7 * entry, weight: 8 * weight, event }))
            .reverse(),
        );
        expect(scaled.median).toBe(curve.median === null ? null : 7 * curve.median);
        expect(scaled.steps.map(({ time, atRisk }) => [time, atRisk])).toEqual(
          curve.steps.map(({ time, atRisk }) => [7 * time, 8 * atRisk]),
        );
        for (const key of ["survival", "standardError", "lower", "upper"] as const) {
          expect(column(scaled, key, 10)).toEqual(column(curve, key, 10));
        }
      }),
    );
  });

  it("the share still open is the share not redeemed when all are followed to the end", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 }), (times) => {
        const curve = curveOf([...times.map((time) => ({ time, event: true })), { time: 99, event: false }]);
        for (const { time, survival } of curve.steps) {
          expect(survival).toBeCloseTo((times.filter((t) => t > time).length + 1) / (times.length + 1), 12);
        }
      }),
    );
  });
});

describe("what is no data", () => {
  it("all cards open: no step and no median, not a zero", () => {
    expect(curveOf(seen("3+ 5+ 8+"))).toEqual({ steps: [], median: null });
  });

  it.each([
    ["no card", [], "no-rows"],
    ["only cards without weight", [{ time: 1, event: true, weight: 0 }], "no-rows"],
    ["a negative time", [{ time: -1, event: true }], "time"],
    ["a time that is no number", [{ time: Number.NaN, event: true }], "time"],
    ["an endless time", [{ time: Number.POSITIVE_INFINITY, event: false }], "time"],
    ["an entry at its end", [{ time: 3, event: true, entry: 3 }], "entry"],
    ["a negative weight", [{ time: 3, event: true, weight: -2 }], "weight"],
  ] as const)("%s is refused with its kind", (_name, cards, kind) => {
    expect(kindsOf(kaplanMeier(cards))).toEqual([kind]);
  });

  it("a level of 100 % is a mistake of the caller", () => {
    expect(() => kaplanMeier(GEHAN.mp6, { level: 1 })).toThrow(RangeError);
  });
});
