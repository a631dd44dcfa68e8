import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "@/lib/dates";
import { letterWindow, reportOf } from "@/lib/escheat/report-calendar";

const fall = { day: "10-31" };

describe("the report of a card", () => {
  it.each([
    ["West Virginia", "2025-12-31", "06-30", "10-31", 2026, "2026-06-30", "2026-10-31"],
    ["New York", "2026-05-10", "12-31", "03-10", 2026, "2026-12-31", "2027-03-10"],
    ["Michigan", "2025-02-01", "03-31", "07-01", 2025, "2025-03-31", "2025-07-01"],
    ["Texas", "2025-03-02", "03-01", "07-01", 2026, "2026-03-01", "2026-07-01"],
    ["Florida", "2025-12-31", "12-31", "04-30", 2025, "2025-12-31", "2026-04-30"],
  ])("of %s, presumed abandoned on %s with cut-off %s, due %s", (_, presumedOn, cutoff, day, year, cutoffOn, dueOn) => {
    expect(reportOf(presumedOn, cutoff, { day })).toEqual({ year, cutoffOn, dueOn, remitFrom: null, remitTo: null });
  });

  it("is that of the year on the day of the cut-off, and of the next on the day after", () => {
    expect(reportOf("2026-06-30", "06-30", fall).year).toBe(2026);
    expect(reportOf("2026-07-01", "06-30", fall).year).toBe(2027);
  });

  it("of Connecticut is due within 90 days of the year's end: 31 March, and 30 March of a leap year", () => {
    const due = { day: "03-31", withinDays: 90 };
    expect(reportOf("2026-05-05", "12-31", due).dueOn).toBe("2027-03-31");
    expect(reportOf("2027-05-05", "12-31", due).dueOn).toBe("2028-03-30");
  });

  it("of California is a notice by 31 October, and the money follows in June of the next year", () => {
    const due = { day: "10-31", remitFrom: "06-01", remitTo: "06-15" };
    expect(reportOf("2026-02-01", "06-30", due)).toMatchObject({
      dueOn: "2026-10-31",
      remitFrom: "2027-06-01",
      remitTo: "2027-06-15",
    });
  });

  it("has the first cut-off not before abandonment, and the first due day after the cut-off", () => {
    const dayOfYear = fc.constantFrom("03-01", "03-31", "06-30", "10-31", "12-31", "02-28");
    fc.assert(
      fc.property(fc.nat(8_000), dayOfYear, dayOfYear, (days, cutoff, day) => {
        const presumedOn = addDays("2010-01-01", days);
        const { cutoffOn, dueOn, year } = reportOf(presumedOn, cutoff, { day });
        expect(cutoffOn).toBe(`${year}-${cutoff}`);
        expect(presumedOn <= cutoffOn && presumedOn > `${year - 1}-${cutoff}`).toBe(true);
        expect(dueOn > cutoffOn && daysBetween(cutoffOn, dueOn) <= 366 && dueOn.endsWith(day)).toBe(true);
      }),
    );
  });
});

describe("the window for letters", () => {
  it("is from 120 to 60 days before 2026-10-31: 2026-07-03 to 2026-09-01", () => {
    expect(letterWindow({ minDays: 60, maxDays: 120 }, "2026-10-31")).toEqual({ from: "2026-07-03", to: "2026-09-01" });
  });

  it("without an earliest day is a year long, and without a latest day ends with the day counted from", () => {
    expect(letterWindow({ minDays: null, maxDays: null }, "2026-10-31")).toEqual({
      from: "2025-10-31",
      to: "2026-10-31",
    });
  });
});
