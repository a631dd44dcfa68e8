import { at } from "@/lib/statistics/vector";
import { calendarMonth } from "./cohort";
import { type CohortTable, type Line, openAt, redeemedAt } from "./table";

/** A figure of one cohort at one age. */
export type ByCell = (line: Line, age: number) => number;

/** What hazards are multiplied by, for each calendar month of sale by age: as many ages as a model has. */
export type Seasons = readonly Float64Array[];

/** What hazards depend on besides type and age. */
export type Refiner = {
  /** Null: nothing. */
  readonly seasons: Seasons | null;
  /** Share of what is then still open that goes on top: the rush before expiry, and nothing before `rushFrom`. */
  readonly extra: ByCell;
  /** Months that hazards must not be learnt from, because of what went on top, or because a person left them out. */
  readonly leftOut: (line: Line, age: number) => boolean;
  /** The age from which on somebody holds that nothing more is redeemed of a type. */
  readonly settledFrom: (type: number) => number;
};
export const unrefined: Refiner = {
  seasons: null,
  extra: () => 0,
  leftOut: () => false,
  settledFrom: () => Number.POSITIVE_INFINITY,
};

/**
 * A refiner with some of it exchanged, written out so that all refiners have one layout: loops over cells are compiled for the
 * layouts they meet, again for each.
 */
export const refine = (base: Refiner, changes: Partial<Refiner>): Refiner => ({
  seasons: changes.seasons ?? base.seasons,
  extra: changes.extra ?? base.extra,
  leftOut: changes.leftOut ?? base.leftOut,
  settledFrom: changes.settledFrom ?? base.settledFrom,
});

/** What a cohort's hazards are multiplied by, by age; undefined: by nothing. */
export const seasonOf = ({ seasons }: Pick<Refiner, "seasons">, { cohort }: Line): Float64Array | undefined =>
  seasons?.[calendarMonth(cohort.vintage)];

/** By age: entry j is of age j. Amounts are divided by the type's mean card value, so that they count cards. */
export type AgeSums = {
  readonly redeemed: Float64Array;
  /** Open at the beginning of the age. */
  readonly atRisk: Float64Array;
  readonly cohorts: Int32Array;
};

export type Exposure = {
  readonly types: readonly AgeSums[];
  readonly portfolio: AgeSums;
  /** Of the portfolio at risk, by age and then by months since the first sale. */
  readonly byVintage: readonly Float64Array[];
  /** Ages 0 to `ages` − 1 were observed. */
  readonly ages: number;
};

const emptySums = (ages: number): AgeSums => ({
  redeemed: new Float64Array(ages),
  atRisk: new Float64Array(ages),
  cohorts: new Int32Array(ages),
});

/** Sums over the cohorts observed at each age. Cohorts with more redeemed than sold are left out. */
export function exposureOf(table: CohortTable, refiner: Refiner): Exposure {
  const { leftOut } = refiner;
  const lines = table.lines.filter(({ sound }) => sound);
  const longest = lines.reduce((most, { observed }) => Math.max(most, observed), 0);
  const types = table.types.map(() => emptySums(longest));
  const portfolio = emptySums(longest);
  const vintages = table.cut - table.firstVintage + 1;
  const byVintage = Array.from({ length: longest }, () => new Float64Array(vintages));
  for (const line of lines) {
    const sums = types[line.type] ?? portfolio;
    const cardValue = table.types[line.type]?.cardValue ?? 1;
    const season = seasonOf(refiner, line);
    for (let age = 0; age < line.observed; age++) {
      const redeemed = redeemedAt(line, age) / cardValue;
      const atRisk = (openAt(line, age) / cardValue) * (season ? at(season, age) : 1);
      if (!(atRisk > 0) || leftOut(line, age)) continue;
      add(sums, age, redeemed, atRisk);
      add(portfolio, age, redeemed, atRisk);
      const own = byVintage[age];
      if (own)
        own[line.cohort.vintage - table.firstVintage] = at(own, line.cohort.vintage - table.firstVintage) + atRisk;
    }
  }
  // The ages up to the first at which nobody was at risk; behind a gap nothing can be chained.
  const gap = portfolio.atRisk.findIndex((atRisk) => !(atRisk > 0));
  return { types, portfolio, byVintage, ages: gap < 0 ? longest : gap };
}

function add({ redeemed: r, atRisk: u, cohorts }: AgeSums, age: number, redeemed: number, atRisk: number): void {
  r[age] = at(r, age) + redeemed;
  u[age] = at(u, age) + atRisk;
  cohorts[age] = (cohorts[age] ?? 0) + 1;
}
