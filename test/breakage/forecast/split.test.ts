import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitOf } from "@/lib/breakage/forecast/split";

const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });

describe("the whole in its parts", () => {
  it("100.00, of it 40.00 settled and 45.00 shown: 60.00 to come, of it 15.00 later; its range is the whole's less 40.00", () => {
    const ranges = [{ level: 0.8, low: 90_00n, high: 115_00n }];
    expect(splitOf({ breakage: 100_00n, ranges }, { breakage: 40_00n }, { breakage: 45_00n })).toEqual({
      settled: 40_00n,
      toCome: 60_00n,
      later: 15_00n,
      ranges: [{ level: 0.8, low: 50_00n, high: 75_00n }],
    });
  });

  it("adds up whatever the amounts", () => {
    fc.assert(
      fc.property(amount, amount, amount, (whole, settled, shown) => {
        const split = splitOf({ breakage: whole, ranges: null }, { breakage: settled }, { breakage: shown });
        expect(split.settled + split.toCome).toBe(whole);
        expect(shown + split.later).toBe(split.toCome);
        expect(split.ranges).toBeNull();
      }),
    );
  });
});
