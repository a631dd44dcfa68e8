import { describe, expect, it } from "vitest";
import type { ChartPoint } from "@/components/charts/series";
import { sparkPath } from "@/components/charts/sparkline";
import { summariseRanking, summariseTrend } from "@/components/charts/summary";

const usd = { kind: "money", currency: "USD" } as const;
const sold = [{ key: "sold", label: "Sold" }];
const point = (label: string, cents: bigint | null): ChartPoint => ({ key: label, label, values: { sold: cents } });

describe("a trend in one sentence", () => {
  it("names the first, the last and the highest point", () => {
    const points = [point("Jan", 100_00n), point("Feb", 300_00n), point("Mar", 200_00n)];
    expect(summariseTrend(points, sold, usd, "en")).toBe(
      "Sold rose from $100.00 (Jan) to $200.00 (Mar); it was highest in Feb at $300.00.",
    );
  });

  it("falls, stays, stands alone, or says that there is nothing", () => {
    expect(summariseTrend([point("Jan", 2n), point("Feb", 1n)], sold, usd, "en")).toMatch(/^Sold fell from \$0\.02/);
    expect(summariseTrend([point("Jan", 1n), point("Feb", 1n)], sold, usd, "en")).toMatch(/^Sold was \$0\.01 in both/);
    expect(summariseTrend([point("Jan", 1n)], sold, usd, "en")).toBe("Sold was $0.01 in Jan.");
    expect(summariseTrend([point("Jan", null)], sold, usd, "en")).toBe("There is nothing to show for these dates.");
  });
});

describe("a ranking in one sentence", () => {
  it("names the largest and its share: 300 of 400 is 75 %", () => {
    const points = [point("Oak", 300_00n), point("Elm", 100_00n)];
    expect(summariseRanking(points, sold, usd, "en")).toBe("Oak leads Sold with $300.00, 75.0% of the 2 shown.");
  });

  it("gives no share of rates, which have no sum", () => {
    const points: ChartPoint[] = [{ key: "a", label: "Oak", values: { sold: 0.5 } }];
    expect(summariseRanking(points, sold, { kind: "rate" }, "en")).toBe("Oak has the highest Sold at 50.0%.");
  });
});

describe("a sparkline", () => {
  it("spans its box, and lies in the middle when nothing changes", () => {
    expect(sparkPath([0, 10], 100, 24)).toBe("M0 22L100 2");
    expect(sparkPath([5, 5], 100, 24)).toBe("M0 12L100 12");
  });
});
