import type { Calibration } from "./calibration";
import type { Choice } from "./choice";
import type { Cohort } from "./cohort";
import type { Issue } from "./cohort-issues";
import { type AgeGroup, ageGroups, HEADLINE, type Method, REPLICATES, type Status } from "./constants";
import { type Estimate, type Estimated, estimateOf } from "./estimate";
import { type FactorRow, factorTable } from "./factor-table";
import { groupsOf } from "./grouped";
import {
  drawTargets,
  type ForecastOptions,
  type Prepared,
  preparations,
  type RangeBasis,
  type Refused,
} from "./prepare";
import { pathOf, type Recipe } from "./recipe";
import type { Refined } from "./refinements";
import { type PointScore, pointScore } from "./scores";
import { hasEnded, openNow } from "./table";
import { type Trial, trialsOf } from "./walk-forward";

/** One cohort. It is also a part that `estimateOf` can sum. */
export type CohortForecast = Estimated & {
  readonly id: string;
  readonly type: string;
  readonly category: string;
  readonly vintage: number;
  /** Months from the sale to the cut. */
  readonly age: number;
  readonly cards: number;
  /** The last month in which it can be redeemed; breakage falls here. */
  readonly endMonth: number;
  /** `ended`: that month has passed, and the breakage is a fact. */
  readonly state: "open" | "ended";
  readonly method: Method;
  /** Expected at the cut (entry 0) and at the end of each month after it, up to `endMonth`. */
  readonly expectedOpen: readonly number[];
  /** The last entry of `expectedOpen` ÷ value sold. */
  readonly probability: number;
  readonly basis: RangeBasis;
};

export type TypeForecast = {
  readonly type: string;
  readonly category: string;
  readonly status: Status;
  readonly method: Method;
  readonly cards: number;
  readonly estimate: Estimate;
  /** Of the headline's back-test, this type alone; null where no past cut had it. */
  readonly error: PointScore | null;
  readonly factors: readonly FactorRow[];
};

export type Forecast = {
  readonly status: "ok";
  readonly cut: number;
  readonly ultimateAge: number;
  readonly seed: string | number;
  readonly replicates: number;
  /** Enough to make the forecast again. */
  readonly recipe: Recipe;
  /** Why this method, and what all of them would have missed. */
  readonly choice: Choice;
  /** The chosen method's error at past cuts, by the age the cohorts had. */
  readonly errors: readonly { readonly ages: AgeGroup; readonly score: PointScore }[];
  readonly calibration: Calibration;
  /** The headline model itself: hazards, bands, tail, seasons. */
  readonly refined: Refined;
  readonly cohorts: readonly CohortForecast[];
  readonly types: readonly TypeForecast[];
  readonly total: Estimate;
  readonly issues: readonly Issue[];
};

/** No figure is better than one that nobody can defend: with fewer than three cohorts seen there is none. */
export type NoForecast = {
  readonly status: "no-history" | "too-little-history";
  readonly cut: number;
  /** What is known without a forecast. */
  readonly cohorts: number;
  readonly face: number;
  readonly openNow: number;
  /** Breakage of cohorts that have ended. */
  readonly ended: { readonly cohorts: number; readonly breakage: number };
  readonly issues: readonly Issue[];
};

/**
 * Expected open balances and ultimate breakage of every cohort, with ranges, by the method that the back-test chooses
 * (README.md). Pure: equal cohorts in any order, options and seed give equal figures. Amounts are floats in minor units of one
 * currency. Throws RangeError when two cohorts share an id; everything odd about the data is a value.
 */
export function forecastBreakage(cohorts: readonly Cohort[], options: ForecastOptions): Forecast | NoForecast {
  return forecastFrom(preparations(cohorts, options).at(options.cut), options.replicates);
}

/** The same of what was prepared before. */
export const forecastFrom = (prepared: Prepared | Refused, replicates = REPLICATES): Forecast | NoForecast =>
  "refusal" in prepared ? withoutForecast(prepared) : describe(prepared, replicates);

function cohortForecasts(prepared: Prepared, replicates: number): CohortForecast[] {
  const { table, fitted } = prepared;
  const paths = table.lines.map((line) => pathOf(fitted.projection, line));
  const draws = drawTargets(
    prepared,
    table.lines.map((line, i) => ({ line, to: line.end + 1, expected: paths[i]?.at(-1) ?? 0 })),
    replicates,
  );
  return table.lines.map((line, i): CohortForecast => {
    const { cohort } = line;
    const expectedOpen = paths[i] ?? [];
    const expectedBreakage = expectedOpen.at(-1) ?? 0;
    return {
      id: cohort.id,
      type: cohort.type,
      category: cohort.category,
      vintage: cohort.vintage,
      age: table.cut - cohort.vintage,
      cards: cohort.cards,
      endMonth: cohort.vintage + line.end,
      state: hasEnded(line) ? "ended" : "open",
      method: fitted.methodOf(line.type),
      face: cohort.face,
      openNow: openNow(line),
      expectedOpen,
      expectedBreakage,
      probability: expectedBreakage / cohort.face,
      basis: draws[i]?.basis ?? "none",
      draws: draws[i]?.values ?? null,
    };
  });
}

function withoutForecast({ table, issues, refusal }: Refused): NoForecast {
  const ended = table.lines.filter(hasEnded);
  return {
    status: refusal,
    cut: table.cut,
    cohorts: table.lines.length,
    face: table.lines.reduce((sum, { cohort }) => sum + cohort.face, 0),
    openNow: table.lines.reduce((sum, line) => sum + openNow(line), 0),
    ended: { cohorts: ended.length, breakage: ended.reduce((sum, line) => sum + openNow(line), 0) },
    issues,
  };
}

function describe(prepared: Prepared, replicates: number): Forecast {
  const { table, issues, choice, walk, fitted, calibration, seed } = prepared;
  const cohorts = cohortForecasts(prepared, replicates);
  const chosen = trialsOf(walk, choice.method);
  const headline = groupsOf(trialsOf(walk, HEADLINE), ({ type }) => type);
  const byType = groupsOf(cohorts, ({ type }) => type);
  return {
    status: "ok",
    cut: table.cut,
    ultimateAge: table.ultimateAge,
    seed,
    replicates,
    recipe: fitted.recipe,
    choice,
    errors: ageGroups.map(({ name, from, to }) => ({
      ages: name,
      score: pointScore(chosen.filter(({ age }) => age >= from && age <= to)),
    })),
    calibration,
    refined: fitted.refined,
    cohorts,
    types: table.types.map(({ code }, type) =>
      typeForecast(prepared, type, byType.get(code) ?? [], headline.get(code) ?? []),
    ),
    total: estimateOf(cohorts),
    issues,
  };
}

function typeForecast(
  { table, fitted }: Prepared,
  type: number,
  own: readonly CohortForecast[],
  past: readonly Trial[],
): TypeForecast {
  const { code, category, cardValue } = table.types[type] ?? { code: "", category: 0, cardValue: 1 };
  return {
    type: code,
    category: table.categories[category] ?? "",
    status: fitted.statusOf(type),
    method: fitted.methodOf(type),
    cards: own.reduce((sum, { cards }) => sum + cards, 0),
    estimate: estimateOf(own),
    error: past.length > 0 ? pointScore(past) : null,
    factors: factorTable(fitted, type, cardValue),
  };
}

/** Expected to be redeemed in each month after the cut: the falls of `expectedOpen`. */
export const expectedRedemptions = ({ expectedOpen }: Pick<CohortForecast, "expectedOpen">): number[] =>
  expectedOpen.slice(1).map((open, month) => (expectedOpen[month] ?? open) - open);
