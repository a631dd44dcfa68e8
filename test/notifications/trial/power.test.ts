import { describe, expect, it } from "vitest";
import { smallestDetectable } from "@/lib/notifications/trial/power";

describe("the smallest effect that a trial can see", () => {
  it("with 14,748 in each arm is a rise from 10 to 11 % (7.849 · (0.09 + 0.0979)/0.01²; Fleiss, ch. 4)", () => {
    expect(smallestDetectable({ people: 29_496, share: 0.5, baseRate: 0.1 })).toBeCloseTo(0.01, 5);
  });

  it("with 14,130 in each is near the 0.01 of the rule n = 15.7·p(1 − p)/δ²", () => {
    const found = smallestDetectable({ people: 28_260, share: 0.5, baseRate: 0.1 });
    expect(Math.abs((found ?? 0) - 0.01)).toBeLessThan(0.0003);
  });

  it("shrinks with the root of the number of people: four times as many, half the effect", () => {
    const [few, many] = [4_000, 16_000].map((people) => smallestDetectable({ people, share: 0.1, baseRate: 0.3 }) ?? 0);
    expect((few ?? 0) / (many ?? 1)).toBeCloseTo(2, 1);
  });

  it("is larger for a smaller hold-out", () => {
    const at = (share: number) => smallestDetectable({ people: 2_000, share, baseRate: 0.3 }) ?? 0;
    expect(at(0.05)).toBeGreaterThan(at(0.1));
    expect(at(0.1)).toBeGreaterThan(at(0.2));
  });

  it("is none where nobody is held out, and where not even certainty would be told from chance", () => {
    expect(smallestDetectable({ people: 4, share: 0.1, baseRate: 0.3 })).toBeNull();
    expect(smallestDetectable({ people: 10, share: 0.1, baseRate: 0.5 })).toBeNull();
    expect(smallestDetectable({ people: 0, share: 0.1, baseRate: 0.5 })).toBeNull();
    expect(() => smallestDetectable({ people: 10, share: 0.1, baseRate: 1.5 })).toThrow(RangeError);
  });
});
