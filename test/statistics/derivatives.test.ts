import { describe, expect, it } from "vitest";
import { gradient, hessian } from "@/lib/statistics/derivatives";

describe("numerical derivatives of x³y + eᶻ at (2, 5, 0)", () => {
  const f = ([x = 0, y = 0, z = 0]: readonly number[]) => x ** 3 * y + Math.exp(z);

  it("has the slope 3x²y, x³, eᶻ = 60, 8, 1", () => {
    const [dx, dy, dz] = gradient(f, [2, 5, 0]);
    expect(dx).toBeCloseTo(60, 7);
    expect(dy).toBeCloseTo(8, 7);
    expect(dz).toBeCloseTo(1, 8);
  });

  it("has the curvature 6xy = 60, 3x² = 12, eᶻ = 1 and zeros elsewhere, symmetric", () => {
    const found = hessian(f, [2, 5, 0]);
    const expected = [
      [60, 12, 0],
      [12, 0, 0],
      [0, 0, 1],
    ];
    for (const [i, line] of expected.entries()) {
      for (const [j, value] of line.entries()) {
        expect(found[i]?.[j]).toBeCloseTo(value, 4);
        expect(found[i]?.[j]).toBe(found[j]?.[i]);
      }
    }
  });
});
