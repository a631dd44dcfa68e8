import { describe, expect, it } from "vitest";
import { curvePoints, curveSentence, monthsSold, observedCurves } from "@/lib/breakage/forecast-view/curve-view";
import { codeInPath, typeHref } from "@/lib/breakage/forecast-view/type-path";
import { JANUARY } from "../forecast/cohorts";
import { CUT, WORKED } from "./worked-example";

describe("observed curves", () => {
  it("are one per year of sale, or one per chosen month: February redeemed 30 % and then half of what was left", () => {
    expect(observedCurves(WORKED, [], CUT, 60).map(({ key, month }) => [key, month])).toEqual([["2000", null]]);
    const [february] = observedCurves(WORKED, [JANUARY + 1], CUT, 60);
    expect(february?.key).toBe("2000-02");
    expect(february?.shares.map((share) => Math.round(share * 1_000))).toEqual([300, 650]);
    expect(monthsSold(WORKED)).toEqual([JANUARY, JANUARY + 1, JANUARY + 2]);
  });

  it("stand beside the fitted one at every age, and say nothing at ages that none has reached", () => {
    const points = curvePoints([0.2, 0.6], { low: [0.1, 0.5], high: [0.3, 0.7] }, [
      { key: "2000", month: null, shares: [0.25] },
    ]);
    expect(points.map(({ at, values }) => [at, values])).toEqual([
      [0, { fitted: 0.2, low: 0.1, high: 0.3, "2000": 0.25 }],
      [1, { fitted: 0.6, low: 0.5, high: 0.7, "2000": null }],
    ]);
    expect(curvePoints([0.2], null, [])[0]?.values).toEqual({ fitted: 0.2, low: null, high: null });
  });
});

describe("a curve in a sentence", () => {
  it("says the end with its band, and the age by which half of that has come", () => {
    expect(curveSentence([0.2, 0.6, 0.8], { low: [0, 0, 0.75], high: [0, 0, 0.85] }, "en")).toBe(
      "80.0% of the value sold is expected to be redeemed by month 2 (band 75.0% to 85.0%). Half of that is redeemed by month 1.",
    );
    expect(curveSentence([0, 0], null, "en")).toBe("0.0% of the value sold is expected to be redeemed by month 1.");
    expect(curveSentence([], null, "en")).toContain("There is no curve");
  });
});

describe("the address of a card type's page", () => {
  it("gives back the code it was made of, whatever is in it", () => {
    for (const code of ["HV-CHOICE", "a/b c?d=1&e", "Карта №1", "100%"]) {
      const [path = ""] = typeHref(code, { asOf: "2026-10-31" }, 7).split("?");
      expect(codeInPath(path)).toBe(code);
    }
    expect(typeHref("A", { asOf: "2026-10-31" }, 7)).toBe("/issuer/forecast/types/A?asOf=2026-10-31&version=7");
  });

  it("of another page, or broken, names none", () => {
    expect([codeInPath("/issuer/forecast"), codeInPath("/issuer/forecast/types/%E0%A4%A")]).toEqual([null, null]);
  });
});
