import type { BacktestReport, CutReport, TypeMiss } from "./backtest-report";
import type { Cohort } from "./cohort";
import { type AgeGroup, ageGroups, baselines, type Candidate, candidates, HORIZONS, REPLICATES } from "./constants";
import { sumOfDraws } from "./estimate";
import { groupsOf } from "./grouped";
import type { Known, KnownAt } from "./load-dates";
import { chargingMethods, type MethodCharges } from "./method-ranges";
import { cutsOf, type Followed, followedUntil } from "./past-cuts";
import { drawTargets, type ForecastOptions, type Prepared, preparations, type Refused } from "./prepare";
import { pathOf } from "./recipe";
import {
  type ChargeSums,
  chargesOf,
  type Outcome,
  type PointScore,
  pointScore,
  rangeOf,
  scoreOfSums,
  skillOf,
  sortedDraws,
} from "./scores";
import type { CohortTable } from "./table";
import { type Trial, trialsOf } from "./walk-forward";

export type { BacktestReport, CutReport };

const LONGEST = Math.max(...HORIZONS);

type Row = Outcome & {
  readonly type: string;
  readonly age: number;
  /** Null where no range was shown. */
  readonly charged: ChargeSums | null;
  readonly redemptions: readonly { readonly months: number; readonly expected: number; readonly actual: number }[];
};

/**
 * Forecasts history again at past month ends, each time from what was known then alone (`options.history`, else what had
 * happened by then), and holds it against what is open now. The forecast of a year ago is among them.
 */
export function backtest(cohorts: readonly Cohort[], options: ForecastOptions): BacktestReport {
  const { table, at } = preparations(cohorts, options);
  const replays = cutsOf(table).flatMap((cut) => replayOf(table, at(cut), options) ?? []);
  return reportOf(options.cut, replays, methodScoresOf(at(options.cut)));
}

/** The report of a back-test from its parts, the past forecasts from the first to the last. Null: there is no present to test. */
export function reportOf(cut: number, replays: readonly Replay[], present: MethodScores | null): BacktestReport {
  if (replays.length === 0 || present === null) return { status: "too-little-history", cut };
  const rows = replays.flatMap((one) => one.rows);
  const shown = pointScore(rows);
  return {
    status: "ok",
    cut,
    cuts: replays.map(({ report }) => report),
    shown: {
      byAge: inGroups(rows).map(({ ages, members }) => ({ ages, ...scoresOf(members) })),
      types: scoresOf(replays.flatMap(({ types }) => types)),
      byType: [...groupsOf(rows, ({ type }) => type)].map(([type, members]) => ({ type, ...scoresOf(members) })),
      totals: scoresOf(replays.flatMap(({ total }) => total)),
      redemptions: HORIZONS.map((months) => ({
        months,
        point: pointScore(redeemedWithin(rows, months)),
      })),
    },
    methods: present.methods.map((one) => withRanges(one, replays)),
    skill: present.baselines.map(({ baseline, wape }) => ({ baseline, skill: skillOf(shown.wape, wape) })),
  };
}

/** What every method missed at the past cuts of the present. */
export type MethodScores = {
  readonly methods: readonly ReturnType<typeof methodReport>[];
  readonly baselines: readonly { readonly baseline: Candidate; readonly wape: number | null }[];
};

export function methodScoresOf(now: Prepared | Refused): MethodScores | null {
  if ("refusal" in now) return null;
  const { walk } = now;
  return {
    methods: candidates.map((method) => methodReport(method, trialsOf(walk, method))),
    baselines: baselines.map((baseline) => ({ baseline, wape: pointScore(trialsOf(walk, baseline)).wape })),
  };
}

/** What a method missed at the past cuts, with how its ranges would have held there: those of each cut as that day's noise made them. */
function withRanges({ method, byAge, byType }: MethodScores["methods"][number], replays: readonly Replay[]) {
  const cells = replays.flatMap(({ methods }) => methods.find((one) => one.method === method)?.cells ?? []);
  const types = groupsOf(cells, ({ type }) => type);
  const rangeOfAges = (of: AgeGroup | "all") => rangeIn(of === "all" ? cells : cells.filter(({ ages }) => ages === of));
  return {
    method,
    byAge: byAge.map((one) => ({ ...one, range: rangeOfAges(one.ages) })),
    byType: byType.map((one) => ({ ...one, range: rangeIn(types.get(one.type) ?? []) })),
  };
}

const rangeIn = (cells: MethodCharges["cells"]) => scoreOfSums(cells.map(({ sums }) => sums));

