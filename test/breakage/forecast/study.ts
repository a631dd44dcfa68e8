/** Many simulated worlds, forecast at their cut and held against their truth. */
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { type Candidate, candidates, levels } from "@/lib/breakage/forecast/constants";
import { sumOfDraws } from "@/lib/breakage/forecast/estimate";
import { type CohortForecast, type Forecast, forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { project } from "@/lib/breakage/forecast/methods/project";
import { rangeOf } from "@/lib/breakage/forecast/scores";
import { makeTable } from "@/lib/breakage/forecast/table";
import { breakageOf, lastSale, simulate, standardWorld, type World } from "./simulator";

/** Up to three months, four to nine, and older. */
export const studyAges = ["0-3", "4-9", "10+"] as const;
export const agesOf = (age: number) => (age <= 3 ? "0-3" : age <= 9 ? "4-9" : "10+");

class Wape {
  private off = 0;
  private all = 0;
  add(expected: number, actual: number) {
    this.off += Math.abs(expected - actual);
    this.all += actual;
  }
  get value() {
    return this.off / this.all;
  }
}

class Coverage {
  readonly inside = levels.map(() => 0);
  outcomes = 0;
  private distances = 0;
  add(draws: Float64Array, actual: number) {
    this.outcomes++;
    const below = draws.reduce((count, draw) => count + (draw < actual ? 1 : draw === actual ? 0.5 : 0), 0);
    this.distances += Math.abs(below / draws.length - 0.5);
    for (const [i, level] of levels.entries()) {
      const [low, high] = rangeOf(draws, level);
      if (actual >= low - 1e-6 && actual <= high + 1e-6) this.inside[i] = (this.inside[i] ?? 0) + 1;
    }
  }
  at(level: (typeof levels)[number]) {
    return (this.inside[levels.indexOf(level)] ?? 0) / this.outcomes;
  }
  /**
   * How far from the middle of its worlds the truth lies on average, as a share of them: ¼ where ranges are as wide as they say,
   * towards 0 where they are too wide, towards ½ where they are too narrow. It takes in every outcome, not those beyond an end alone.
   */
  get distance() {
    return this.distances / this.outcomes;
  }
}

const errorsOf = () => ({
  ages: { "0-3": new Wape(), "4-9": new Wape(), "10+": new Wape() },
  type: new Wape(),
  totals: [] as number[],
});
export type Errors = ReturnType<typeof errorsOf>;

export type Study = ReturnType<typeof emptyStudy>;
const emptyStudy = () => ({
  runs: 0,
  forecast: errorsOf(),
  candidates: Object.fromEntries(candidates.map((candidate) => [candidate, errorsOf()])) as Record<Candidate, Errors>,
  coverage: {
    cohort: new Coverage(),
    "0-3": new Coverage(),
    "4-9": new Coverage(),
    "10+": new Coverage(),
    type: new Coverage(),
    total: new Coverage(),
    quarter: new Coverage(),
  },
  /** Sums by type and totals whose 90 % range does not hold what is expected of them. */
  beside: 0,
  /** Share of past outcomes in their 90 % range, before the noise was stretched and after, of runs that had enough of them. */
  calibrated: [] as { readonly before: number; readonly after: number }[],
  chosen: new Map<string, number>(),
});

type Point = { readonly type: string; readonly age: number; readonly expected: number; readonly actual: number };

function addPoints({ ages, type, totals }: Errors, points: readonly Point[]) {
  for (const { age, expected, actual } of points) ages[agesOf(age)].add(expected, actual);
  for (const code of new Set(points.map((point) => point.type))) {
    const own = points.filter((point) => point.type === code);
    type.add(sum(own, "expected"), sum(own, "actual"));
  }
  totals.push(sum(points, "expected") / sum(points, "actual") - 1);
}

const sum = (points: readonly Point[], key: "expected" | "actual") =>
  points.reduce((total, point) => total + point[key], 0);

export function study(runs: number, changes: Partial<World> = {}, replicates = 400): Study {
  const result = emptyStudy();
  for (let run = 0; run < runs; run++) {
    // The cut falls in every month of the year, so that December is young in some worlds and old in others.
    const world = { ...standardWorld, firstMonth: standardWorld.firstMonth + (run % 12), ...changes };
    const cohorts = simulate(`study ${run}`, world);
    const cut = lastSale(world);
    const forecast = forecastBreakage(asKnownAt(cohorts, cut), { cut, seed: run, replicates });
    if (forecast.status !== "ok") throw new Error(`run ${run} has no forecast`);
    const truth = new Map(cohorts.map((cohort) => [cohort.id, breakageOf(cohort)]));
    addRun(result, forecast, truth);
    const table = makeTable(asKnownAt(cohorts, cut), cut, forecast.ultimateAge);
    for (const candidate of candidates) {
      const projection = project(candidate, table, forecast.refined);
      const points = table.lines.map((line) => ({
        type: line.cohort.type,
        age: cut - line.cohort.vintage,
        expected: projection(line, line.end + 1),
        actual: truth.get(line.cohort.id) ?? 0,
      }));
      addPoints(result.candidates[candidate], points);
    }
  }
  return result;
}

function addRun(result: Study, forecast: Forecast, truth: ReadonlyMap<string, number>) {
  result.runs++;
  const { method } = forecast.choice;
  result.chosen.set(method, (result.chosen.get(method) ?? 0) + 1);
  if (forecast.calibration.coverage) result.calibrated.push(forecast.calibration.coverage);
  for (const { expectedBreakage, ranges } of [forecast.total, ...forecast.types.map(({ estimate }) => estimate)]) {
    const { low, high } = ranges?.find(({ level }) => level === 0.9) ?? { low: Number.NaN, high: Number.NaN };
    if (!(expectedBreakage >= low - 1e-6 && expectedBreakage <= high + 1e-6)) result.beside++;
  }
  const actualOf = (cohort: CohortForecast) => truth.get(cohort.id) ?? 0;
  addPoints(
    result.forecast,
    forecast.cohorts.map((cohort) => ({ ...cohort, expected: cohort.expectedBreakage, actual: actualOf(cohort) })),
  );
  const cover = (coverage: Coverage, cohorts: readonly CohortForecast[]) => {
    const draws = sumOfDraws(cohorts);
    if (!draws) throw new Error("a cohort has no draws");
    coverage.add(
      draws,
      cohorts.reduce((total, cohort) => total + actualOf(cohort), 0),
    );
  };
  for (const cohort of forecast.cohorts) {
    cover(result.coverage.cohort, [cohort]);
    cover(result.coverage[agesOf(cohort.age)], [cohort]);
  }
  const groups = (key: (cohort: CohortForecast) => string | number) =>
    [...new Set(forecast.cohorts.map(key))].map((value) => forecast.cohorts.filter((cohort) => key(cohort) === value));
  for (const own of groups(({ type }) => type)) cover(result.coverage.type, own);
  for (const own of groups(({ endMonth }) => Math.floor(endMonth / 3))) cover(result.coverage.quarter, own);
  cover(result.coverage.total, forecast.cohorts);
}

export const meanOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
export const rmsOf = (values: readonly number[]) => Math.sqrt(meanOf(values.map((value) => value ** 2)));
