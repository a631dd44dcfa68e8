import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  datesBefore,
  distanceOf,
  earlier,
  lapseCut,
  resolveDates,
  shiftMonths,
  splitPeriod,
} from "@/lib/breakage/period";
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
    expect(
      datesBefore({ asOf: "2021-02-28", period: { from: "2020-03-01", to: "2021-02-28" } }, { compare: "year" }),
    ).toEqual({
      asOf: "2020-02-29",
      period: { from: "2019-03-01", to: "2020-02-29" },
    });
  });

  it("the period before a year is the year before, the one before a quarter the quarter before, else as many days", () => {
    const year = { asOf: "2020-08-03", period: { from: "2019-08-04", to: "2020-08-03" } };
    expect(datesBefore(year, { compare: "previous" })).toEqual({
      asOf: "2019-08-03",
      period: { from: "2018-08-04", to: "2019-08-03" },
    });
    const quarter = { asOf: "2024-06-30", period: { from: "2024-04-01", to: "2024-06-30" } };
    expect(datesBefore(quarter, { compare: "previous" })?.period).toEqual({ from: "2024-01-01", to: "2024-03-31" });
    const days = { asOf: "2024-06-10", period: { from: "2024-06-02", to: "2024-06-10" } };
    expect(datesBefore(days, { compare: "previous" })?.period).toEqual({ from: "2024-05-24", to: "2024-06-01" });
    expect(datesBefore(days, { compare: "none" })).toBeNull();
  });

  it("take a period that ends a day late for days: 28 February to 28 September is no whole number of months", () => {
    const late = { asOf: "1991-09-28", period: { from: "1990-02-28", to: "1991-09-28" } };
    expect(datesBefore(late, { compare: "previous" })).toEqual({
      asOf: "1990-02-27",
      period: { from: "1988-07-30", to: "1990-02-27" },
    });
    const whole = { asOf: "1991-09-27", period: { from: "1990-02-28", to: "1991-09-27" } };
    expect(datesBefore(whole, { compare: "previous" })?.period).toEqual({ from: "1988-07-28", to: "1990-02-27" });
  });

  it("always end on the day before the period when the period before is asked for", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 900 }), (from, length) => {
        const period = { from, to: addDays(from, length) };
        const before = datesBefore({ asOf: period.to, period }, { compare: "previous" });
        expect(before?.period.to).toBe(addDays(from, -1));
        expect(before && before.period.from <= before.period.to).toBe(true);
      }),
    );
  });
});

describe("the dates to compare with, each day against its own weekday", () => {
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
  const previous = { compare: "previous", match: "weekday" } as const;
  const year = { compare: "year", match: "weekday" } as const;

  it("are 52 weeks earlier for a year: Thursday, 29 February 2024, stands against Thursday, 2 March 2023", () => {
    const leapDay = { asOf: "2024-02-29", period: { from: "2024-02-29", to: "2024-02-29" } };
    const before = { asOf: "2023-03-02", period: { from: "2023-03-02", to: "2023-03-02" } };
    expect(datesBefore(leapDay, year)).toEqual(before);
    // A year later 364 days end on the leap day's eve: from 27 February 2025 to 29 February 2024, both Thursdays.
    const later = { asOf: "2025-02-27", period: { from: "2025-02-27", to: "2025-02-27" } };
    expect(datesBefore(later, year)?.period.from).toBe("2024-02-29");
  });

  it("hold a month of five Fridays against five: March 2024 against 26 January to 25 February, and against 3 March to 2 April 2023", () => {
    const march = { asOf: "2024-04-15", period: { from: "2024-03-01", to: "2024-03-31" } };
    expect(datesBefore(march, previous)).toEqual({
      asOf: "2024-03-11",
      period: { from: "2024-01-26", to: "2024-02-25" },
    });
    expect(datesBefore(march, year)?.period).toEqual({ from: "2023-03-03", to: "2023-04-02" });
    // Without it February has but four.
    expect(datesBefore(march, { compare: "previous" })?.period).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  });

  it("are the week before for a week, and two weeks before for eight days", () => {
    const week = { asOf: "2024-06-09", period: { from: "2024-06-03", to: "2024-06-09" } };
    expect(datesBefore(week, previous)?.period).toEqual({ from: "2024-05-27", to: "2024-06-02" });
    const eight = { asOf: "2024-06-10", period: { from: "2024-06-03", to: "2024-06-10" } };
    expect(datesBefore(eight, previous)?.period).toEqual({ from: "2024-05-20", to: "2024-05-27" });
  });

  it("begin on the same weekday, are as many days, and never reach into the period", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 900 }), (from, length) => {
        const dates = { asOf: addDays(from, length + 3), period: { from, to: addDays(from, length) } };
        const before = datesBefore(dates, previous);
        if (!before) throw new Error("nothing to compare with");
        expect(weekday(before.period.from)).toBe(weekday(from));
        expect(daysBetween(before.period.from, before.period.to)).toBe(length);
        expect(before.period.to < from).toBe(true);
        expect(daysBetween(before.period.to, from)).toBeLessThanOrEqual(7);
        expect(daysBetween(before.period.to, before.asOf)).toBe(3);
      }),
    );
  });
});

