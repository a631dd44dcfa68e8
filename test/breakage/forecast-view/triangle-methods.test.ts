import { describe, expect, it } from "vitest";
import { endsEarly, sayMethods, type WhatIf } from "@/lib/breakage/forecast-view/triangle-methods";
import { type TypeTriangle, typeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import type { triangleMethods } from "@/lib/breakage/triangle/methods";
import { cohortOf } from "../forecast/cohorts";
import { CUT, WORKED } from "./worked-example";

const whatIf: WhatIf = { leftOut: [], tail: "carried", prior: 0.7 };
const triangleOf = (cohorts = WORKED): TypeTriangle => {
  const of = typeTriangle(cohorts, CUT, 60, "month");
  if (!of) throw new Error("nothing was sold");
  return of;
};
const say = (of: TypeTriangle, asked: WhatIf, method: (typeof triangleMethods)[number] = "open-balance") =>
  sayMethods(of, asked, [method])[0];

describe("the published methods on a card type's triangle", () => {
  it("the open balance says the README's 116.25 of 400.00 sold is never redeemed", () => {
    expect(say(triangleOf(), whatIf)).toMatchObject({ ok: true, never: 11_625, face: 40_000, stopsEarly: false });
  });

  it("without February's second month the factor 0.5933 is 0.5, and March leaves 60.00 instead of 71.20", () => {
    // February redeems 21.00 instead of 35.00 in its second month: 49.00 of 70.00 stay, g = (40 + 49) ÷ (80 + 70).
    const [january, , march] = WORKED;
    if (!january || !march) throw new Error("the example has three months");
    const of = triangleOf([january, cohortOf([3_000, 2_100], { after: 1, endAge: 2 }), march]);
    expect(say(of, whatIf)).toMatchObject({ ok: true });
    const all = say(of, whatIf);
    expect(all?.ok && all.never).toBeCloseTo(3_000 + 3_675 + 7_120, 6);
    const without = say(of, { ...whatIf, leftOut: [{ origin: "2000-02", age: 1 }] });
    expect(without?.ok && without.never).toBeCloseTo(3_000 + 3_675 + 6_000, 6);
  });

  it("Bornhuetter–Ferguson and Benktander need the prior, and say so without one", () => {
    const sayings = sayMethods(triangleOf(), { ...whatIf, prior: null }, [
      "bornhuetter-ferguson",
      "benktander",
      "cape-cod",
    ]);
    expect(sayings.map((saying) => !saying.ok && saying.needsPrior)).toEqual([true, true, false]);
  });

  it("carry a tail on only where the oldest cards have an age to come; what has none of its own says that it stops early", () => {
    const of = triangleOf(WORKED.map((cohort) => ({ ...cohort, endAge: null })));
    expect(endsEarly(triangleOf())).toBe(false);
    expect(endsEarly(of)).toBe(true);
    expect(say(of, whatIf, "chain-ladder")).toMatchObject({ ok: true, stopsEarly: true });
    expect(say(of, { ...whatIf, tail: "none" }, "chain-ladder")).toMatchObject({ ok: true, stopsEarly: false });
    const [carried, none] = [say(of, whatIf), say(of, { ...whatIf, tail: "none" })];
    // Hazards 0.225, 0.5, 0.25 do not fall, so their mean is held to age 61 and little is left.
    expect(carried?.ok && none?.ok && carried.never < none.never).toBe(true);
  });

  it("each answers every triangle of falling balances with figures between nothing and what was sold, or with a reason", () => {
    for (const saying of sayMethods(triangleOf(), whatIf)) {
      if (saying.ok) {
        expect(saying.never, saying.method).toBeGreaterThanOrEqual(0);
        expect(saying.never, saying.method).toBeLessThanOrEqual(saying.face);
      } else expect([...saying.reasons, saying.isAboveFace, saying.needsPrior].some(Boolean), saying.method).toBe(true);
    }
  });

  it("all refuse a triangle whose balance rises, and name where", () => {
    const of = triangleOf([...WORKED.slice(0, 2), cohortOf([-500], { after: 2, endAge: 2 })]);
    for (const saying of sayMethods(of, whatIf)) {
      expect(saying.ok ? [] : saying.reasons.join(" "), saying.method).toContain("2000-03");
    }
  });
});
