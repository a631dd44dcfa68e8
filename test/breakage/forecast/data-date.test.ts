import { describe, expect, it } from "vitest";
import { makeableAt, wholeMonthBy } from "@/lib/breakage/forecast/data-date";

const data = { firstOn: "2024-01-10", dataUntil: "2026-10-31" };

describe("the month up to which a forecast knows the data", () => {
  it("is the last that was whole: mid August gives July, a month's end itself, 1 March a leap February", () => {
    expect(wholeMonthBy("2026-08-15")).toBe("2026-07-31");
    expect(wholeMonthBy("2026-07-31")).toBe("2026-07-31");
    expect(wholeMonthBy("2024-03-01")).toBe("2024-02-29");
    expect(wholeMonthBy("2026-01-30")).toBe("2025-12-31");
  });

  it("follows the as-of date while there are data", () => {
    expect(makeableAt("2026-08-15", data)).toEqual({ asOf: "2026-08-15", dataDate: "2026-07-31" });
  });

  it("never counts months beyond the data: as of December, with data to mid October, it is of September", () => {
    const until = { ...data, dataUntil: "2026-10-17" };
    expect(makeableAt("2026-12-05", until)).toEqual({ asOf: "2026-10-17", dataDate: "2026-09-30" });
  });

  it("does not exist before the first month is whole, nor without data", () => {
    expect(makeableAt("2024-01-31", data)?.dataDate).toBe("2024-01-31");
    expect(makeableAt("2024-01-30", data)).toBeNull();
    expect(makeableAt("2026-08-15", { firstOn: null, dataUntil: null })).toBeNull();
  });
});
