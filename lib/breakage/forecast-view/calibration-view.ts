import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import type { BacktestReport } from "../forecast/backtest-report";
import type { Calibration } from "../forecast/calibration";
import { ageGroups, COVERAGE, levels } from "../forecast/constants";
import type { RangeScore } from "../forecast/scores";

/** Below so many outcomes coverage is not judged: of a hundred, the share inside a 90 % range has a standard error of 3 %. */
export const LEAST_JUDGED = 100;
/** Ranges hold what they promise when the share inside is off by no more than this. */
export const TOLERANCE = 0.05;

export const coverageVerdicts = ["kept", "narrow", "wide", "too-few"] as const;
export type CoverageVerdict = (typeof coverageVerdicts)[number];

/** Whether ranges held the share of outcomes that they promised. */
export function judgeCoverage(level: number, share: number, outcomes: number): CoverageVerdict {
  if (outcomes < LEAST_JUDGED) return "too-few";
  // A share on the edge is inside, whatever binary fractions make of it.
  if (Math.abs(share - level) <= TOLERANCE + 1e-9) return "kept";
  return share < level ? "narrow" : "wide";
}

/** Single cohorts by the age they had and all together, sums by type, sums of everything. */
export const coverageOf = [...ageGroups.map(({ name }) => name), "all", "types", "totals"] as const;
export type CoverageOf = (typeof coverageOf)[number];

export type CoverageRow = {
  readonly of: CoverageOf;
  readonly outcomes: number;
  /** In the order of `levels`; null where there were no ranges. */
  readonly shares: readonly (number | null)[];
  /** Continuous ranked probability score ÷ value sold. */
  readonly crps: number | null;
  /** Of the 90 % range. */
  readonly verdict: CoverageVerdict | null;
};

const JUDGED_LEVEL = 0.9;

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;

/** Single cohorts by the age they had and all together, then sums by type and in total, of which there are fewer. */
export function coverageRows({ shown }: Pick<Ok, "shown">): CoverageRow[] {
  return [
    ...shown.byAge.map(({ ages, range }) => coverageRow(ages, range)),
    coverageRow("types", shown.types.range),
    coverageRow("totals", shown.totals.range),
  ];
}

/** Share of outcomes inside the range of a level; null where no ranges were shown, or none were judged. */
export const coverageAt = (range: RangeScore | null | undefined, level: number): number | null =>
  range?.coverage.find((one) => one.level === level)?.share ?? null;

function coverageRow(of: CoverageOf, range: RangeScore | null): CoverageRow {
  const shares = levels.map((level) => coverageAt(range, level));
  const judged = shares[levels.indexOf(JUDGED_LEVEL)] ?? null;
  const outcomes = range?.outcomes ?? 0;
  return {
    of,
    outcomes,
    shares,
    crps: range?.crps ?? null,
    verdict: judged === null ? null : judgeCoverage(JUDGED_LEVEL, judged, outcomes),
  };
}

/** How many past totals lay inside their 90 % range, of those that had one. */
export function hitsOf({ cuts }: Pick<Ok, "cuts">): { readonly hits: number; readonly judged: number } {
  const ranges = cuts.flatMap(({ range }) => (range ? [range] : []));
  return { hits: ranges.filter(({ holds }) => holds).length, judged: ranges.length };
}

/** Says of ranges that were learnt from past outcomes that they did not hold as many as they should; null where they did, or none were. */
export function uncalibratedSentence({ coverage }: Pick<Calibration, "coverage">, locale: Locale): string | null {
  if (!coverage || coverage.after >= COVERAGE) return null;
  return t("backTest.uncalibrated", { share: formatRate(coverage.after, locale) });
}
