import type { BacktestReport, CutReport } from "./backtest-report";
import { asKnownAt, type Cohort } from "./cohort";
import { type AgeGroup, ageGroups, baselines, candidates } from "./constants";
import { sumOfDraws } from "./estimate";
import { cutsOf, type Followed, pastCut } from "./past-cuts";
import { drawTargets, type ForecastOptions, type Prepared, prepare } from "./prepare";
import { pathOf } from "./recipe";
import { pointScore, type RangedOutcome, rangeOf, rangeScore, skillOf, sortedDraws } from "./scores";
import type { CohortTable } from "./table";

export type { BacktestReport, CutReport };

const HORIZONS = [1, 3, 6, 12] as const;

type Row = RangedOutcome & {
  readonly cut: number;
  readonly type: string;
  readonly age: number;
  readonly expected: number;
  readonly worlds: Float64Array | null;
  readonly redemptions: readonly { readonly months: number; readonly expected: number; readonly actual: number }[];
};

/**
 * Forecasts history again at past month ends, each time from what was known then alone (`options.history`, else what had
 * happened by then), and holds it against what is open now. The forecast of a year ago is among them.
 */
export function backtest(cohorts: readonly Cohort[], options: ForecastOptions): BacktestReport {
  const present = prepare(cohorts, options);
  const { table, issues } = present;
  const cuts = cutsOf(table);
  const usable = cohorts.filter(({ id }) => !issues.some((issue) => issue.leftOut && issue.cohort === id));
  const replays = cuts.flatMap((cut) => replay(table, usable, cut, options));
  if (replays.length === 0 || "refusal" in present) return { status: "too-little-history", cut: options.cut };

  const rows = replays.flatMap((one) => one.rows);
  const { trials } = present;
  const shown = pointScore(rows);
  return {
    status: "ok",
    cut: options.cut,
    cuts: replays.map(cutReport),
    shown: {
      byAge: inGroups(rows).map(({ ages, members }) => ({
        ages,
        point: pointScore(members),
        range: rangeScore(members.filter(({ worlds }) => worlds)),
      })),
      types: summed(rows, ({ cut, type }) => `${cut}/${type}`),
      byType: [...new Set(rows.map(({ type }) => type))].map((type) => ({
        type,
        point: pointScore(rows.filter((row) => row.type === type)),
      })),
      totals: summed(rows, ({ cut }) => String(cut)),
      redemptions: HORIZONS.map((months) => ({
        months,
        point: pointScore(rows.flatMap(({ redemptions }) => redemptions.filter((one) => one.months === months))),
      })),
    },
    methods: candidates.map((method) => ({
      method,
      byAge: inGroups(trials[method]).map(({ ages, members }) => ({ ages, point: pointScore(members) })),
    })),
    skill: baselines.map((baseline) => ({ baseline, skill: skillOf(shown.wape, pointScore(trials[baseline]).wape) })),
  };
}

type Replay = { readonly cut: number; readonly prepared: Prepared; readonly rows: readonly Row[] };

function replay(now: CohortTable, cohorts: readonly Cohort[], cut: number, options: ForecastOptions): Replay[] {
  const known = options.history ? options.history(cut) : asKnownAt(cohorts, cut);
  const prepared = prepare(asKnownAt(known, cut), { ...options, cut });
  if ("refusal" in prepared) return [];
  const { followed } = pastCut(now, cut, options.history);
  const byId = new Map(prepared.table.lines.map((line) => [line.cohort.id, line]));
  const targets = followed.flatMap((one) => {
    const line = byId.get(one.line.cohort.id);
    if (!line) return [];
    const path = pathOf(prepared.fitted.projection, line);
    return [{ one, path, target: { line, to: one.to, expected: path[one.to - line.observed] ?? 0 } }];
  });
  const draws = drawTargets(
    prepared,
    targets.map(({ target }) => target),
  );
  const rows = targets.map(({ one, path, target }, i): Row => {
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
  return [{ cut, prepared, rows }];
}

/** Nothing while the horizon is not known to its end. */
function redemptionWithin({ line, later }: Followed, path: readonly number[], months: number) {
  const to = Math.min(line.observed + months, line.end + 1);
  const [open, after] = [later.open[line.observed], later.open[to]];
  const expected = path[to - line.observed];
  if (open === undefined || after === undefined || expected === undefined) return [];
  return [{ months, expected: (path[0] ?? 0) - expected, actual: open - after }];
}

function cutReport({ cut, prepared, rows }: Replay): CutReport {
  const score = pointScore(rows);
  const draws = sumOfDraws(rows.map(({ worlds }) => ({ draws: worlds })));
  const [low, high] = draws ? rangeOf(draws, 0.9) : [0, 0];
  return {
    cut,
    method: prepared.choice.method,
    verdict: prepared.choice.verdict,
    score,
    range: draws && { low, high, holds: score.actual >= low && score.actual <= high },
    byType: [...new Set(rows.map(({ type }) => type))].map((type) => ({
      type,
      score: pointScore(rows.filter((row) => row.type === type)),
    })),
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
function summed(rows: readonly Row[], keyOf: (row: Row) => string) {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row));
    if (own) own.push(row);
    else groups.set(keyOf(row), [row]);
  }
  const sums = [...groups.values()].map((members) => ({
    ...pointScore(members),
    face: members.reduce((sum, { face }) => sum + face, 0),
    draws: sumOfDraws(members.map(({ worlds }) => ({ draws: worlds }))),
  }));
  const ranged = sums.flatMap(({ actual, face, draws }) => (draws ? [{ actual, face, draws }] : []));
  return { point: pointScore(sums), range: rangeScore(ranged) };
}
