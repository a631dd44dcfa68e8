import { describe, expect, it } from "vitest";
import { holdoutCost } from "@/lib/notifications/trial/holdout-cost";
import { reportOf } from "@/lib/notifications/trial/report";
import { bareFigures } from "./bare-figures";

describe("what a hold-out costs", () => {
  it("is what reminding the held out would bring: 90.00 of the 90 % reminded are 10.00 of the others", () => {
    expect(holdoutCost(9_000, 0.1)).toBeCloseTo(1_000, 9);
    expect(holdoutCost(9_000, 0)).toBe(0);
  });
});

describe("what was promised of one mailbox", () => {
  const of = (upliftWithin: number | null, holdoutShare = 0.1) =>
    reportOf(bareFigures, true, { holdoutShare, messages: 100, upliftExpected: 900, upliftWithin }).expected;

  it("is 10.00 where 900.00 were promised of the 90 of 100 who are reminded, not 9.00", () => {
    expect(of(null)).toBeCloseTo(10, 9);
  });
  it("is of the days that are measured: 450.00 within them are 5.00", () => {
    expect(of(450)).toBeCloseTo(5, 9);
  });
  it("is of everybody where nobody was held out", () => {
    expect(of(null, 0)).toBeCloseTo(9, 9);
  });
});
