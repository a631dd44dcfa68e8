import type { CivilDate } from "@/lib/dates";
import type { BacktestReport, CutReport } from "../forecast/backtest-report";
import { type AgeGroup, ageGroups } from "../forecast/constants";
import { type PointScore, pointScore } from "../forecast/scores";
import type { CoverageOf } from "./calibration-view";
import { monthEnd } from "./month-end";

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;
type AtCut = { readonly cut: CutReport; readonly score: PointScore };
type Ages = AgeGroup | "all";

/** What a figure of the back-test is made of; the outcomes of its parts and their amounts add up to its own, the total. */
export type BackTestParts = { readonly total: PointScore } & (
  | {
      readonly of: "cut";
      readonly cut: CutReport;
      readonly rows: readonly { readonly type: string; readonly score: PointScore }[];
    }
  | {
      readonly of: "sold";
      readonly cut: CutReport;
      readonly ages: Ages;
      readonly rows: readonly { readonly sold: number; readonly score: PointScore }[];
    }
  | { readonly of: "type"; readonly type: string; readonly rows: readonly AtCut[] }
  | { readonly of: "ages"; readonly ages: CoverageOf; readonly rows: readonly AtCut[] }
  | { readonly of: "months"; readonly months: number; readonly rows: readonly AtCut[] }
);

/** Which figure an address asks about: one past month's end or an age group at it, or all of them for an age group, a horizon, a type. */
export type PartsAsked = {
  readonly cut?: CivilDate | undefined;
  readonly ages?: CoverageOf | undefined;
  readonly months?: number | undefined;
  readonly type?: string | undefined;
};

/** Null where there are none, or the version was made before they were kept. */
export function backTestParts(report: Pick<Ok, "cuts" | "shown">, asked: PartsAsked): BackTestParts | null {
  if (asked.cut !== undefined) {
    const cut = report.cuts.find((one) => monthEnd(one.cut) === asked.cut);
    return cut ? partsOfCut(cut, asked.ages) : null;
  }
  if (asked.ages !== undefined) return partsOfAges(report, asked.ages);
  if (asked.months !== undefined) return partsOfMonths(report, asked.months);
  return asked.type === undefined ? null : partsOfType(report, asked.type);
}

/** Its card types, largest balance first; of an age group the months of sale, from the first. */
function partsOfCut(cut: CutReport, ages: CoverageOf | undefined): BackTestParts | null {
  if (ages === undefined || ages === "types" || ages === "totals") {
    const rows = cut.byType.toSorted((a, b) => b.score.actual - a.score.actual);
    return { of: "cut", cut, rows, total: cut.score };
  }
  const group = ageGroups.find(({ name }) => name === ages) ?? { from: 0, to: Number.POSITIVE_INFINITY };
  const rows = (cut.bySale ?? []).filter(({ sold }) => cut.cut - sold >= group.from && cut.cut - sold <= group.to);
  const total = scoreAt(cut, ages);
  return rows.length > 0 && total ? { of: "sold", cut, ages, rows, total } : null;
}

function partsOfAges({ cuts, shown }: Pick<Ok, "cuts" | "shown">, ages: CoverageOf): BackTestParts | null {
  const total =
    ages === "types" || ages === "totals" ? shown[ages].point : shown.byAge.find((one) => one.ages === ages)?.point;
  const rows = atCuts(cuts, (cut) => scoreAt(cut, ages));
  return total && rows.length > 0 ? { of: "ages", ages, rows, total } : null;
}

function partsOfMonths({ cuts, shown }: Pick<Ok, "cuts" | "shown">, months: number): BackTestParts | null {
  const total = shown.redemptions.find((one) => one.months === months)?.point;
  const rows = atCuts(cuts, ({ redemptions = [] }) => redemptions.find((one) => one.months === months)?.score);
  return total && rows.length > 0 ? { of: "months", months, rows, total } : null;
}

function partsOfType({ cuts, shown }: Pick<Ok, "cuts" | "shown">, type: string): BackTestParts | null {
  const total = shown.byType.find((one) => one.type === type)?.point;
  const rows = atCuts(cuts, ({ byType }) => byType.find((one) => one.type === type)?.score);
  return total && rows.length > 0 ? { of: "type", type, rows, total } : null;
}

const atCuts = (cuts: readonly CutReport[], scoreOf: (cut: CutReport) => PointScore | undefined): AtCut[] =>
  cuts.flatMap((cut) => {
    const score = scoreOf(cut);
    return score ? [{ cut, score }] : [];
  });

/** Single cohorts of an age group; sums by card type, or everything as one sum. */
function scoreAt({ score, byType, byAge = [] }: CutReport, ages: CoverageOf): PointScore | undefined {
  if (ages === "all") return score;
  if (ages === "totals") return pointScore([score]);
  if (ages === "types") return pointScore(byType.map((one) => one.score));
  return byAge.find((one) => one.ages === ages)?.score;
}
