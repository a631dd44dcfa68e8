import { describe, expect, it } from "vitest";
import { birthYearsOf, OUTSIDE_YEAR, segmentOf, segmentYears } from "@/lib/breakage/segment";

const segments = [
  { name: "Young", fromAge: 18, toAge: 29 },
  { name: "Old", fromAge: 60, toAge: null },
];

describe("age segments", () => {
  it("take whole years reached in the year of the as-of date: born 1990 is 29 in 2019 and 30 in 2020", () => {
    expect(segmentOf(1990, "2019-01-01", segments).id).toBe("Young");
    expect(segmentOf(1990, "2020-01-01", segments).id).toBe("outside");
    expect(segmentOf(1930, "2020-12-31", segments).id).toBe("Old");
  });

  it("leave unknown years of birth unknown", () => {
    expect(segmentOf(0, "2020-01-01", segments)).toEqual({ id: "unknown", name: "Unknown" });
  });

  it("moving a limit by a year moves exactly the people of that year of birth", () => {
    const wider = [{ name: "Young", fromAge: 18, toAge: 30 }];
    const years = Array.from({ length: 120 }, (_, i) => 1901 + i);
    const moved = years.filter(
      (year) => segmentOf(year, "2020-06-01", segments.slice(0, 1)).id !== segmentOf(year, "2020-06-01", wider).id,
    );
    expect(moved).toEqual([1990]);
  });

  it("as a range of years of birth hold the same people", () => {
    for (const segment of segments) {
      const { from, to } = birthYearsOf(segment, "2020-06-01");
      for (let year = 1900; year <= 2020; year += 1) {
        expect(segmentOf(year, "2020-06-01", segments).id === segment.name).toBe(year >= from && year <= to);
      }
    }
  });

  it("are found again by one year of birth each, and those outside all by one that is nobody's", () => {
    const named = segmentYears(segments, "2020-06-01").map(({ year }) => segmentOf(year, "2020-06-01", segments).id);
    expect(named).toEqual(["Young", "Old"]);
    expect(segmentOf(OUTSIDE_YEAR, "2020-06-01", segments).id).toBe("outside");
  });
});
