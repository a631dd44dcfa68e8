import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holm } from "@/lib/notifications/trial/holm";
import { sampleRatio } from "@/lib/notifications/trial/sample-ratio";

describe("the sample ratio", () => {
  it("of 120 controls and 880 reminded at 10 % has χ² = 20²/100 + 20²/900 = 4.444 and p 0.0350", () => {
    const ratio = sampleRatio(120, 880, 0.1);
    expect(ratio.p).toBeCloseTo(0.035, 3);
    expect(ratio.broken).toBe(false);
  });

  it("is broken by 135 of 1,000: χ² = 35²/100 + 35²/900 = 13.6 lies above the 10.828 of p 0.001", () => {
    expect(sampleRatio(135, 865, 0.1).broken).toBe(true);
    expect(sampleRatio(131, 869, 0.1).broken).toBe(false);
  });

  it("says nothing of nobody, and refuses a share that leaves an arm empty", () => {
    expect(sampleRatio(0, 0, 0.1)).toMatchObject({ p: 1, broken: false });
    expect(() => sampleRatio(1, 1, 0)).toThrow(RangeError);
  });
});

describe("Holm's adjustment", () => {
  it("of 0.01, 0.04, 0.03 gives 0.03, 0.06, 0.06 by hand: 3 · 0.01, then 2 · 0.03, then the larger of 0.06 and 0.04", () => {
    const adjusted = holm([0.01, 0.04, 0.03]);
    expect(adjusted.map((p) => Math.round(p * 1e12) / 1e12)).toEqual([0.03, 0.06, 0.06]);
  });

  it("never lowers a p-value, keeps their order and stays within 1", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (values) => {
        const adjusted = holm(values);
        for (const [i, p] of values.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of values.entries()) {
            if (p < other) expect(adjusted[i] ?? 0).toBeLessThanOrEqual(adjusted[j] ?? 0);
          }
        }
      }),
    );
  });
});
