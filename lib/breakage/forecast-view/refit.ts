import { sortedQuantile } from "@/lib/statistics/quantile";
import { makeRandom } from "@/lib/statistics/random";
import { cohortIssues } from "../forecast/cohort-issues";
import { type Candidate, candidates } from "../forecast/constants";
import { project } from "../forecast/methods/project";
import { drawHazards, drawPlan, type Hazards, type TailSpread } from "../forecast/parameter-draws";
import { type Fitted, fitRecipe } from "../forecast/recipe";
import { sortedDraws } from "../forecast/scores";
import { lastOf } from "../forecast/steps";
import { type CohortTable, hasEnded, type Line, makeTable, openNow } from "../forecast/table";
import type { Version } from "../forecast/what-moved";

/** One card type of a version that was fitted again. */
export type TypeRefit = {
  /** Expected breakage of all its cards by the version's recipe, in minor units: what the version says, if the model is still the same. */
  readonly expected: number;
  /** The same by each method on the same data. */
  readonly byMethod: Readonly<Record<Candidate, number>>;
  /** Share redeemed by the end of each age, before seasons and expiry: the middle 90 % of the curves that might as well have been fitted. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] };
  /** Share of what is still open that goes on top in the last month before cards end, and in the two before it; null where nothing shows. */
  readonly expiry: readonly number[] | null;
  readonly cardValue: number;
};

export type Refit = {
  readonly types: ReadonlyMap<string, TypeRefit>;
  /** How many times as fast as usual cards of each calendar month of sale are redeemed, from January on; null where months differ no more than years. */
  readonly saleSpeeds: readonly number[] | null;
  /** What each calendar month multiplies redemptions by, from January on. */
  readonly calendar: readonly number[] | null;
  /** Ages that were seen, and how the hazard goes on beyond them: to `decay` of itself each month. */
  readonly tail: { readonly seen: number; readonly from: number; readonly decay: number };
};

const DRAWS = 200;
const DRAWS_AT_ONCE = 20;
const LOW = 0.05;

/**
 * Fits a version again from the data and the recipe it keeps, to tell what its figures do not say by themselves. Pure: equal
 * versions and seeds give equal answers. A change of the model since the version was made shows as an `expected` other
 * than the version's own; callers compare the two and say so.
 */
export const refit = (version: Version, spread: TailSpread, seed: string | number): Refit =>
  lastOf(refitInSteps(version, spread, seed));

/** The same, which stops now and then: whoever has others waiting can let them go first. */
export function* refitInSteps(
  version: Version,
  spread: TailSpread,
  seed: string | number,
): Generator<undefined, Refit, undefined> {
  const { cut, ultimateAge, recipe } = version;
  const usable = version.cohorts.filter((cohort) =>
    cohortIssues(cohort, cut, ultimateAge).every((issue) => !issue.leftOut),
  );
  const table = makeTable(usable, cut, ultimateAge);
  yield;
  const fitted = fitRecipe(table, recipe);
  yield;
  const { refined } = fitted;
  const { model } = refined;
  const byMethod: (readonly [Candidate, number[]])[] = [];
  for (const method of candidates) {
    byMethod.push([method, sums(table, project(method, table, refined))]);
    yield;
  }
  const used = sums(table, fitted.projection);
  const bands = yield* bandsOf(table, fitted, spread, seed);
  return {
    types: new Map(
      table.types.map(({ code, cardValue }, type): [string, TypeRefit] => [
        code,
        {
          expected: used[type] ?? 0,
          byMethod: Object.fromEntries(byMethod.map(([method, own]) => [method, own[type] ?? 0])) as Record<
            Candidate,
            number
          >,
          band: bands[type] ?? { low: [], high: [] },
          expiry: refined.expiry?.map((extras) => extras[type] ?? 0) ?? null,
          cardValue,
        },
      ]),
    ),
    saleSpeeds: refined.saleSpeeds?.map(Math.exp) ?? null,
    calendar: refined.calendar,
    tail: { seen: model.ages, from: model.tail.from, decay: Math.exp(model.tail.slope) },
  };
}

/** Expected breakage by type: what is open where a cohort has ended. */
function sums(table: CohortTable, projection: (line: Line, age: number) => number): number[] {
  const byType = table.types.map(() => 0);
  for (const line of table.lines) {
    const breakage = hasEnded(line) ? openNow(line) : projection(line, line.end + 1);
    byType[line.type] = (byType[line.type] ?? 0) + breakage;
  }
  return byType;
}

/** Point by point, the middle 90 % of drawn curves, by type. */
function* bandsOf(table: CohortTable, { refined: { model } }: Fitted, spread: TailSpread, seed: string | number) {
  const plan = drawPlan(model, table);
  const random = makeRandom(seed).split("curves");
  const draws: Hazards[] = [];
  for (let b = 0; b < DRAWS; b++) {
    draws.push(drawHazards(plan, random.split(b), spread));
    if (b % DRAWS_AT_ONCE === 0) yield;
  }
  return table.types.map((_, type) => {
    const ends = Array.from({ length: model.horizon }, (_, age) => {
      const shares = sortedDraws(draws.map((drawn) => -Math.expm1(-(drawn[type]?.[age + 1] ?? 0))));
      return [sortedQuantile(shares, LOW), sortedQuantile(shares, 1 - LOW)] as const;
    });
    return { low: ends.map(([low]) => low), high: ends.map(([, high]) => high) };
  });
}
