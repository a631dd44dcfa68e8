import { describe, expect, it } from "vitest";
import { spanOf } from "@/lib/accounting/span";

describe("the months of the books", () => {
  it("are twelve up to the last one that is over, none before the first with data", () => {
    expect(spanOf({}, "2026-10-31", "2021-11-03")).toEqual({ from: "2025-11-01", to: "2026-10-01" });
    expect(spanOf({}, "2026-10-30", "2021-11-03")).toEqual({ from: "2025-10-01", to: "2026-09-01" });
    expect(spanOf({}, "2026-10-31", "2026-08-20")).toEqual({ from: "2026-08-01", to: "2026-10-01" });
  });

  it("are those asked for, by any day of them, as far as they are over", () => {
    expect(spanOf({ from: "2026-03-15", to: "2026-05-02" }, "2026-10-31", "2021-11-03")).toEqual({
      from: "2026-03-01",
      to: "2026-05-01",
    });
    expect(spanOf({ from: "2026-09-01", to: "2027-01-31" }, "2026-10-31", "2021-11-03")).toEqual({
      from: "2026-09-01",
      to: "2026-10-01",
    });
    expect(spanOf({ months: 1 }, "2026-10-31", "2021-11-03")).toEqual({ from: "2026-10-01", to: "2026-10-01" });
  });

  it("are none before a month with data is over", () => {
    expect(spanOf({}, "2026-10-30", "2026-10-02")).toBeNull();
    expect(spanOf({}, "2026-10-31", null)).toBeNull();
    expect(spanOf({ from: "2030-01-01" }, "2026-10-31", "2021-11-03")).toEqual({
      from: "2026-10-01",
      to: "2026-10-01",
    });
  });
});
