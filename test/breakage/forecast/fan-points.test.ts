import { describe, expect, it } from "vitest";
import { fanPoints, fanSummary } from "@/components/breakage/forecast/fan-points";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import { forecastRow } from "./rows";

const range = (level: number, low: bigint, high: bigint) => ({ level, low, high });
const said = { version: 3, madeOn: "2024-11-20", dataDate: "2024-10-31" };
const before = (quarter: string, actual: bigint, storedActual?: bigint) => ({
  ...forecastRow("past", { ranges: [range(0.9, 8_00n, 12_00n)] }),
  quarter,
  madeOn: "2024-12-31",
  actual,
  stored:
    storedActual === undefined
      ? null
      : { ...said, ...forecastRow("then", { ranges: [range(0.9, 5_00n, 9_00n)] }), actual: storedActual },
});
const ahead = (quarter: string, breakage: bigint) => forecastRow("ahead", { members: {}, quarter, breakage });
const total = forecastRow("total", { breakage: 700_00n, ranges: [range(0.8, 500_00n, 900_00n)] });
const table = (byQuarter: ReturnType<typeof ahead>[]) => ({ quarters: [], groups: [], byQuarter, total });
const behind = {
  dataDate: "2026-10-31",
  currency: "USD",
  filters: forecastParams.parse({ brand: "B" }),
  address: { issuer: "DEMO" },
};

describe("the points of the fan", () => {
  const report = {
    currency: "USD",
    past: [before("2025-10-01", 12_00n, 9_01n), before("2026-01-01", 12_01n)],
    ahead: table([ahead("2026-10-01", 300_00n), ahead("2027-01-01", 400_00n)]),
  };
  const points = fanPoints(report, behind, "en");

  it("are the past with what came, in the range or not, then what lies ahead", () => {
    expect(points.map(({ label, expected, outcome }) => [label, expected, outcome])).toEqual([
      ["Q4 2025", 10_00n, { value: 12_00n, isWithin: true }],
      ["Q1 2026", 10_00n, { value: 12_01n, isWithin: false }],
      ["Q4 2026", 300_00n, null],
      ["Q1 2027", 400_00n, null],
    ]);
  });

  it("open to the cards that end in the quarter, as of the data date and with the page's filters", () => {
    const url = new URL(points.at(-1)?.href ?? "", "http://x");
    expect([url.pathname, Object.fromEntries(url.searchParams)]).toEqual([
      "/issuer/cards",
      {
        ...{ issuer: "DEMO", asOf: "2026-10-31", currency: "USD", of: "ending", brand: "B" },
        ...{ from: "2027-01-01", to: "2027-03-31" },
      },
    ]);
  });

  it("are said in words: how often today's model and the versions of the day held, what is to come, when most of it", () => {
    expect(fanSummary(report, "en")).toBe(
      "Of 2 past quarters, 1 came inside the 90 % range that the present model gives with what was known a year before. Versions made by then had said it of 1 quarter; 0 came inside their range. The 2 quarters ahead in which cards end are expected to bring $700.00 (80 %: $500 – $900), most of it in Q1 2027: $400.00.",
    );
  });

  it("say that there is no past to be judged by, or nothing to come", () => {
    expect(fanSummary({ ...report, past: [], ahead: { ...table([]), total } }, "en")).toBe(
      "No past quarter can be held against a forecast yet. Nothing is expected to be left after the data date.",
    );
  });

  it("say so where no version was made in time to be held against what came", () => {
    expect(fanSummary({ ...report, past: [before("2025-10-01", 12_00n)] }, "en")).toContain(
      "with what was known a year before. No version was made by then that could be held against them.",
    );
  });

  it("leave a past without a range unjudged, and out of the count", () => {
    const unjudged = { ...before("2025-07-01", 1n), ranges: null };
    expect(fanPoints({ ...report, past: [unjudged] }, behind, "en")[0]?.outcome).toEqual({ value: 1n, isWithin: null });
    expect(fanSummary({ ...report, past: [unjudged, before("2025-10-01", 12_00n)] }, "en")).toMatch(
      /^Of 1 past quarter, 1 came/,
    );
  });
});
