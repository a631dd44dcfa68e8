import { describe, expect, it } from "vitest";
import { periodNames, periodOf } from "@/lib/periods";

describe("periods by name", () => {
  it("gives the year that ends on the as-of date: 2020-08-03 gives 2019-08-04 to 2020-08-03", () => {
    expect(periodOf("year", "2020-08-03")).toEqual({ from: "2019-08-04", to: "2020-08-03" });
  });

  it("clips to the end of a short month: six months to 31 August begin on 1 March", () => {
    expect(periodOf("half", "2026-08-31")).toEqual({ from: "2026-03-01", to: "2026-08-31" });
  });

  it("knows calendar years", () => {
    expect(periodOf("thisYear", "2026-10-31")).toEqual({ from: "2026-01-01", to: "2026-10-31" });
    expect(periodOf("lastYear", "2026-10-31")).toEqual({ from: "2025-01-01", to: "2025-12-31" });
  });

  it("never ends after the as-of date and never runs backwards", () => {
    for (const asOf of ["2024-02-29", "2026-01-01", "2026-12-31"])
      for (const name of periodNames) {
        const { from, to } = periodOf(name, asOf);
        expect(from <= to && to <= asOf).toBe(true);
      }
  });
});
