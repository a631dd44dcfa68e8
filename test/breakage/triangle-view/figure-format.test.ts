import { describe, expect, it } from "vitest";
import { amountDigits, amountWriter, formatFactor, formatVariance } from "@/lib/breakage/triangle-view/figure-format";
import { plainSpaces } from "@/lib/format";
import { triangleOf } from "../triangle/published-triangles";

describe("amounts without a currency", () => {
  it("show four digits of the largest, and two decimals where cents were given", () => {
    const digits = (...row: number[]) => amountDigits(triangleOf([row]));
    expect([
      digits(5012, 18834),
      digits(1, 999),
      digits(12.5),
      digits(0.004),
      digits(5012.35, 18834.1),
      digits(0),
    ]).toEqual([0, 1, 2, 6, 2, 0]);
  });

  it("are written as the reader writes numbers, and none is a dash", () => {
    expect(amountWriter(0, "en")(52135.2)).toBe("52,135");
    expect(plainSpaces(amountWriter(2, "ru")(1234.5))).toBe("1 234,50");
    expect(amountWriter(2, "en")(null)).toBe("–");
    expect(formatFactor(1.00921659, "en")).toBe("1.0092");
    expect([27883.479394, 0.036968].map((value) => formatVariance(value, "en"))).toEqual(["27,883", "0.036968"]);
  });
});
