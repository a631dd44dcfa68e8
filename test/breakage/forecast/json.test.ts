import { describe, expect, it } from "vitest";
import { forecastJson } from "@/lib/breakage/forecast/json";
import type { ForecastReport } from "@/lib/breakage/forecast/queries/report";
import type { Version } from "@/lib/breakage/forecast/queries/versions";
import { type Cell, type TypeFacts, tableOf } from "@/lib/breakage/forecast/report";
import { forecastResponse } from "@/lib/openapi/operations/forecasts";

const cell = (code: string, cardTypeId: number, breakage: bigint, redeemed: bigint): Cell => ({
  key: code,
  members: { "card-type": { id: code, name: code } },
  cardTypeId,
  quarter: "2026-01-01",
  cards: 2,
  sold: 100_00n,
  redeemed,
  open: 100_00n - redeemed,
  expected: Number(breakage),
  breakage,
});
const types = new Map<number, TypeFacts>([
  [1, { method: "mature-rate", status: "ok", cohorts: 9 }],
  [2, { method: "mature-rate", status: "no-history", cohorts: 1 }],
]);
const version: Version = {
  id: 7,
  currency: "USD",
  dataDate: "2025-12-31",
  knownAt: "2026-01-02T00:00:00.000Z",
  method: "mature-rate",
  status: "ok",
  dataHash: "d",
  resultHash: "r",
  createdAt: "2026-01-02T00:00:00.000Z",
  createdByName: "somebody",
  summary: {},
};

function printed(cells: readonly Cell[]) {
  const ahead = tableOf(cells, new Map(), types, new Map([["1/2026-01-01", 0.125]]));
  const report: ForecastReport = {
    version,
    currency: "USD",
    by: ["card-type"],
    ahead,
    whole: ahead.total,
    settled: null,
    past: [],
    pastGroups: [],
    known: null,
    isEmpty: false,
    isKept: true,
  };
  return forecastResponse.parse(JSON.parse(JSON.stringify(forecastJson(report))));
}

describe("a forecast in JSON", () => {
  const old = cell("OLD", 1, 12_34n, 20_00n);
  const fresh = cell("NEW", 2, 0n, 0n);

  it("has null for a type without history of which nothing is expected, and the total of what is known", () => {
    const { groups, rows, total } = printed([old, fresh]);
    const toldOf = (list: readonly { "card-type"?: { id: string } | undefined; breakage: string | null }[]) =>
      list.map((row) => [row["card-type"]?.id, row.breakage]);
    expect(toldOf(groups)).toEqual([
      ["OLD", "12.34"],
      ["NEW", null],
    ]);
    expect(toldOf(rows)).toEqual(toldOf(groups));
    expect(groups[1]).toMatchObject({ probability: null, sold: "100.00", cards: 2, status: "no-history" });
    expect(total.breakage).toBe("12.34");
  });

  it("tells with every row how many cohorts there were to learn from, and what its method missed at these ages before", () => {
    const { groups, rows, quarters } = printed([old, fresh]);
    const basis = { cohorts: 9, backtestError: 0.125 };
    expect([groups[0], rows[0]]).toEqual([expect.objectContaining(basis), expect.objectContaining(basis)]);
    expect(groups[1]).toMatchObject({ cohorts: 1, backtestError: null });
    expect(quarters[0]).toMatchObject({ cohorts: 10, backtestError: 0.125 });
  });

  it("has null for a total of nothing but that", () => {
    const { total, quarters } = printed([fresh]);
    expect(total).toMatchObject({ breakage: null, probability: null, sold: "100.00" });
    expect(quarters[0]?.breakage).toBeNull();
  });

  it("has 0.00 where all was redeemed: that is known without any history", () => {
    expect(printed([cell("NEW", 2, 0n, 100_00n)]).total.breakage).toBe("0.00");
  });
});
