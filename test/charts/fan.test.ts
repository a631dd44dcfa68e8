import { describe, expect, it } from "vitest";
import { type FanPoint, fanReading, toFanPlot } from "@/components/charts/fan";

const usd = { kind: "money", currency: "USD" } as const;
const ranges = [
  { level: 0.5, low: 190_00n, high: 210_00n },
  { level: 0.8, low: 180_00n, high: 230_00n },
  { level: 0.9, low: 170_00n, high: 240_00n },
  { level: 0.95, low: 160_00n, high: 260_00n },
];
const ahead: FanPoint = { key: "a", label: "Q1 2027", expected: 200_00n, ranges, outcome: null };
const past = (value: bigint, isWithin: boolean | null): FanPoint => ({
  ...{ ...ahead, key: `p${value}`, label: "Q1 2026" },
  outcome: { value, isWithin },
});

describe("a point of a fan in words", () => {
  it("gives what is ahead with the ranges that are drawn, the narrowest first", () => {
    expect(fanReading(ahead, usd, "en")).toBe(
      "Q1 2027: expected $200.00, 50 % range $190 – $210, 80 % range $180 – $230, 95 % range $160 – $260",
    );
  });

  it("gives what is past with what came and whether it lay in its range", () => {
    expect(fanReading(past(250_00n, false), usd, "en")).toBe(
      "Q1 2026: present model $200.00, 90 % range $170 – $240, came $250.00, outside",
    );
    expect(fanReading({ ...past(250_00n, null), ranges: [] }, usd, "en")).toBe(
      "Q1 2026: present model $200.00, came $250.00, no range",
    );
  });
});

describe("a fan as it is drawn", () => {
  it("has bands only ahead, the widest first, and whiskers only on what is past", () => {
    const [first, second] = toFanPlot([past(250_00n, false), ahead, { ...ahead, key: "b" }]);
    expect(first).toMatchObject({
      expected: null,
      bands: [null, null, null],
      before: 200_00,
      beforeSpread: [30_00, 40_00],
    });
    expect(second).toMatchObject({ expected: 200_00, before: null, beforeSpread: null, aloneSpread: null });
    expect(second?.bands).toEqual([
      [160_00, 260_00],
      [180_00, 230_00],
      [190_00, 210_00],
    ]);
  });

  it("puts what came under the mark of its verdict", () => {
    const marks = toFanPlot([past(1n, true), past(2n, false), past(3n, null)]);
    expect(marks.map(({ within, outside, unjudged }) => [within, outside, unjudged])).toEqual([
      [1, null, null],
      [null, 2, null],
      [null, null, 3],
    ]);
  });

  it("gives a single quarter ahead its widest range as a whisker, since no area is drawn of one point", () => {
    expect(toFanPlot([ahead])[0]?.aloneSpread).toEqual([40_00, 60_00]);
  });
});
