import { describe, expect, it } from "vitest";
import { followUpTest } from "@/lib/breakage/survival/follow-up";
import { E1684 } from "./e1684";
import { GEHAN, granted, kindsOf, seen } from "./published";

describe("the test of Maller and Zhou", () => {
  it("passes for children on 6-MP: last event 23, followed to 35, 4 of 21 in (11, 23], α = (17/21)²¹ = 0.0118", () => {
    const test = granted(followUpTest(GEHAN.mp6));
    expect(test).toMatchObject({ lastEvent: 23, longest: 35, lateEvents: 4, cards: 21, sufficient: true });
    expect(test.alpha).toBeCloseTo((17 / 21) ** 21, 12);
  });

  it("does not pass for E1684: one event in the 1.38 years before the last, α = (283/284)²⁸⁴ = 0.367", () => {
    const test = granted(followUpTest(E1684));
    expect(test).toMatchObject({ lastEvent: 8.26301, longest: 9.64384, lateEvents: 1, cards: 284, sufficient: false });
    expect(test.alpha).toBeCloseTo(0.367, 3);
  });

  it("does not pass where the longest time is an event: nothing was seen of a plateau, α = 1", () => {
    expect(granted(followUpTest(GEHAN.placebo))).toMatchObject({ lateEvents: 0, alpha: 1, sufficient: false });
  });

  it("counts cards whatever their balance; a frequency is so many cards", () => {
    const weighted = GEHAN.mp6.map((child, i) => ({ ...child, weight: 1 + i }));
    expect(granted(followUpTest(weighted))).toEqual(granted(followUpTest(GEHAN.mp6)));
    const twice = GEHAN.mp6.map((child) => ({ ...child, weight: 2 }));
    const test = granted(followUpTest(twice, { weighting: "frequency" }));
    expect([test.cards, test.lateEvents]).toEqual([42, 8]);
    expect(test.alpha).toBeCloseTo((17 / 21) ** 42, 12);
  });

  it("is refused without an event, and without cards", () => {
    expect(kindsOf(followUpTest(seen("3+ 5+")))).toEqual(["all-censored"]);
    expect(kindsOf(followUpTest([]))).toEqual(["no-rows"]);
  });
});
