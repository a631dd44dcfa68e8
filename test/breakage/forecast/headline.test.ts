import { describe, expect, it } from "vitest";
import { headlineOf } from "@/lib/breakage/forecast/headline";

const about = { id: 3, currency: "USD", dataDate: "2026-10-31" } as const;

describe("a version in one figure", () => {
  it("rounds figure and ranges to minor units, half up: 1234.5 is 12.35", () => {
    const total = { expectedBreakage: 1234.5, ranges: [{ level: 0.8, low: 1000.4, high: 1500.6 }] };
    expect(headlineOf({ ...about, status: "ok", total })).toEqual({
      ...about,
      status: "ok",
      breakage: 1235n,
      ranges: [{ level: 0.8, low: 1000n, high: 1501n }],
    });
  });

  it("has no figure, and not 0.00, without enough history", () => {
    expect(headlineOf({ ...about, status: "no-history", total: null })).toMatchObject({ breakage: null, ranges: null });
  });

  it("has a figure without a range where none is known", () => {
    expect(headlineOf({ ...about, status: "ok", total: { expectedBreakage: 7, ranges: null } })).toMatchObject({
      breakage: 7n,
      ranges: null,
    });
  });
});
