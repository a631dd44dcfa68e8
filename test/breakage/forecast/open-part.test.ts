import { describe, expect, it } from "vitest";
import { openOfPart } from "@/lib/breakage/forecast/open-part";

/** One cohort of 100.00 of which nothing was used, and one of 100.00 from which 210.00 were taken. */
const overdrawn = { open: 100_00n, overdrawn: 110_00n };

describe("what a part of a type and quarter has open at most", () => {
  it("is 100.00 of the whole: what one cohort is short of is taken off no other", () => {
    expect(openOfPart(overdrawn, 200_00n, 210_00n)).toBe(100_00n);
  });

  it("of a part that knows no cohorts is anything up to what is open of the whole: 60.00 sold, 80.00 redeemed", () => {
    // 10.00 of the first cohort and 50.00 of the second from which 80.00 went: 10.00 are open, and at most 90.00 could be.
    expect(openOfPart(overdrawn, 60_00n, 80_00n)).toBe(90_00n);
    // All of the first cohort.
    expect(openOfPart(overdrawn, 100_00n, 0n)).toBe(100_00n);
    // All of the second.
    expect(openOfPart(overdrawn, 100_00n, 210_00n)).toBe(0n);
  });

  it("is what was sold and not redeemed where no cohort is overdrawn, and where a version keeps no cohorts never below nothing", () => {
    expect(openOfPart({ open: 70_00n, overdrawn: 0n }, 50_00n, 20_00n)).toBe(30_00n);
    expect([openOfPart(undefined, 50_00n, 20_00n), openOfPart(undefined, 50_00n, 60_00n)]).toEqual([30_00n, 0n]);
  });

  it("is not more than what is open where less than nothing was redeemed of a cohort: 100.00 sold, 5.00 given back without a use", () => {
    expect(openOfPart({ open: 100_00n, overdrawn: 0n }, 100_00n, -5_00n)).toBe(100_00n);
  });
});
