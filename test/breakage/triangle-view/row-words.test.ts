import { describe, expect, it } from "vitest";
import { triangleMethods } from "@/lib/breakage/triangle/methods";
import { exampleForm } from "@/lib/breakage/triangle-view/example";
import { methodRow } from "@/lib/breakage/triangle-view/method-rows";
import { toggledLink } from "@/lib/breakage/triangle-view/own-triangle";
import { reserveSentence, usualMethod } from "@/lib/breakage/triangle-view/reserve-comparison";
import { choicesOf, linkName, reasonsOf, remarksOn, remarksOnTriangle } from "@/lib/breakage/triangle-view/row-words";
import { RAA } from "../triangle/published-triangles";
import { csvOf, OPEN_EXAMPLE, pasted } from "./pasted";

const whole = (value: number) => value.toFixed(0);

describe("what is said of a method", () => {
  it("names line and column of the pasted text, also for open balances made of it", () => {
    const above = pasted({ triangle: "o,1,2\na,100,150\nb,70\nc,10", exposures: "a,120\nb,300\nc,200" });
    expect(reasonsOf(methodRow("open-balance", above, []), above)).toEqual([
      expect.stringMatching(/^Line 2, column 3: Origin a, age 2: 150 is redeemed of a face value of 120/),
    ]);
    const unused = pasted({ triangle: OPEN_EXAMPLE, kind: "open" });
    expect(reasonsOf(methodRow("cape-cod", unused, []), unused)).toEqual([
      "Line 4: Origin Mar has no amount at any age.",
    ]);
  });

  it("warns where open balances count ages from one spacing before the pasted ones", () => {
    const fromZero = pasted({ triangle: "o,0,1\na,10,20\nb,10\nc,5", exposures: "a,30\nb,20\nc,20" });
    expect(remarksOnTriangle(fromZero, whole)).toEqual([expect.stringMatching(/^Your first age is 0/)]);
    const premium = pasted({
      triangle: "o,1,2\na,10,20\nb,10\nc,5",
      exposures: "a,15\nb,20\nc,20",
      exposureKind: "other",
    });
    expect(remarksOnTriangle(premium, whole)).toEqual(["Origin a: 20 is above its exposure 15."]);
  });

  it("says that one cohort which comes to 0 takes the others with it", () => {
    const own = pasted({ triangle: "o,0,1,2\na,100,60,0\nb,100,50\nc,120", kind: "open" });
    const row = methodRow("open-balance", own, []);
    expect(remarksOn(row, own, [])).toEqual([
      "The factor from 1 to 2 is 0, from 1 link: whatever is open at age 1 or before is taken to be redeemed in full.",
    ]);
    expect(row.ok && row.total.oneYear).toBeNull();
  });

  it("lists the choices that it cannot follow", () => {
    const own = pasted({ ...exampleForm, tail: "1.02", lastSigma: "log-linear" });
    const leftOut = [{ origin: "2025-12", step: 1 }];
    const remarks = (method: (typeof triangleMethods)[number]) =>
      remarksOn(methodRow(method, own, leftOut), own, leftOut);
    expect(remarks("chain-ladder")).toEqual(["Has no use for: ultimate age."]);
    expect(remarks("open-balance")).toEqual(["Has no use for: tail factor."]);
    expect(remarks("clark-weibull")).toEqual([
      "One ratio to exposure for all origins (Clark’s Cape Cod).",
      "Has no use for: tail factor, σ² of a single link, links left out.",
    ]);
  });

  it("says where an amount fell: RAA in 1982, from 15599 to 15496 at age 7, which is line 3, column 8", () => {
    expect(remarksOnTriangle(pasted({ triangle: csvOf(RAA) }), whole)).toEqual([
      "Line 3, column 8: origin 1982 falls from 15599 to 15496, taken as a revision.",
    ]);
  });
});

describe("links left out", () => {
  it("are taken back by the same press, and named by their ages", () => {
    const own = pasted(exampleForm);
    const once = toggledLink([], { origin: "2025-12", step: 1 });
    expect(once.map((link) => linkName(own, link))).toEqual(["2025-12 from 2 to 3"]);
    expect(toggledLink(once, { origin: "2025-12", step: 1 })).toEqual([]);
    expect(linkName(own, { origin: "2025-07", step: -1 })).toBe("2025-07 from 0 to 1");
    expect(choicesOf(own, once, "en")).toEqual([
      "Cumulative: redeemed (paid, incurred) by the end of each age",
      "Exposures are face values: what is not redeemed is still open",
      "Prior 0.74",
      "Ultimate age 24",
      "σ² of a single link by Mack’s rule",
      "Links left out: 2025-12 from 2 to 3",
    ]);
  });
});

describe("the methods side by side", () => {
  const rowsOf = (own: ReturnType<typeof pasted>) => triangleMethods.map((method) => methodRow(method, own, []));

  it("begin with the open balance, without face values with the chain ladder, without either with none", () => {
    expect(usualMethod(rowsOf(pasted(exampleForm)))).toBe("open-balance");
    expect(usualMethod(rowsOf(pasted({ triangle: csvOf(RAA) })))).toBe("chain-ladder");
    expect(usualMethod(rowsOf(pasted({ triangle: "o,1\na,5\nb,5" })))).toBeNull();
  });

  it("are told in two sentences: what the chosen one says, and how far they lie apart", () => {
    const total = { latest: 0, ultimate: 0, standardError: null, oneYear: null, never: null, face: null };
    const row = (
      method: "chain-ladder" | "cape-cod",
      reserve: number,
      range: { low: number; high: number } | null,
    ) => ({
      method,
      ok: true as const,
      total: { ...total, reserve, range },
      origins: [],
      factors: [],
      sigmaSquared: [],
      emptySteps: [],
    });
    const rows = [row("chain-ladder", 100, { low: 80, high: 130 }), row("cape-cod", 90, null)];
    expect(reserveSentence(rows, "chain-ladder", whole)).toBe(
      "Chain ladder expects a reserve of 100, in nine of ten cases between 80 and 130 if its model holds. The 2 methods run from 90 (Cape Cod) to 100 (Chain ladder).",
    );
    expect(reserveSentence(rows.slice(1), "cape-cod", whole)).toBe("Cape Cod expects a reserve of 90.");
  });
});
