import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causes, type Movement } from "@/lib/breakage/forecast/what-moved";
import { changeIn, groupRows, largestCauses, secondsToMove, stepsOf } from "@/lib/breakage/forecast-view/moved-view";
import { movedSentence } from "@/lib/breakage/forecast-view/moved-words";

const none = Object.fromEntries(causes.map((cause) => [cause, 0n])) as Movement["parts"];
const movement = (group: string, before: bigint, parts: Partial<Movement["parts"]>): Movement => {
  const all = { ...none, ...parts };
  return { group, before, after: before + causes.reduce((sum, cause) => sum + all[cause], 0n), parts: all };
};

describe("the steps of a change", () => {
  it("hang together: +50 of sales after −20 of redemptions goes from −20 to 30", () => {
    const steps = stepsOf(movement("a", 100n, { redemptions: -20n, sales: 50n }));
    expect(steps.find(({ cause }) => cause === "sales")).toEqual({ cause: "sales", amount: 50n, from: -20n, to: 30n });
  });

  it("begin at nothing and end at the change, whatever the parts", () => {
    const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(
      fc.property(fc.tuple(...causes.map(() => amount)), (amounts) => {
        const moved = movement("a", 5n, Object.fromEntries(causes.map((cause, i) => [cause, amounts[i] ?? 0n])));
        const steps = stepsOf(moved);
        expect(steps[0]?.from).toBe(0n);
        expect(steps.at(-1)?.to).toBe(changeIn(moved));
        for (const [i, { from }] of steps.entries()) expect(from).toBe(steps[i - 1]?.to ?? 0n);
      }),
    );
  });

  it("are told largest first, up or down, and not where nothing moved", () => {
    const moved = movement("a", 0n, { data: -7n, sales: 5n });
    expect(largestCauses(moved, 9)).toEqual([
      { cause: "data", amount: -7n },
      { cause: "sales", amount: 5n },
    ]);
    expect(largestCauses(moved, 1)).toHaveLength(1);
  });
});

describe("rows of groups", () => {
  const groups = [
    movement("a", 10n, { sales: 1n }),
    movement("b", 20n, { curve: -9n }),
    movement("c", 30n, { data: 4n }),
  ];
  const moved = { total: movement("total", 60n, { sales: 1n, curve: -9n, data: 4n }), groups };

  it("stand by the size of their change, and the rest is one row, so that rows add up to the total", () => {
    const { shown, others } = groupRows(moved, 1);
    expect(shown.map(({ group }) => group)).toEqual(["b"]);
    expect(others).toMatchObject({ count: 2, before: 40n, after: 45n, parts: { ...none, sales: 1n, data: 4n } });
    expect(changeIn(shown[0] ?? moved.total) + changeIn(others ?? moved.total)).toBe(changeIn(moved.total));
  });

  it("have no rest where all are shown", () => {
    expect(groupRows(moved, 3).others).toBeNull();
  });
});

describe("the change in a sentence", () => {
  it("says from what to what, and what moved most", () => {
    expect(
      movedSentence(movement("total", 10_000n, { sales: 5_000n, redemptions: -2_000n, data: 100n }), "USD", "en"),
    ).toBe(
      "Projected breakage rose by $31.00, from $100.00 to $131.00; the largest parts are new sales (+$50.00), new redemptions (-$20.00).",
    );
    expect(movedSentence(movement("total", 10_000n, {}), "USD", "en")).toBe(
      "Projected breakage stayed at $100.00; nothing moved.",
    );
  });
});

it("four thousand cohorts of 46 card types take about five seconds, twelve brands two, and no less than one is said", () => {
  expect([secondsToMove(4_000, 46), secondsToMove(4_000, 12), secondsToMove(10, 1)]).toEqual([5, 2, 1]);
});
