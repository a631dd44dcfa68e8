import { describe, expect, it } from "vitest";
import { hasEnded, makeTable, openNow } from "@/lib/breakage/forecast/table";
import { cohortOf, JANUARY } from "./cohorts";

describe("cohorts laid out", () => {
  it("stand by type, month of sale and name, whatever order they came in", () => {
    const cohorts = [
      cohortOf([1]),
      cohortOf([2], { after: -1 }),
      cohortOf([3], { type: "B" }),
      cohortOf([4], { id: "A/0" }),
    ];
    const ids = (list: typeof cohorts) => makeTable(list, JANUARY, 60).lines.map(({ cohort }) => cohort.id);
    expect(ids(cohorts)).toEqual([`A/${JANUARY - 1}`, "A/0", `A/${JANUARY}`, `B/${JANUARY}`]);
    expect(ids([...cohorts].reverse())).toEqual(ids(cohorts));
  });

  it("carry the open balance from the value sold: 100.00 less 30.00 less 20.00 is 50.00", () => {
    const [line] = makeTable([cohortOf([3_000, 2_000])], JANUARY + 1, 60).lines;
    expect(line?.open).toEqual(Float64Array.of(10_000, 7_000, 5_000));
    expect(line && openNow(line)).toBe(5_000);
  });

  it("see nothing after the cut", () => {
    const [line] = makeTable([cohortOf([3_000, 2_000])], JANUARY, 60).lines;
    expect(line?.open).toEqual(Float64Array.of(10_000, 7_000));
  });

  it("count what was booked after the end as redeemed, not as breakage", () => {
    const [line] = makeTable([cohortOf([3_000, 2_000, 1_000], { endAge: 1 })], JANUARY + 2, 60).lines;
    expect(line?.redeemed).toEqual(Float64Array.of(3_000, 3_000));
    expect(line && hasEnded(line)).toBe(true);
    expect(line && openNow(line)).toBe(4_000);
  });

  it("keep a balance between nothing and the value sold, and learn nothing from one redeemed above 100 %", () => {
    const { lines } = makeTable([cohortOf([9_000, 2_000]), cohortOf([-500, 0], { after: -1 })], JANUARY + 1, 60);
    expect(lines.map(openNow)).toEqual([10_000, 0]);
    expect(lines.map(({ sound }) => sound)).toEqual([true, false]);
  });

  it("refuse two cohorts of one name", () => {
    expect(() => makeTable([cohortOf([1]), cohortOf([1])], JANUARY, 60)).toThrow(RangeError);
  });
});
