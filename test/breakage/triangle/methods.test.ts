import { describe, expect, it } from "vitest";
import { openFromRedeemed } from "@/lib/breakage/triangle/conversion";
import { METHODS, type MethodInput, runMethod, triangleMethods } from "@/lib/breakage/triangle/methods";
import { checkFalls } from "@/lib/breakage/triangle/revision";
import { FACES, granted, MERZ_WUTHRICH, problemsOf, RAA, REDEEMED, scaled, triangleOf } from "./published-triangles";

const open = granted(openFromRedeemed(REDEEMED, FACES));
/** What each method needs, and no more. */
const inputs: Record<(typeof triangleMethods)[number], MethodInput> = {
  "chain-ladder": { triangle: REDEEMED },
  "open-balance": { triangle: open },
  "bornhuetter-ferguson": { triangle: REDEEMED, exposures: FACES, prior: 0.55 },
  benktander: { triangle: REDEEMED, exposures: FACES, prior: 0.55 },
  "cape-cod": { triangle: REDEEMED, exposures: FACES },
  "clark-loglogistic": { triangle: RAA },
  "clark-weibull": { triangle: RAA },
};

describe("every method by its name", () => {
  it.each(triangleMethods)("%s: parts sum to the whole, and latest and reserve make the ultimate", (method) => {
    const { origins, total, factors, method: named } = granted(runMethod(method, inputs[method]));
    expect(named).toBe(method);
    expect(factors).toHaveLength(inputs[method].triangle.ages.length - 1);
    for (const field of ["latest", "ultimate", "reserve"] as const) {
      const sum = origins.reduce((all, origin) => all + origin[field], 0);
      expect(Math.abs(sum / total[field] - 1)).toBeLessThan(1e-9);
    }
    const sign = method === "open-balance" ? -1 : 1;
    for (const { latest, reserve, ultimate } of [total, ...origins]) {
      expect(latest + sign * reserve).toBeCloseTo(ultimate, 6);
    }
  });

  it.each(triangleMethods)("%s has a standard error exactly when its summary can promise one", (method) => {
    const { total, origins, sigmaSquared } = granted(runMethod(method, inputs[method]));
    const hasErrors = !["bornhuetter-ferguson", "benktander", "cape-cod"].includes(method);
    for (const { standardError } of [total, ...origins]) expect(standardError !== null).toBe(hasErrors);
    expect(sigmaSquared).toHaveLength(method.startsWith("clark") ? 1 : inputs[method].triangle.ages.length - 1);
  });

  it.each(triangleMethods)("%s says what is missing, and refuses what it has no use for", (method) => {
    const { triangle } = inputs[method];
    const missing = METHODS[method].needs.map((name) => (name === "prior" ? "prior" : "exposure"));
    if (missing.length > 0) expect(problemsOf(runMethod(method, { triangle }))).toEqual(missing);
    const takes = [...METHODS[method].needs, ...METHODS[method].takes];
    const unasked = { originPeriod: 1, tail: { factor: 1.01, standardError: 0, sigma: 0 }, prior: 0.5 };
    for (const [name, value] of Object.entries(unasked)) {
      if (takes.some((taken) => taken === name)) continue;
      expect(problemsOf(runMethod(method, { ...inputs[method], [name]: value }))).toEqual(["option"]);
    }
  });

  it("open-balance: latest is open now, ultimate never redeemed, reserve still to be redeemed: 2985 = 2495.558 + 489.442", () => {
    const { total } = granted(runMethod("open-balance", inputs["open-balance"]));
    expect([total.latest, total.ultimate, total.reserve].map((amount) => Number(amount.toFixed(3)))).toEqual([
      2985, 2495.558, 489.442,
    ]);
  });

  it("Merz and Wüthrich 2008 beside Mack: 81 081 of 108 401 in all, 53 321 for the youngest origin", () => {
    const { origins, total } = granted(runMethod("chain-ladder", { triangle: MERZ_WUTHRICH }));
    const shown = [total.oneYearStandardError, total.standardError, origins.at(-1)?.oneYearStandardError];
    expect(shown.map((error) => Math.round(error ?? 0))).toEqual([81_081, 108_401, 53_321]);
  });

  it.each(triangleMethods)(
    "%s says what one more diagonal may change where it chains factors, else nothing",
    (method) => {
      const { total, origins } = granted(runMethod(method, inputs[method]));
      const chains = method === "chain-ladder" || method === "open-balance";
      for (const figures of [total, ...origins]) expect("oneYearStandardError" in figures).toBe(chains);
      if (chains) expect(total.oneYearStandardError).toBeLessThan(total.standardError ?? 0);
    },
  );

  it("a tail is one factor more, with its σ²", () => {
    const tail = { factor: 1.05, standardError: 0.02, sigma: 3 };
    const { factors, sigmaSquared } = granted(runMethod("chain-ladder", { triangle: REDEEMED, tail }));
    expect([factors.at(-1), sigmaSquared.at(-1)]).toEqual([1.05, 9]);
  });

  it("refuses amounts too large to compute with rather than print what is no number", () => {
    const triangle = scaled(REDEEMED, 1e200);
    expect(problemsOf(runMethod("chain-ladder", { triangle }))).toEqual(["not-a-number"]);
  });
});

describe("falls of a cumulative amount", () => {
  it("none may be, or those up to a tenth, or any: 100 → 90 is a tenth, 100 → 89 is more", () => {
    const falls = (to: number, rule: "none" | "small" | "any") => checkFalls(triangleOf([[100, to]]), rule);
    expect(problemsOf(falls(90, "none"))).toEqual(["decreasing 1 2"]);
    expect(granted(falls(90, "small"))).toEqual([{ origin: "1", age: 2, from: 100, to: 90 }]);
    expect(problemsOf(falls(89, "small"))).toEqual(["decreasing 1 2"]);
    expect(granted(falls(1, "any"))).toHaveLength(1);
    expect(granted(falls(100, "none"))).toEqual([]);
  });
});
