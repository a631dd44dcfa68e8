import type { Cohort } from "../forecast/cohort";
import { type BookEntry, CohortBook } from "../forecast/cohort-book";
import type { Judgements } from "../forecast/judgement";
import type { Refinement } from "../forecast/refinements";
import { type HazardSource, hazardsAt } from "./hazard-source";

/** What the headline expects of a type's open cohorts that end in one month: share of the open balance never redeemed. */
export type ExpectedShare = { readonly openNow: number; readonly expected: number };

/** A type's 90 % range ÷ what is expected; null where the forecast gives no range. */
export type RelativeRange = { readonly low: number; readonly high: number };

/** A stored version of a forecast as plain values: they may cross into another thread. */
export type HeadlineFacts = {
  readonly forecastId: number;
  readonly currency: string;
  /** The last month that is known to its end. */
  readonly cut: number;
  readonly ultimateAge: number;
  readonly refinements: readonly Refinement[];
  readonly judgements?: Judgements;
  /** What the version was made from. */
  readonly cohorts: readonly Cohort[];
  /** By the code of a type; only those that the version has figures of. */
  readonly typeIds: Readonly<Record<string, number>>;
  /** Month of the first sale. */
  readonly firstSale: number;
  /** Lots of one type that end in one month are taken together: a card's balance may come from its sale and from reloads. */
  readonly shares: readonly (ExpectedShare & { readonly typeId: number; readonly endMonth: number })[];
  readonly ranges: readonly { readonly typeId: number; readonly range: RelativeRange | null }[];
};

/** The cohorts with all their months, from which what was known at past months' ends can be had. */
export type HeadlineHistory = HeadlineFacts & { readonly entries: readonly BookEntry[] };

/** A forecast as the scores of single cards need it: shares and hazards, no amounts of its own. */
export type Headline = {
  readonly cut: number;
  readonly hazards: HazardSource;
  readonly shares: (typeId: number, endMonth: number) => ExpectedShare | null;
  readonly ranges: ReadonlyMap<number, RelativeRange | null>;
};

const keyOf = (typeId: number, endMonth: number) => `${typeId}/${endMonth}`;

/**
 * The version's hazards, fitted again from its own data and recipe, and what it expects. Throws RangeError for data too
 * thin to have made a version with figures.
 */
export function headlineOf(facts: HeadlineFacts): Headline {
  const hazards = hazardsAt(facts.cohorts, facts.cut, facts, facts.typeIds);
  if (!hazards) throw new RangeError(`version ${facts.forecastId} has too little history for hazards`);
  const shares = new Map(facts.shares.map((share) => [keyOf(share.typeId, share.endMonth), share]));
  return {
    cut: facts.cut,
    hazards,
    shares: (typeId, endMonth) => shares.get(keyOf(typeId, endMonth)) ?? null,
    ranges: new Map(facts.ranges.map(({ typeId, range }) => [typeId, range])),
  };
}

/** What the headline would have said of hazards at a past cut; null where it would have refused. */
export const pastHeadline = (facts: HeadlineHistory, cut: number): HazardSource | null =>
  hazardsAt(new CohortBook(facts.entries).at(cut), cut, facts, facts.typeIds);
