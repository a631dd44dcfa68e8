import { describe, expect, it } from "vitest";
import { logRank } from "@/lib/breakage/survival/log-rank";
import { AML, GEHAN, granted, kindsOf, seen } from "./published";

describe("the log-rank test", () => {
  it("of maintenance in leukaemia: χ² 3.4 on 1 degree of freedom (survival, tests/doaml.Rout.save)", () => {
    const test = granted(logRank([AML.maintained, AML.nonmaintained]));
    expect(test.statistic).toBeCloseTo(3.39639, 5);
    expect(test.degrees).toBe(1);
    expect(test.pValue).toBeCloseTo(0.0653, 4);
  });

  it("of 6-MP against placebo: χ² 16.79, 9 events where 19.25 were expected, 21 where 10.75 (Kleinbaum and Klein)", () => {
    const test = granted(logRank([GEHAN.mp6, GEHAN.placebo]));
    expect(test.statistic).toBeCloseTo(16.79294, 5);
    expect(test.groups.map(({ observed }) => observed)).toEqual([9, 21]);
    expect(test.groups.map(({ expected }) => Number(expected.toFixed(2)))).toEqual([19.25, 10.75]);
  });

  it("does not depend on the order of the groups, the unit of time or the order of the cards", () => {
    const plain = granted(logRank([GEHAN.mp6, GEHAN.placebo])).statistic;
    const times7 = (cards: typeof GEHAN.mp6) => cards.map((card) => ({ ...card, time: 7 * card.time })).reverse();
    expect(granted(logRank([times7(GEHAN.placebo), times7(GEHAN.mp6)])).statistic).toBeCloseTo(plain, 10);
  });

  it("of three groups has two degrees of freedom, and is 0 where all are alike", () => {
    const test = granted(logRank([AML.maintained, AML.maintained, AML.maintained]));
    expect(test).toMatchObject({ degrees: 2, pValue: 1 });
    expect(test.statistic).toBeCloseTo(0, 12);
    expect(test.groups.map(({ expected }) => expected.toFixed(10))).toEqual(new Array(3).fill("7.0000000000"));
  });

  it("is without a group of which nobody was at risk when anything happened, and without its degree of freedom", () => {
    const late = seen("50+ 60+").map((card) => ({ ...card, entry: 40 }));
    for (const groups of [
      [GEHAN.mp6, GEHAN.placebo, late],
      [late, GEHAN.mp6, GEHAN.placebo],
    ]) {
      const test = granted(logRank(groups));
      expect(test.statistic).toBeCloseTo(16.79294, 5);
      expect(test.degrees).toBe(1);
    }
    expect(granted(logRank([GEHAN.mp6, late, GEHAN.placebo])).groups[1]).toEqual({ observed: 0, expected: 0 });
  });

  it("drops cards of weight 0: they make neither an event time nor a group that can be compared", () => {
    const nothing = seen("1 2 30+").map((card) => ({ ...card, weight: 0 }));
    const test = granted(logRank([[...GEHAN.mp6, ...nothing], GEHAN.placebo]));
    expect(test.statistic).toBeCloseTo(16.79294, 5);
    expect(kindsOf(logRank([GEHAN.mp6, nothing]))).toEqual(["no-rows"]);
    expect(kindsOf(logRank([seen("5+").concat(nothing), seen("6+")]))).toEqual(["all-censored"]);
  });

  it("is refused for one group, an empty group, no event, and groups never at risk together", () => {
    expect(kindsOf(logRank([AML.maintained]))).toEqual(["one-group"]);
    expect(kindsOf(logRank([]))).toEqual(["one-group"]);
    expect(kindsOf(logRank([AML.maintained, []]))).toEqual(["no-rows"]);
    expect(kindsOf(logRank([seen("1+ 2+"), seen("3+")]))).toEqual(["all-censored"]);
    expect(kindsOf(logRank([seen("1 2"), seen("8 9").map((card) => ({ ...card, entry: 5 }))]))).toEqual([
      "never-together",
    ]);
  });
});
