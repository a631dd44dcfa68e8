import { describe, expect, it } from "vitest";
import {
  coverageRows,
  hitsOf,
  judgeCoverage,
  uncalibratedSentence,
} from "@/lib/breakage/forecast-view/calibration-view";
import { coveragePoints, coverageSentence } from "@/lib/breakage/forecast-view/coverage-chart";

const point = { outcomes: 0, actual: 0, expected: 0, wape: null, bias: null };
const range = (outcomes: number, ...shares: number[]) => ({
  outcomes,
  coverage: [0.5, 0.8, 0.9, 0.95].map((level, i) => ({ level, share: shares[i] ?? 0 })),
  pinball: 0,
  crps: 0,
  intervalScore: 0,
});
const cut = (holds: boolean | null) => ({
  cut: 0,
  method: "open-balance" as const,
  verdict: "passed" as const,
  score: point,
  range: holds === null ? null : { low: 0, high: 1, holds },
  byType: [],
});
const shown = {
  byAge: [
    { ages: "0-3" as const, point, range: range(40, 0.5, 0.8, 0.9, 0.95) },
    { ages: "all" as const, point, range: range(400, 0.41, 0.7, 0.83, 0.9) },
  ],
  types: { point, range: range(120, 0.5, 0.8, 0.87, 0.95) },
  byType: [],
  totals: { point, range: null },
  redemptions: [],
};

describe("coverage", () => {
  it("is as promised from 85 % to 95 % of 90 % ranges, both ends included, and beyond too narrow or too wide", () => {
    expect([0.84, 0.85, 0.9, 0.95, 0.96].map((share) => judgeCoverage(0.9, share, 100))).toEqual([
      "narrow",
      "kept",
      "kept",
      "kept",
      "wide",
    ]);
  });

  it("of fewer than a hundred outcomes is not judged, however far off", () => {
    expect(judgeCoverage(0.9, 0.1, 99)).toBe("too-few");
    expect(judgeCoverage(0.9, 0.1, 100)).toBe("narrow");
  });

  it("has a row for every age, then sums by type and totals, with no verdict where there was no range", () => {
    expect(coverageRows({ shown }).map(({ of, outcomes, verdict }) => [of, outcomes, verdict])).toEqual([
      ["0-3", 40, "too-few"],
      ["all", 400, "narrow"],
      ["types", 120, "kept"],
      ["totals", 0, null],
    ]);
  });

  it("is drawn where a hundred outcomes stand behind it, against what was promised", () => {
    const points = coveragePoints(coverageRows({ shown }));
    expect(points[2]).toEqual({
      key: "0.9",
      label: "90 %",
      at: 0.9,
      values: { promised: 0.9, all: 0.83, types: 0.87 },
    });
  });

  it("in a sentence says the share, the verdict and how many totals were hit, of those that had a range", () => {
    const hits = hitsOf({ cuts: [cut(true), cut(false), cut(null)] });
    expect(hits).toEqual({ hits: 1, judged: 2 });
    expect(coverageSentence(coverageRows({ shown }), hits, "en")).toBe(
      "Over single months of sale 83.0% lay inside the 90 % range (400 outcomes): too narrow. Of 2 past totals 1 lay inside.",
    );
  });
});

it("says that ranges are not calibrated where their stretch reached no nine tenths, and nothing where it did or had no past", () => {
  const coverage = { before: 0.8, after: 0.85, outcomes: 60 };
  expect(uncalibratedSentence({ coverage }, "en")).toContain("not calibrated: 85.0% of past outcomes");
  expect(uncalibratedSentence({ coverage: { ...coverage, after: 0.9 } }, "en")).toBeNull();
  expect(uncalibratedSentence({ coverage: null }, "en")).toBeNull();
});
