import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linksIn, MOST_LEFT_OUT, readLeftOut, toggledLink, writeLeftOut } from "@/lib/breakage/forecast-view/left-out";
import { typeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import { CUT, WORKED } from "./worked-example";

const origin = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, "0")}`);
const link = fc.record({ origin, age: fc.integer({ min: 0, max: 120 }) });

describe("links left out, in an address", () => {
  it("come back as they were written", () => {
    const links = fc.uniqueArray(link, { maxLength: MOST_LEFT_OUT, selector: ({ origin, age }) => `${origin} ${age}` });
    fc.assert(
      fc.property(links, (drawn) => {
        expect(readLeftOut(writeLeftOut(drawn))).toEqual(drawn);
      }),
    );
  });

  it("pass over what is none, count twice once, and are never more than forty", () => {
    expect(readLeftOut("2025-03:2,nonsense,2025-03:2,2025-3:1,:1,2025-04:1")).toEqual([
      { origin: "2025-03", age: 2 },
      { origin: "2025-04", age: 1 },
    ]);
    expect(readLeftOut("")).toEqual([]);
    const many = Array.from({ length: 60 }, (_, age) => `2025-03:${age}`).join(",");
    expect(readLeftOut(many)).toHaveLength(MOST_LEFT_OUT);
  });

  it("are taken back by pressing again, which leaves all others as they were", () => {
    fc.assert(
      fc.property(fc.uniqueArray(link, { maxLength: 8, selector: writeOne }), link, (links, pressed) => {
        const others = links.filter((one) => writeOne(one) !== writeOne(pressed));
        expect(toggledLink(toggledLink(others, pressed), pressed)).toEqual(others);
      }),
    );
  });

  it("are only those that the triangle has: from January at 2 leads to a cell, from February at 2 to none yet", () => {
    const of = typeTriangle(WORKED, CUT, 60, "month");
    const asked = [
      { origin: "2000-01", age: 2 },
      { origin: "2000-02", age: 2 },
      { origin: "1999-12", age: 0 },
      { origin: "2000-01", age: 3 },
    ];
    expect(of && linksIn(of.triangle, asked)).toEqual([{ origin: "2000-01", age: 2 }]);
  });
});

const writeOne = (one: { origin: string; age: number }) => writeLeftOut([one]);