const scoresOf = (rows: readonly (Outcome & { readonly charged: ChargeSums | null })[]) => ({
  point: pointScore(rows),
  range: scoreOfSums(rows.flatMap(({ charged }) => charged ?? [])),
});

const methodReport = (method: Candidate, trials: readonly Trial[]) => ({
  method,
  byAge: inGroups(trials).map(({ ages, members }) => ({ ages, point: pointScore(members) })),
  byType: [...groupsOf(trials, ({ type }) => type)].map(([type, members]): TypeMiss => {
    const { wape, bias } = pointScore(members);
    return { type, wape, bias };
  }),
});

/**
 * What is left of a past forecast once it has been held against the truth, as plain values: its model and its worlds would fill the
 * memory.
 */
export type Replay = {
  readonly report: CutReport;
  readonly rows: readonly Row[];
  /** Sums by type, and of everything; none of nothing. */
  readonly types: readonly Summed[];
  readonly total: readonly Summed[];
  /** The ranges that every method would have had, single cohorts. */
  readonly methods: readonly MethodCharges[];
};
type Summed = PointScore & { readonly charged: ChargeSums | null };
type Drawn = Row & { readonly face: number; readonly worlds: Float64Array | null };

/** Nothing says when the facts were loaded. */
const BY_EVENT_DATE: Known = { basis: "event-date", historyOn: null };

/** A past forecast held against what is known now; null where there was too little for one. */
export function replayOf(
  now: CohortTable,
  prepared: Prepared | Refused,
  { replicates = REPLICATES, known = new Map() }: { readonly replicates?: number; readonly known?: KnownAt },
): Replay | null {
  if ("refusal" in prepared) return null;
  const { cut, followed } = followedUntil(now)(prepared.table);
  const targets = followed.map((one) => {
    const { line, to } = one;
    const path = pathOf(prepared.fitted.projection, line, Math.max(to, line.observed + LONGEST));
    return { one, path, target: { line, to, expected: path[to - line.observed] ?? 0 } };
  });
  const { see, charges } = chargingMethods(prepared, followed, replicates);
  const draws = drawTargets(
    prepared,
    targets.map(({ target }) => target),
    replicates,
    see,
  );
  const drawn = targets.map(({ one, path, target }, i): Drawn => {
    const { type, vintage, face } = one.line.cohort;
    const worlds = draws[i]?.values ?? null;
    const { actual } = one;
    return {
      type,
      age: cut - vintage,
      face,
      expected: target.expected,
      actual,
      worlds,
      charged: worlds && chargesOf({ actual, face, draws: sortedDraws(worlds) }),
      redemptions: HORIZONS.flatMap((months) => redemptionWithin(one, path, months)),
    };
  });
  return {
    report: { ...cutReport(cut, prepared, drawn), known: known.get(cut) ?? BY_EVENT_DATE },
    rows: drawn.map(({ worlds: _, face: __, ...row }) => row),
    types: summed(drawn, ({ type }) => type),
    total: summed(drawn, () => "all"),
    methods: charges(),
  };
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
    byAge: ageGroups.flatMap(({ name, from, to }) => {
      const members = rows.filter(({ age }) => age >= from && age <= to);
      return members.length > 0 ? [{ ages: name, score: pointScore(members) }] : [];
    }),
    bySale: [...groupsOf(rows, ({ age }) => String(cut - age))]
      .map(([sold, members]) => ({ sold: Number(sold), score: pointScore(members) }))
      .sort((a, b) => a.sold - b.sold),
    redemptions: HORIZONS.flatMap((months) => {
      const within = redeemedWithin(rows, months);
      return within.length > 0 ? [{ months, score: pointScore(within) }] : [];
    }),
  };
}

const redeemedWithin = (rows: readonly Pick<Row, "redemptions">[], months: number) =>
  rows.flatMap(({ redemptions }) => redemptions.filter((one) => one.months === months));

function inGroups<T extends { readonly age: number }>(rows: readonly T[]) {
  const groups = ageGroups.map(({ name, from, to }) => ({
    ages: name as AgeGroup | "all",
    members: rows.filter(({ age }) => age >= from && age <= to),
  }));
  return [...groups, { ages: "all" as const, members: rows }];
}

/** Rows of one key added up, world by world. */
const summed = (rows: readonly Drawn[], keyOf: (row: Drawn) => string): Summed[] =>
  [...groupsOf(rows, keyOf).values()].map((members) => {
    const score = pointScore(members);
    const face = members.reduce((sum, one) => sum + one.face, 0);
    const draws = sumOfDraws(members.map(({ worlds }) => ({ draws: worlds })));
    return { ...score, charged: draws && chargesOf({ actual: score.actual, face, draws }) };
  });
