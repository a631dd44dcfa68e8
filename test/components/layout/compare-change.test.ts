import { describe, expect, it } from "vitest";
import { compareChange } from "@/components/layout/compare-change";

describe("what choosing a comparison writes into the address", () => {
  it("is nothing for the usual one, and no weekdays where there is nothing to match them with", () => {
    expect(compareChange("previous", "previous")).toEqual({ compare: null, compareFrom: null, compareTo: null });
    expect(compareChange("none", "none")).toMatchObject({ compare: null, match: null });
    expect(compareChange("none", "previous")).toMatchObject({ compare: "none", match: null });
  });

  it("keeps the weekdays from one period before to another, and drops them for dates of one's own", () => {
    expect(compareChange("year", "previous")).not.toHaveProperty("match");
    expect(compareChange("custom", "none", { from: "2026-02-01", to: "2026-02-28" })).toEqual({
      compare: "custom",
      compareFrom: "2026-02-01",
      compareTo: "2026-02-28",
      match: null,
    });
  });
});