describe("a period of one's own to compare with", () => {
  const against = (compareFrom: string, compareTo: string) => ({ compare: "custom", compareFrom, compareTo }) as const;

  it("is seen as long after its end as the figures after theirs: 15 days after June as 15 days after August", () => {
    const august = { asOf: "2024-09-15", period: { from: "2024-08-01", to: "2024-08-31" } };
    expect(datesBefore(august, against("2024-06-01", "2024-06-30"))).toEqual({
      asOf: "2024-07-15",
      period: { from: "2024-06-01", to: "2024-06-30" },
    });
    // It may be the leap day.
    expect(datesBefore(august, against("2024-02-29", "2024-02-29"))?.asOf).toBe("2024-03-15");
  });

  it("is seen after as many days as have passed of a period that has only begun: the 10th day", () => {
    const begun = { asOf: "2024-08-10", period: { from: "2024-08-01", to: "2024-08-31" } };
    expect(datesBefore(begun, against("2024-06-01", "2024-06-30"))?.asOf).toBe("2024-06-10");
  });

  it("knows nothing that came after the as-of date, also where it lies later than the figures' own", () => {
    const past = { asOf: "2024-09-15", period: { from: "2023-08-01", to: "2023-08-31" } };
    expect(datesBefore(past, against("2024-08-01", "2024-08-31"))?.asOf).toBe("2024-09-15");
  });

  it("is nothing where it begins after the as-of date, on which it may begin", () => {
    const past = { asOf: "2024-09-15", period: { from: "2024-08-01", to: "2024-08-31" } };
    expect(datesBefore(past, against("2024-09-16", "2024-10-15"))).toBeNull();
    expect(datesBefore(past, against("2024-09-15", "2024-10-15"))?.asOf).toBe("2024-09-15");
  });
});

describe("how far back the dates to compare with lie", () => {
  const year = { asOf: "2024-10-15", period: { from: "2023-10-16", to: "2024-10-15" } };
  const quarter = { asOf: "2024-06-30", period: { from: "2024-04-01", to: "2024-06-30" } };

  it("is whole months of a whole number of months, and days of any others, of whole weeks, and of a day's own", () => {
    expect(distanceOf(year, { compare: "year" })).toEqual({ months: 12 });
    expect(distanceOf(quarter, { compare: "previous" })).toEqual({ months: 3 });
    expect(distanceOf(year, { compare: "year", match: "weekday" })).toEqual({ days: 364 });
    const tenDays = { asOf: "2024-06-10", period: { from: "2024-06-01", to: "2024-06-10" } };
    expect(distanceOf(tenDays, { compare: "previous" })).toEqual({ days: 10 });
    expect(distanceOf(year, { compare: "none" })).toBeNull();
  });

  it("goes by the ends with a period of one's own: two months from June to April, 16 days from June's end to its 14th", () => {
    const own = (compareFrom: string, compareTo: string) => ({ compare: "custom", compareFrom, compareTo }) as const;
    expect(distanceOf(quarter, own("2024-04-01", "2024-04-30"))).toEqual({ months: 2 });
    expect(distanceOf(quarter, own("2024-06-01", "2024-06-14"))).toEqual({ days: 16 });
    expect(distanceOf(quarter, own("2024-06-01", "2024-06-30"))).toBeNull();
  });

  it("holds part of a month against the same part: 1 to 15 October against 1 to 15 September, all of February against all", () => {
    const part = { from: "2024-10-01", to: "2024-10-15" };
    expect(earlier(part, { months: 1 })).toEqual({ from: "2024-09-01", to: "2024-09-15" });
    const leap = { from: "2024-02-01", to: "2024-02-29" };
    expect(earlier(leap, { months: 12 })).toEqual({ from: "2023-02-01", to: "2023-02-28" });
    const short = { from: "2024-02-01", to: "2024-02-28" };
    expect(earlier(short, { months: 12 })).toEqual({ from: "2023-02-01", to: "2023-02-28" });
    expect(earlier(leap, { days: 364 })).toEqual({ from: "2023-02-02", to: "2023-03-02" });
  });

  it("leads from the figures' own period to the one they are compared with", () => {
    fc.assert(
      fc.property(
        date,
        fc.integer({ min: 0, max: 900 }),
        fc.boolean(),
        fc.boolean(),
        (from, length, isYear, matches) => {
          const dates = { asOf: addDays(from, length), period: { from, to: addDays(from, length) } };
          const against = {
            compare: isYear ? "year" : "previous",
            match: matches ? "weekday" : undefined,
          } as const;
          const distance = distanceOf(dates, against);
          expect(distance && earlier(dates.period, distance)).toEqual(datesBefore(dates, against)?.period);
        },
      ),
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
