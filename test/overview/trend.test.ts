import { describe, expect, it } from "vitest";
import { trendPoints } from "@/components/overview/trend-points";
import type { RollForward } from "@/lib/overview/overview";
import { trendBefore, trendPeriods } from "@/lib/overview/roll-forward";

const rollForward = (from: string, to: string, sold: bigint): RollForward => ({
  period: { from, to },
  opening: 0n,
  closing: sold,
  sold,
  redeemed: 0n,
  lapsed: 0n,
  escheated: 0n,
  other: 0n,
  cardsSold: 1,
  redemptions: 0,
});

describe("what the months of a trend are held against", () => {
  const trend = trendPeriods("2024-03-15", "2023-12-20", 24);
  const bounds = { firstOn: "2023-12-20", asOf: "2024-03-15" };

  it("is nothing before the data begin; the month begun only is held against the same part of the other", () => {
    expect(trend.map(({ from }) => from.slice(0, 7))).toEqual(["2023-12", "2024-01", "2024-02", "2024-03"]);
    expect(trendBefore(trend, { months: 1 }, bounds)).toEqual([
      null,
      { from: "2023-12-01", to: "2023-12-31" },
      { from: "2024-01-01", to: "2024-01-31" },
      { from: "2024-02-01", to: "2024-02-15" },
    ]);
    expect(trendBefore(trend, null, bounds)).toEqual([null, null, null, null]);
    expect(trendBefore(trend, { months: 1 }, { ...bounds, firstOn: null })).toEqual([null, null, null, null]);
  });

  it("is nothing that is not over: of a period of one's own that lies later, only months up to the as-of date", () => {
    expect(trendBefore(trend, { months: -1 }, bounds)).toEqual([
      { from: "2024-01-01", to: "2024-01-31" },
      { from: "2024-02-01", to: "2024-02-29" },
      null,
      null,
    ]);
  });
});

describe("a point of the trend", () => {
  it("carries both values with the rows of each, and says of both how far they go", () => {
    const before = rollForward("2024-02-01", "2024-02-15", 300n);
    const [point] = trendPoints(
      [{ ...rollForward("2024-03-01", "2024-03-15", 200n), before }],
      { asOf: "2024-03-15" },
      "en",
    );
    expect(point).toMatchObject({
      label: "Mar 2024, to 15 Mar 2024",
      beforeLabel: "Feb 2024, to 15 Feb 2024",
      values: { sold: 200n, soldBefore: 300n, liability: 200n, liabilityBefore: 300n },
    });
    expect(point?.hrefs?.soldBefore).toBe("/issuer/events?asOf=2024-03-15&group=sold&from=2024-02-01&to=2024-02-15");
    expect(point?.hrefs?.liabilityBefore).toBe("/issuer/cards?of=all&asOf=2024-02-15");
  });
});
