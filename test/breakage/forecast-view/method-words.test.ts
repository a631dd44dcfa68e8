import { describe, expect, it } from "vitest";
import { methodRemarks, methodsSentence } from "@/lib/breakage/forecast-view/method-words";
import type { MethodSaying } from "@/lib/breakage/forecast-view/triangle-methods";

const says = (method: MethodSaying["method"], never: number, range: { low: number; high: number } | null = null) =>
  ({ method, ok: true, never, face: 100, range, stopsEarly: false, usesLinks: true }) as const;
const refuses = (method: MethodSaying["method"], reasons: string[] = []) =>
  ({ method, ok: false, reasons, isAboveFace: reasons.length === 0, needsPrior: false }) as const;
const none = { prior: null, leftOut: [] };
const write = (amount: number) => `$${amount}`;

describe("published methods in words", () => {
  it("lie from the least to the most, beside the forecast", () => {
    const sayings = [says("chain-ladder", 9), refuses("cape-cod"), says("open-balance", 5), says("benktander", 7)];
    expect(methodsSentence(sayings, 6, write)).toBe(
      "3 methods have a figure, from $5 (Open balance) to $9 (Chain ladder). The forecast says $6.",
    );
  });

  it("are one or none where only one or none has a figure", () => {
    expect(methodsSentence([says("open-balance", 5)], 6, write)).toBe(
      "One method has a figure: $5 (Open balance). The forecast says $6.",
    );
    expect(methodsSentence([refuses("open-balance")], 6, write)).toContain("No published method has a figure");
  });

  it("refuse in one sentence where the reason is the same, and in two where it is not", () => {
    const remarks = methodRemarks(
      [refuses("chain-ladder"), refuses("cape-cod"), refuses("clark-weibull", ["Too short."])],
      none,
      "en",
    );
    expect(remarks.map((remark) => remark.split(":")[0])).toEqual([
      "No figure by Chain ladder, Cape Cod",
      "No figure by Clark, Weibull",
    ]);
  });

  it("say that curves know no links only where links are left out", () => {
    const curve = [{ ...says("clark-weibull", 5), usesLinks: false }];
    const leftOut = [{ origin: "2025-03", age: 1 }];
    expect(methodRemarks(curve, { prior: null, leftOut }, "en").join()).toContain("know no links");
    expect(methodRemarks(curve, none, "en")).toEqual([]);
    expect(methodRemarks([says("open-balance", 5)], { prior: null, leftOut }, "en")).toEqual([]);
  });

  it("say the prior only where a method that takes it speaks", () => {
    const prior =
      "Bornhuetter–Ferguson and Benktander take as prior what all card types redeem: 70.0% of the value sold.";
    expect(methodRemarks([says("benktander", 5)], { ...none, prior: 0.7 }, "en")).toEqual([prior]);
    expect(methodRemarks([says("open-balance", 5)], { ...none, prior: 0.7 }, "en")).toEqual([]);
  });
});
