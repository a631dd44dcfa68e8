import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  addYears,
  civilDateIn,
  daysBetween,
  endOfMonth,
  isCivilDate,
  isMonthEnd,
  trailingDays,
  trailingYear,
} from "@/lib/dates";

const civilDate = fc
  .integer({ min: Date.UTC(1950, 0, 1) / 86_400_000, max: Date.UTC(2100, 0, 1) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

describe("civil dates", () => {
  it("know which dates exist", () => {
    expect(["2024-02-29", "2000-02-29", "2026-12-31"].every(isCivilDate)).toBe(true);
    expect(
      ["2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-04-01", ""].some(isCivilDate),
    ).toBe(false);
  });

  it("clip to the end of a shorter month: 31 January and a month is 29 February 2024", () => {
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2023-01-31", 1)).toBe("2023-02-28");
    expect(addMonths("2024-03-31", -1)).toBe("2024-02-29");
    expect(addYears("2024-02-29", 1)).toBe("2025-02-28");
    expect(addMonths("2026-11-30", 3)).toBe("2027-02-28");
  });

  it("count days across a clock change and a leap day as whole days", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
  });

  it("end a trailing year on its as-of date: 2020-08-03 looks back to 2019-08-04", () => {
    expect(trailingYear("2020-08-03")).toEqual({ from: "2019-08-04", to: "2020-08-03" });
    expect(trailingYear("2026-10-31")).toEqual({ from: "2025-11-01", to: "2026-10-31" });
    expect(trailingYear("2024-02-29")).toEqual({ from: "2023-03-01", to: "2024-02-29" });
    expect(trailingYear("2021-02-28")).toEqual({ from: "2020-03-01", to: "2021-02-28" });
    expect(trailingDays("2020-08-03", 365)).toEqual({ from: "2019-08-05", to: "2020-08-03" });
  });

  it("find the issuer's day of an instant, not the server's", () => {
    const lateEvening = new Date("2026-03-08T04:30:00Z");
    expect(civilDateIn("America/New_York", lateEvening)).toBe("2026-03-07");
    expect(civilDateIn("Asia/Tokyo", lateEvening)).toBe("2026-03-08");
  });

  it("adding days and counting them are inverse", () => {
    fc.assert(
      fc.property(civilDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it("a month's end is a month end, and the next day is another month", () => {
    fc.assert(
      fc.property(civilDate, (date) => {
        const end = endOfMonth(date);
        expect(isMonthEnd(end)).toBe(true);
        expect(end.slice(0, 7)).toBe(date.slice(0, 7));
        expect(addDays(end, 1).slice(8)).toBe("01");
      }),
    );
  });
});
