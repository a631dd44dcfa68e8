import { describe, expect, it } from "vitest";
import { periodSpan, tooManyPeriods } from "@/lib/breakage/survival/person-period";
import { kindsOf } from "./published";

const span = (time: number, event: boolean, entry?: number, length?: number) => {
  const {
    first,
    last,
    event: counted,
  } = periodSpan({ time, event, ...(entry === undefined ? {} : { entry }) }, length);
  return [first, last, counted];
};

describe("the periods of a card", () => {
  it("redeemed in week 20: at risk in weeks 1 to 20, the event in the last", () => {
    expect(span(20, true)).toEqual([1, 20, true]);
  });

  it("open after 52 weeks: at risk in 52, without an event; after 52.9 weeks the 53rd was not seen to its end", () => {
    expect(span(52, false)).toEqual([1, 52, false]);
    expect(span(52.9, false)).toEqual([1, 52, false]);
  });

  it("redeemed on the day of sale: in the first period; open on it: in none", () => {
    expect(span(0, true)).toEqual([1, 1, true]);
    expect(span(0, false)).toEqual([1, 0, false]);
  });

  it("entered at 2: at risk from the third on; at 2.5: from the fourth on, and an event in the third does not count", () => {
    expect(span(5, true, 2)).toEqual([3, 5, true]);
    expect(span(5, true, 2.5)).toEqual([4, 5, true]);
    expect(span(2.8, true, 2.5)).toEqual([4, 3, false]);
  });

  it("of 30 days: day 30 is the first, day 31 the second; 0.3 is three periods of 0.1", () => {
    expect([span(30, true, 0, 30), span(31, true, 0, 30)]).toEqual([
      [1, 1, true],
      [1, 2, true],
    ]);
    expect(span(0.3, true, 0, 0.1)).toEqual([1, 3, true]);
    expect(span(0.1 + 0.2, false, 0, 0.1)).toEqual([1, 3, false]);
  });

  it("refuses a period without length, and more than 10 000 periods", () => {
    expect(() => span(5, true, 0, 0)).toThrow(RangeError);
    expect(tooManyPeriods([{ first: 1, last: 10_000, event: true }])).toBeNull();
    const refused = tooManyPeriods([{ first: 1, last: 10_001, event: true }]);
    expect(refused && kindsOf(refused)).toEqual(["too-many-periods"]);
  });
});
