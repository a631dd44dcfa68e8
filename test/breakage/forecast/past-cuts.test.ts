import { describe, expect, it } from "vitest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { cutsOf, pastCut } from "@/lib/breakage/forecast/past-cuts";
import { makeTable } from "@/lib/breakage/forecast/table";
import { cohortOf, JANUARY } from "./cohorts";
import { lastSale, simulate } from "./simulator";

describe("past cuts", () => {
  it("begin with a year of sales and end half a year ago: months 12 to 18 of 24", () => {
    const cuts = cutsOf({ firstVintage: JANUARY, cut: JANUARY + 23 });
    expect(cuts.map((cut) => cut - JANUARY + 1)).toEqual([12, 13, 14, 15, 16, 17, 18]);
  });

  it("are none in the first 17 months", () => {
    expect(cutsOf({ firstVintage: JANUARY, cut: JANUARY + 16 })).toEqual([]);
    expect(cutsOf({ firstVintage: JANUARY, cut: JANUARY + 17 })).toEqual([JANUARY + 11]);
  });

  it.each([24, 30, 41, 60, 117])(
    "are at most twelve of %i months, evenly spaced, with the one a year ago",
    (months) => {
      const cut = JANUARY + months - 1;
      const cuts = cutsOf({ firstVintage: JANUARY, cut });
      expect(cuts.length).toBeLessThanOrEqual(12);
      expect(cuts).toContain(cut - 12);
      expect(new Set(cuts.slice(1).map((one, i) => one - (cuts[i] ?? 0))).size).toBeLessThanOrEqual(1);
    },
  );

  it("hold a cohort against what is open now, and know nothing that happened since", () => {
    const now = makeTable([cohortOf([1_000, 2_000, 3_000]), cohortOf([500], { after: 2 })], JANUARY + 2, 60);
    const { table, followed } = pastCut(now, JANUARY);
    expect(table.lines.map(({ open }) => open)).toEqual([Float64Array.of(10_000, 9_000)]);
    expect(followed).toMatchObject([{ to: 3, actual: 4_000 }]);
  });

  it("take what was known then from the caller, who has load times", () => {
    const now = makeTable([cohortOf([1_000, 2_000])], JANUARY + 1, 60);
    const late = pastCut(now, JANUARY, () => [cohortOf([400])]);
    expect(late.table.lines.map(({ open }) => open)).toEqual([Float64Array.of(10_000, 9_600)]);
    expect(late.followed).toMatchObject([{ actual: 7_000 }]);
  });

  it("are the same whatever comes later", () => {
    const cohorts = simulate("no leak", { types: 2, cards: 20 });
    const cut = lastSale();
    const [short, long] = [cut, cut + 6].map(
      (now) => pastCut(makeTable(asKnownAt(cohorts, now), now, 60), cut - 12).table,
    );
    expect(short).toEqual(long);
  });
});
