import { describe, expect, it } from "vitest";
import { type ChartPoint, lookOf, reading } from "@/components/charts/series";
import { summariseRanking, summariseTrend } from "@/components/charts/summary";

const usd = { kind: "money", currency: "USD" } as const;
const series = [
  { key: "sold", label: "Sold" },
  { key: "used", label: "Redeemed" },
  { key: "soldBefore", label: "Sold before", before: "sold" },
];
const march: ChartPoint = {
  key: "2026-03",
  label: "Mar 2026",
  values: { sold: 120_00n, used: 90_00n, soldBefore: 100_00n },
  beforeLabel: "Mar 2025",
};
const alone: ChartPoint = { key: "2026-02", label: "Feb 2026", values: { sold: 80_00n, used: 10_00n } };

describe("a point in words", () => {
  it("says what it is compared with after its own values, by name of the dates", () => {
    expect(reading(march, series, usd, "en")).toBe(
      "Mar 2026: Sold $120.00, Redeemed $90.00; Mar 2025: Sold before $100.00",
    );
  });

  it("says nothing of what is not there", () => {
    expect(reading(alone, series, usd, "en")).toBe("Feb 2026: Sold $80.00, Redeemed $10.00");
  });

  it("is of one series where one has been chosen, the past by its own dates", () => {
    expect(reading(march, series.slice(1, 2), usd, "en")).toBe("Mar 2026: Redeemed $90.00");
    expect(reading(march, series.slice(2), usd, "en")).toBe("Mar 2025: Sold before $100.00");
  });
});

describe("what a series is compared with", () => {
  it("has the colour of its series, and is told from it by more than the colour", () => {
    expect(series.map((_, index) => lookOf(series, index))).toEqual([
      { colour: 0, isBefore: false },
      { colour: 1, isBefore: false },
      { colour: 0, isBefore: true },
    ]);
  });

  it("has no series' colour where it is the past of the whole", () => {
    expect(lookOf([{ key: "before", label: "Before", before: "all" }], 0)).toEqual({ colour: null, isBefore: true });
  });

  it("ends the sentence of the chart, of a trend by its last point and of a ranking by its first", () => {
    expect(summariseTrend([alone, march], series, usd, "en")).toBe(
      "Sold rose from $80.00 (Feb 2026) to $120.00 (Mar 2026); it was highest in Mar 2026 at $120.00; Mar 2026 is compared with Mar 2025, when it was $100.00.",
    );
    expect(summariseRanking([march, alone], series, usd, "en")).toBe(
      "Mar 2026 leads Sold with $120.00, 60.0% of the 2 shown; Mar 2026 is compared with Mar 2025, when it was $100.00.",
    );
  });
});
