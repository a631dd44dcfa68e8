import { sum } from "@/lib/statistics/vector";
import { type Experience, type Summary, summarise, withinVariance } from "./experience";
import { centreOf, credibilityOf, type Member, pseudoVariance } from "./pseudo-variance";

export type Category = { readonly name: string; readonly types: readonly Experience[] };

export type HierarchicalNote =
  /** No type was seen in two periods: chance and difference cannot be told apart, and every own mean stands. */
  | "one-period"
  /** No category has two types with history: types take what is found for their category. */
  | "one-type-each"
  /** Types differ within their categories by no more than chance: all take their category's figure. */
  | "types-alike"
  /** One category has history: there is no portfolio to lean on. */
  | "one-category"
  /** Categories differ by no more than chance: all take the portfolio's figure. */
  | "categories-alike"
  /** Some type has no history: it takes its category's figure, or the portfolio's. */
  | "no-history";

export type HierarchicalEstimate = {
  readonly name: string;
  /** Its own mean (of a category: of its types, by credibility); null without history. */
  readonly individual: number | null;
  readonly credibility: number;
  readonly premium: number;
};

export type HierarchicalCredibility = {
  readonly collective: number;
  /** s², a and b: within types, between the types of a category, between categories. Null when not estimable. */
  readonly within: number | null;
  readonly betweenTypes: number | null;
  readonly betweenCategories: number | null;
  readonly categories: readonly (HierarchicalEstimate & { readonly types: readonly HierarchicalEstimate[] })[];
  readonly notes: readonly HierarchicalNote[];
};

/** In place of a within-variance of exactly 0, with which every mean would be known for certain. */
const NO_CHANCE = 1e-200;

/**
 * Credibility on two levels, types in categories in a portfolio (Jewell 1975): a type leans on its category and that on
 * the portfolio, each as far as it differs from its like by more than chance. s² as for `buhlmannStraub`; a and b by
 * iterative pseudo-estimators. z of a type = wa/(wa + s²); a category's mean weighs types by z; z of a category =
 * Σz·b/(Σz·b + a).
 *
 * Null when no type has any weight. Throws RangeError for a ratio or weight that is no number, or a negative weight.
 */
export function hierarchicalCredibility(categories: readonly Category[]): HierarchicalCredibility | null {
  const groups = categories.map(({ name, types }) => ({ name, types: types.map(summarise) }));
  const all = groups.flatMap(({ types }) => types);
  if (all.every(({ mean }) => mean === null)) return null;
  const within = withinVariance(all);
  const memberOf = (type: Summary): Member | null =>
    type.mean === null
      ? null
      : { mean: type.mean, information: type.weight / (within === null ? 1 : within || NO_CHANCE) };
  const membersOf = (types: readonly Summary[]) => types.map(memberOf).filter((member) => member !== null);
  const known = groups.map(({ types }) => membersOf(types)).filter((members) => members.length > 0);

  // Not estimable is not zero: without two periods all that is seen stands; with one type to a category, that is its category.
  const betweenTypes = within === null ? null : pseudoVariance(known);
  const a = betweenTypes ?? 0;
  const centres = known.map((members) => centreOf(members, a));
  const betweenCategories = within === null ? null : pseudoVariance([centres]);
  const b = betweenCategories ?? 0;
  const portfolio = centreOf(centres, b);
  const trust = (member: Member, variance: number | null, when: number) =>
    within === null ? 1 : variance === null ? when : credibilityOf(member, variance);

  return {
    collective: portfolio.mean,
    within,
    betweenTypes,
    betweenCategories,
    categories: groups.map(({ name, types }) => {
      const members = membersOf(types);
      const centre = members.length > 0 ? centreOf(members, a) : null;
      const category = estimate(name, centre, centre ? trust(centre, betweenCategories, 1) : 0, portfolio.mean);
      return {
        ...category,
        types: types.map((type) => {
          const member = memberOf(type);
          return estimate(type.name, member, member ? trust(member, betweenTypes, 0) : 0, category.premium);
        }),
      };
    }),
    notes: notesOn(
      { within, betweenTypes, betweenCategories },
      known.length,
      sum(known.map((m) => m.length)) < all.length,
    ),
  };
}

function estimate(name: string, own: Member | null, credibility: number, above: number): HierarchicalEstimate {
  const individual = own?.mean ?? null;
  return { name, individual, credibility, premium: credibility * (individual ?? 0) + (1 - credibility) * above };
}

function notesOn(
  {
    within,
    betweenTypes,
    betweenCategories,
  }: Pick<HierarchicalCredibility, "within" | "betweenTypes" | "betweenCategories">,
  categories: number,
  someWithout: boolean,
): HierarchicalNote[] {
  const notes: HierarchicalNote[] = [];
  if (within === null) notes.push("one-period");
  else if (betweenTypes === null) notes.push("one-type-each");
  else if (betweenTypes === 0) notes.push("types-alike");
  if (categories < 2) notes.push("one-category");
  else if (betweenCategories === 0) notes.push("categories-alike");
  if (someWithout) notes.push("no-history");
  return notes;
}
