import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  agesOutside,
  moveLimit,
  type Segment,
  segmentFault,
  segmentOfAge,
  usualSegments,
} from "@/lib/programme/segments";

const young: Segment = { name: "Young", fromAge: 18, toAge: 34 };
const middle: Segment = { name: "Middle", fromAge: 35, toAge: 54 };
const old: Segment = { name: "Old", fromAge: 55, toAge: null };
const groups = [young, middle, old];

describe("age groups", () => {
  test("three that touch have no fault and leave out only the ages below 18", () => {
    expect(segmentFault(groups)).toBeNull();
    expect(agesOutside(groups)).toEqual(["0–17"]);
  });

  test.each([
    ["overlap", [young, { ...middle, fromAge: 34 }], { index: 1, field: "fromAge" }],
    ["end before they begin", [{ ...young, toAge: 17 }], { index: 0, field: "toAge" }],
    ["go on for ever before the last", [{ ...young, toAge: null }, middle], { index: 0, field: "toAge" }],
    ["share a name", [young, { ...middle, name: " young " }], { index: 1, field: "name" }],
    ["take the name of the unknown", [{ ...young, name: "Unknown" }], { index: 0, field: "name" }],
    ["take the name of those outside", [young, { ...middle, name: "Outside" }], { index: 1, field: "name" }],
  ])("that %s are refused at the field", (_, list, fault) => {
    expect(segmentFault(list)).toMatchObject(fault);
  });

  test("that are usual can be kept as they are, and leave out only who is not of age", () => {
    expect(segmentFault(usualSegments)).toBeNull();
    expect(agesOutside(usualSegments)).toEqual(["0–17"]);
    expect([18, 24, 25, 64, 65, 100].map((age) => segmentOfAge(usualSegments, age)?.name)).toEqual([
      "18-24",
      "18-24",
      "25-34",
      "55-64",
      "65+",
      "65+",
    ]);
  });

  test("moving the limit from 35 to 36 moves exactly the age 35", () => {
    const moved = moveLimit(groups, 1, 36);
    const changed = Array.from({ length: 131 }, (_, age) => age).filter(
      (age) => segmentOfAge(groups, age)?.name !== segmentOfAge(moved, age)?.name,
    );
    expect(changed).toEqual([35]);
    expect(segmentFault(moved)).toBeNull();
  });

  test("without faults hold each age at most once, and the ages outside are exactly the others", () => {
    const limits = fc.uniqueArray(fc.integer({ min: 0, max: 130 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(limits, fc.integer({ min: 0, max: 130 }), (ages, age) => {
        const sorted = ages.sort((a, b) => a - b);
        const list = sorted
          .slice(0, -1)
          .map((fromAge, index) => ({ name: `g${index}`, fromAge, toAge: (sorted[index + 1] ?? 0) - 1 }));
        const holding = list.filter((one) => age >= one.fromAge && age <= one.toAge);
        const outside = agesOutside(list).some((part) => {
          const [from = "0", to] = part.replace("+", "–130").split("–");
          return age >= Number(from) && age <= Number(to ?? from);
        });
        return segmentFault(list) === null && holding.length <= 1 && outside === (holding.length === 0);
      }),
    );
  });
});
