import { sortedQuantile } from "@/lib/statistics/quantile";
import { makeRandom } from "@/lib/statistics/random";
import { type Candidate, candidates } from "./constants";
import { experiencesOf } from "./hazard-model";
import { byHazards } from "./methods/by-hazards";
import { project } from "./methods/project";
import { drawHazards, drawPlan, type Hazards, type TailSpread } from "./parameter-draws";
import type { Fitted } from "./recipe";
import { sortedDraws } from "./scores";
import { type CohortTable, hasEnded, type Line, openNow } from "./table";

/** What stands behind the figure of one card type, kept with the version: the type's page draws it and works nothing out. */
export type Explanation = {
  /** Expected breakage of all its cards by each method on the version's data, in minor units. */
  readonly byMethod: Readonly<Record<Candidate, number>>;
  /** The same by the one experience alone of those that the headline weighs against one another; absent in versions that kept it not. */
  readonly byExperience?: Readonly<Record<"own" | "category" | "portfolio", number>>;
  /** Share redeemed by the end of each age, before seasons and expiry: the middle 90 % of the curves that might as well have been fitted. */
  readonly band: { readonly low: readonly number[]; readonly high: readonly number[] };
  /** Share of what is still open that goes on top in the last month before cards end, and in the two before it; null where nothing shows. */
  readonly expiry: readonly number[] | null;
  /** How many times as fast as usual cards of each calendar month of sale are redeemed, from January on; null where months differ no more than years. */
  readonly saleSpeeds: readonly number[] | null;
  /** What each calendar month multiplies redemptions by, from January on. */
  readonly calendar: readonly number[] | null;
  /** Ages that were seen, and how the hazard goes on beyond them: to `decay` of itself each month. */
  readonly tail: { readonly seen: number; readonly from: number; readonly decay: number };
};

const DRAWS = 200;
const LOW = 0.05;

/** By the card type's code, of a model that is fitted. Equal models and seeds give equal answers. */
export function explain(
  table: CohortTable,
  fitted: Fitted,
  spread: TailSpread,
  seed: string | number,
): Map<string, Explanation> {
  const { refined } = fitted;
  const { model } = refined;
  const byMethod = candidates.map((method) => [method, sums(table, project(method, table, refined))] as const);
  const experiences = experiencesOf(model);
  const byExperience = {
    own: sums(table, byHazards(experiences.own)),
    category: sums(table, byHazards(experiences.category)),
    portfolio: sums(table, byHazards(experiences.portfolio)),
  };
  const bands = bandsOf(table, fitted, spread, seed);
  const common = {
    saleSpeeds: refined.saleSpeeds?.map(Math.exp) ?? null,
    calendar: refined.calendar,
    tail: { seen: model.ages, from: model.tail.from, decay: Math.exp(model.tail.slope) },
  };
  return new Map(
    table.types.map(({ code }, type): [string, Explanation] => [
      code,
      {
        byMethod: Object.fromEntries(byMethod.map(([method, own]) => [method, own[type] ?? 0])) as Record<
          Candidate,
          number
        >,
        byExperience: {
          own: byExperience.own[type] ?? 0,
          category: byExperience.category[type] ?? 0,
          portfolio: byExperience.portfolio[type] ?? 0,
        },
        band: bands[type] ?? { low: [], high: [] },
        expiry: refined.expiry?.map((extras) => extras[type] ?? 0) ?? null,
        ...common,
      },
    ]),
  );
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

/** Point by point, the middle 90 % of drawn curves, by type; as far as the type's cards live. */
function bandsOf(table: CohortTable, { refined: { model } }: Fitted, spread: TailSpread, seed: string | number) {
  const plan = drawPlan(model, table);
  const random = makeRandom(seed).split("curves");
  const draws: Hazards[] = Array.from({ length: DRAWS }, (_, b) => drawHazards(plan, random.split(b), spread));
  const ages = table.types.map(() => 0);
  for (const { type, end } of table.lines) ages[type] = Math.max(ages[type] ?? 0, end + 1);
  return table.types.map((_, type) => {
    const ends = Array.from({ length: Math.min(model.horizon, ages[type] ?? 0) }, (_age, age) => {
      const shares = sortedDraws(draws.map((drawn) => -Math.expm1(-(drawn[type]?.[age + 1] ?? 0))));
      return [sortedQuantile(shares, LOW), sortedQuantile(shares, 1 - LOW)] as const;
    });
    return { low: ends.map(([low]) => low), high: ends.map(([, high]) => high) };
  });
}
