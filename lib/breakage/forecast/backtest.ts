import type { BacktestReport, CutReport, TypeMiss } from "./backtest-report";
import type { Cohort } from "./cohort";
import { type AgeGroup, ageGroups, baselines, type Candidate, candidates, REPLICATES } from "./constants";
import { sumOfDraws } from "./estimate";
import { groupsOf } from "./grouped";
import type { Known, KnownAt } from "./load-dates";
import { cutsOf, type Followed, followedUntil } from "./past-cuts";
import {
  drawTargets,
  type ForecastOptions,
  type Preparations,
  type Prepared,
  preparations,
  type Refused,
} from "./prepare";
import { pathOf } from "./recipe";
import { type PointScore, pointScore, type RangedOutcome, rangeOf, rangeScore, skillOf, sortedDraws } from "./scores";
import type { CohortTable } from "./table";
import type { Trial } from "./walk-forward";

export type { BacktestReport, CutReport };

const HORIZONS = [1, 3, 6, 12] as const;

type Row = RangedOutcome & {
  readonly cut: number;
  readonly type: string;
  readonly age: number;
  readonly expected: number;
  readonly redemptions: readonly { readonly months: number; readonly expected: number; readonly actual: number }[];
};

/**
 * Forecasts history again at past month ends, each time from what was known then alone (`options.history`, else what had
 * happened by then), and holds it against what is open now. The forecast of a year ago is among them.
 */
export function backtest(cohorts: readonly Cohort[], options: ForecastOptions): BacktestReport {
  return backtestOf(preparations(cohorts, options), options.cut, options);
}

/** Nothing says when the facts were loaded. */
const BY_EVENT_DATE: Known = { basis: "event-date", historyOn: null };

/** The same of what was prepared before. */
export function backtestOf(
  preparedAt: Preparations,
  present: number,
  { replicates = REPLICATES, known = new Map() }: { readonly replicates?: number; readonly known?: KnownAt } = {},
): BacktestReport {
  const now = preparedAt(present);
  const replays = cutsOf(now.table).flatMap((cut) =>
    replay(now.table, preparedAt(cut), known.get(cut) ?? BY_EVENT_DATE, replicates),
  );
  if (replays.length === 0 || "refusal" in now) return { status: "too-little-history", cut: present };

  const rows = replays.flatMap((one) => one.rows);
  const { trialsOf } = now;
  const shown = pointScore(rows);
  return {
    status: "ok",
    cut: present,
    cuts: replays.map(({ report }) => report),
    shown: {
      byAge: inGroups(rows).map(({ ages, members }) => ({ ages, ...scoresOf(members) })),
      types: scored(replays.flatMap(({ types }) => types)),
      byType: [...groupsOf(rows, ({ type }) => type)].map(([type, members]) => ({ type, ...scoresOf(members) })),
      totals: scored(replays.flatMap(({ total }) => total)),
      redemptions: HORIZONS.map((months) => ({
        months,
        point: pointScore(rows.flatMap(({ redemptions }) => redemptions.filter((one) => one.months === months))),
      })),
    },
    methods: candidates.map((method) => methodReport(method, trialsOf(method))),
    skill: baselines.map((baseline) => ({ baseline, skill: skillOf(shown.wape, pointScore(trialsOf(baseline)).wape) })),
  };
}

const scoresOf = (rows: readonly Row[]) => ({
  point: pointScore(rows),
  range: rangeScore(rows.filter(({ draws }) => draws.length > 0)),
});

const methodReport = (method: Candidate, trials: readonly Trial[]) => ({
  method,
  byAge: inGroups(trials).map(({ ages, members }) => ({ ages, point: pointScore(members) })),
  byType: [...groupsOf(trials, ({ type }) => type)].map(([type, members]): TypeMiss => {
    const { wape, bias } = pointScore(members);
    return { type, wape, bias };
  }),
});

/** What is left of a past forecast once it has been held against the truth: its model and its worlds would fill the memory. */
type Replay = {
  readonly report: CutReport;
  readonly rows: readonly Row[];
  /** Sums by type, and of everything; none of nothing. */
  readonly types: readonly Summed[];
  readonly total: readonly Summed[];
};
type Summed = PointScore & { readonly face: number; readonly draws: readonly number[] | null };
type Drawn = Row & { readonly worlds: Float64Array | null };

function replay(now: CohortTable, prepared: Prepared | Refused, known: Known, replicates: number): Replay[] {
  if ("refusal" in prepared) return [];
  const { cut, followed } = followedUntil(now, prepared.table);
  const targets = followed.map((one) => {
    const { line, to } = one;
    const path = pathOf(prepared.fitted.projection, line);
    return { one, path, target: { line, to, expected: path[to - line.observed] ?? 0 } };
  });
  const draws = drawTargets(
    prepared,
    targets.map(({ target }) => target),
    replicates,
  );
  const drawn = targets.map(({ one, path, target }, i): Drawn => {
    const worlds = draws[i]?.values ?? null;
    return {
      cut,
      type: one.line.cohort.type,
      age: cut - one.line.cohort.vintage,
      face: one.line.cohort.face,
      expected: target.expected,
      actual: one.actual,
      worlds,
      draws: worlds ? sortedDraws(worlds) : [],
      redemptions: HORIZONS.flatMap((months) => redemptionWithin(one, path, months)),
    };
  });
  return [
    {
      report: { ...cutReport(cut, prepared, drawn), known },
      rows: drawn.map(({ worlds: _, ...row }) => row),
      types: summed(drawn, ({ type }) => type),
      total: summed(drawn, () => "all"),
    },
  ];
}

/** Nothing while the horizon is not known to its end. */
function redemptionWithin({ line, later }: Followed, path: readonly number[], months: number) {
  const to = Math.min(line.observed + months, line.end + 1);
  const [open, after] = [later.open[line.observed], later.open[to]];
  const expected = path[to - line.observed];
  if (open === undefined || after === undefined || expected === undefined) return [];
  return [{ months, expected: (path[0] ?? 0) - expected, actual: open - after }];
}

function cutReport(cut: number, prepared: Prepared, rows: readonly Drawn[]): CutReport {
  const score = pointScore(rows);
  const draws = sumOfDraws(rows.map(({ worlds }) => ({ draws: worlds })));
  const [low, high] = draws ? rangeOf(draws, 0.9) : [0, 0];
  return {
    cut,
    method: prepared.choice.method,
    verdict: prepared.choice.verdict,
    score,
    range: draws && { low, high, holds: score.actual >= low && score.actual <= high },
    byType: [...groupsOf(rows, ({ type }) => type)].map(([type, members]) => ({ type, score: pointScore(members) })),
  };
}

function inGroups<T extends { readonly age: number }>(rows: readonly T[]) {
  const groups = ageGroups.map(({ name, from, to }) => ({
    ages: name as AgeGroup | "all",
    members: rows.filter(({ age }) => age >= from && age <= to),
  }));
  return [...groups, { ages: "all" as const, members: rows }];
}

/** Rows of one key added up, world by world. */
const summed = (rows: readonly Drawn[], keyOf: (row: Drawn) => string): Summed[] =>
  [...groupsOf(rows, keyOf).values()].map((members) => ({
    ...pointScore(members),
    face: members.reduce((sum, { face }) => sum + face, 0),
    draws: sumOfDraws(members.map(({ worlds }) => ({ draws: worlds }))),
  }));

function scored(sums: readonly Summed[]) {
  const ranged = sums.flatMap(({ actual, face, draws }) => (draws ? [{ actual, face, draws }] : []));
  return { point: pointScore(sums), range: rangeScore(ranged) };
}
