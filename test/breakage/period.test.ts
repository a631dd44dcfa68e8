import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { datesBefore, lapseCut, resolveDates, shiftMonths, splitPeriod } from "@/lib/breakage/period";
import { addDays, daysBetween } from "@/lib/dates";

const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1990-01-01", days));

describe("the period of a figure", () => {
  it("is the year that ends on the as-of date: 2019-08-04 to 2020-08-03", () => {
    expect(resolveDates({ asOf: "2020-08-03" }, "2026-01-01")).toEqual({
      asOf: "2020-08-03",
      period: { from: "2019-08-04", to: "2020-08-03" },
    });
    expect(resolveDates({}, "2020-02-29").period).toEqual({ from: "2019-03-01", to: "2020-02-29" });
  });

  it("keeps an end that is given and completes the other", () => {
    expect(resolveDates({ asOf: "2024-06-30", from: "2024-01-01" }, "2026-01-01").period.to).toBe("2024-06-30");
    expect(resolveDates({ asOf: "2024-06-30", to: "2023-12-31" }, "2026-01-01").period.from).toBe("2023-01-01");
  });
});

describe("the dates to compare with", () => {
  it("a year before 28 February 2021 is 29 February 2020, month end to month end", () => {
    expect(shiftMonths("2021-02-28", -12)).toBe("2020-02-29");
    expect(shiftMonths("2020-02-29", -12)).toBe("2019-02-28");
    expect(datesBefore({ asOf: "2021-02-28", period: { from: "2020-03-01", to: "2021-02-28" } }, "year")).toEqual({
      asOf: "2020-02-29",
      period: { from: "2019-03-01", to: "2020-02-29" },
    });
  });

  it("the period before a year is the year before, the one before a quarter the quarter before, else as many days", () => {
    const year = { asOf: "2020-08-03", period: { from: "2019-08-04", to: "2020-08-03" } };
    expect(datesBefore(year, "previous")).toEqual({
      asOf: "2019-08-03",
      period: { from: "2018-08-04", to: "2019-08-03" },
    });
    const quarter = { asOf: "2024-06-30", period: { from: "2024-04-01", to: "2024-06-30" } };
    expect(datesBefore(quarter, "previous")?.period).toEqual({ from: "2024-01-01", to: "2024-03-31" });
    const days = { asOf: "2024-06-10", period: { from: "2024-06-02", to: "2024-06-10" } };
    expect(datesBefore(days, "previous")?.period).toEqual({ from: "2024-05-24", to: "2024-06-01" });
    expect(datesBefore(days, "none")).toBeNull();
  });

  it("take a period that ends a day late for days: 28 February to 28 September is no whole number of months", () => {
    const late = { asOf: "1991-09-28", period: { from: "1990-02-28", to: "1991-09-28" } };
    expect(datesBefore(late, "previous")).toEqual({
      asOf: "1990-02-27",
      period: { from: "1988-07-30", to: "1990-02-27" },
    });
    const whole = { asOf: "1991-09-27", period: { from: "1990-02-28", to: "1991-09-27" } };
    expect(datesBefore(whole, "previous")?.period).toEqual({ from: "1988-07-28", to: "1990-02-27" });
  });

  it("always end on the day before the period when the period before is asked for", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 900 }), (from, length) => {
        const period = { from, to: addDays(from, length) };
        const before = datesBefore({ asOf: period.to, period }, "previous");
        expect(before?.period.to).toBe(addDays(from, -1));
        expect(before && before.period.from <= before.period.to).toBe(true);
      }),
    );
  });
});

describe("a period in whole months and edges", () => {
  it("holds each of its days exactly once", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 900 }), (from, length) => {
        const to = addDays(from, length);
        const { months, edges } = splitPeriod({ from, to });
        const whole = months ? daysBetween(months.first, addDays(shiftMonths(months.last, 1), 0)) : 0;
        const rest = edges.reduce((sum, edge) => sum + daysBetween(edge.from, edge.to) + 1, 0);
        expect(whole + rest).toBe(length + 1);
        for (const edge of edges) expect(edge.from >= from && edge.to <= to).toBe(true);
      }),
    );
  });
});

describe("what has lapsed", () => {
  it("is the whole month at its end, and in its midst the cards whose funds ended up to yesterday", () => {
    expect(lapseCut("2024-02-29")).toEqual({ month: "2024-02-01", within: null });
    expect(lapseCut("2024-02-28")).toEqual({ month: "2024-01-01", within: { from: "2024-01-31", to: "2024-02-27" } });
    expect(lapseCut("2024-03-01")).toEqual({ month: "2024-02-01", within: { from: "2024-02-29", to: "2024-02-29" } });
  });
});
