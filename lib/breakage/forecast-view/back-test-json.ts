import type { CivilDate } from "@/lib/dates";
import { toDecimal } from "@/lib/money";
import { scoreTestJson } from "../card-score/json";
import type { PastCheck } from "../card-score/past-scores";
import type { BacktestReport, CutReport } from "../forecast/backtest-report";
import type { Choice } from "../forecast/choice";
import { levels } from "../forecast/constants";
import { firstDayOf } from "../forecast/months";
import type { TypeName } from "../forecast/queries/type-names";
import type { Version } from "../forecast/queries/versions";
import type { PointScore, RangeScore } from "../forecast/scores";
import { wholeMinor } from "./amounts";
import { coverageAt } from "./calibration-view";
import { bestModel, methodScoreRows } from "./method-scores";
import { monthEnd } from "./month-end";

export type StoredBacktest = {
  readonly version: Version;
  readonly names: ReadonlyMap<string, TypeName>;
  readonly choice: Choice | null;
  readonly report: BacktestReport | null;
  /** How scores of single cards did; null where no cards were scored by the version. */
  readonly scores: PastCheck | null;
};

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;

/** A back-test as REST and the command line print it: days, decimal strings, and card types by code and name. */
export function backtestJson({ version, names, choice, report, scores }: StoredBacktest): object {
  return {
    asOf: version.dataDate,
    currency: version.currency,
    version: version.id,
    status: version.status,
    choice: choice && choiceOf(choice),
    backtest: report?.status === "ok" ? reportOf(report, version.currency, names) : null,
    cardScores: scores && scoreTestJson(scores),
  };
}

function choiceOf(choice: Choice) {
  const { method, verdict, skill, outcomes, cuts, scores } = choice;
  const rows = new Map(methodScoreRows(choice).map((row) => [row.method, row]));
  const judged = verdict === "average" ? bestModel(choice)?.method : method;
  return {
    method,
    verdict,
    skill,
    cohortSkill: (judged && rows.get(judged)?.cohortSkill) ?? null,
    outcomes,
    cuts: cuts.map(monthEnd),
    methods: scores.map(({ method: name, wape, bias, youngWape, youngSumsWape }) => ({
      method: name,
      wape,
      bias,
      youngWape,
      youngSumsWape,
      skill: rows.get(name)?.skill ?? null,
      cohortSkill: rows.get(name)?.cohortSkill ?? null,
    })),
  };
}

function reportOf({ cuts, shown, methods, skill }: Ok, currency: string, names: StoredBacktest["names"]) {
  const member = (code: string) => ({ "card-type": { id: code, name: names.get(code)?.name ?? code } });
  const amount = (value: number) => toDecimal(wholeMinor(value), currency);
  const point = ({ outcomes, actual, expected, wape, bias }: PointScore) => ({
    outcomes,
    expected: amount(expected),
    actual: amount(actual),
    wape,
    bias,
  });
  const measures = (one: { readonly point: PointScore; readonly range?: RangeScore | null }) => ({
    ...point(one.point),
    range: rangeMeasures(one.range ?? null),
  });
  return {
    cuts: cuts.map((cut) => ({
      dataTo: monthEnd(cut.cut),
      ...knownOf(cut),
      method: cut.method,
      verdict: cut.verdict,
      ...point(cut.score),
      lower90: cut.range && amount(cut.range.low),
      upper90: cut.range && amount(cut.range.high),
      holds: cut.range?.holds ?? null,
      cardTypes: cut.byType.map(({ type, score }) => ({ ...member(type), ...point(score) })),
      ages: (cut.byAge ?? []).map(({ ages, score }) => ({ ages, ...point(score) })),
      saleMonths: (cut.bySale ?? []).map(({ sold, score }) => ({
        sold: firstDayOf(sold).slice(0, 7),
        ...point(score),
      })),
      redemptions: (cut.redemptions ?? []).map(({ months, score }) => ({ months, ...point(score) })),
    })),
    shown: {
      ages: shown.byAge.map(({ ages, ...scores }) => ({ ages, ...measures(scores) })),
      cardTypes: shown.byType.map(({ type, ...scores }) => ({ ...member(type), ...measures(scores) })),
      cardTypeSums: measures(shown.types),
      totals: measures(shown.totals),
      redemptions: shown.redemptions.map(({ months, point: score }) => ({ months, ...point(score) })),
    },
    methods: methods.map(({ method, byAge, byType = [] }) => ({
      method,
      ages: byAge.map(({ ages, ...scores }) => ({ ages, ...measures(scores) })),
      cardTypes: byType.map(({ type, wape, bias, range }) => ({
        ...member(type),
        wape,
        bias,
        range: rangeMeasures(range ?? null),
      })),
    })),
    skill,
  };
}

const knownOf = ({ known }: CutReport): { knownBy: string; historyOn: CivilDate | null } => ({
  knownBy: known?.basis ?? "event-date",
  historyOn: known?.historyOn ?? null,
});

function rangeMeasures(range: RangeScore | null) {
  if (!range) return null;
  return {
    outcomes: range.outcomes,
    coverage: Object.fromEntries(levels.map((level) => [String(Math.round(100 * level)), coverageAt(range, level)])),
    pinball: range.pinball,
    crps: range.crps,
    intervalScore: range.intervalScore,
  };
}
