import type { Cell } from "../credibility/experience";
import { type HierarchicalCredibility, hierarchicalCredibility } from "../credibility/hierarchical";

export type GroupEstimate = {
  /** The group's own weighted mean; null without history. */
  readonly own: number | null;
  /** What its category is believed to be: what its own mean is weighed against. */
  readonly category: number;
  /** Z, from 0 (the category's) to 1 (its own). */
  readonly credibility: number;
  /** How much of its own mean is in the estimate, by way of its category too: 1 for a group that stands alone. */
  readonly ownShare: number;
  readonly estimate: number;
  /** Of the true ratio about the estimate, the spread between groups being itself uncertain. */
  readonly variance: number;
};

export type TwoLevel = {
  /** s²: variance of a ratio of weight 1; 1, as for cards that decide for themselves, where it cannot be told. */
  readonly within: number;
  /** a and b: variance between the groups of a category, and between categories; 0 where it cannot be told. */
  readonly betweenGroups: number;
  readonly betweenCategories: number;
  readonly collective: number;
  readonly groups: readonly GroupEstimate[];
};

/**
 * Two-level credibility of numbered groups (card types, calendar months): what each one's cells are believed against its
 * category and the portfolio. `categoryOf` has each group's category by number. A group without cells takes its category's
 * estimate; without any cell at all every estimate is 1. The variance of an estimate is a⁺(1 − Z) + (1 − Z)² b(1 − Z of the
 * category), where a⁺ is a and one standard error of it.
 */
export function twoLevelCredibility(cells: readonly (readonly Cell[])[], categoryOf: readonly number[]): TwoLevel {
  const members: number[][] = [];
  for (const [group, category] of categoryOf.entries()) {
    const own = members[category] ?? [];
    members[category] = own;
    own.push(group);
  }
  // A category may have no group: numbers are those of a larger table.
  const categories = Array.from(members, (groups) => groups ?? []);
  const found = hierarchicalCredibility(
    categories.map((groups, c) => ({
      name: String(c),
      types: groups.map((group) => ({ name: String(group), cells: cells[group] ?? [] })),
    })),
  );
  return found ? described(found, categories, cells) : nothingKnown(cells.length);
}

function described(
  found: HierarchicalCredibility,
  categories: readonly (readonly number[])[],
  cells: readonly (readonly Cell[])[],
): TwoLevel {
  const within = found.within ?? 1;
  const [a, b] = [found.betweenTypes ?? 0, found.betweenCategories ?? 0];
  const noise = cells.map(weightOf).filter((weight) => weight > 0);
  const wideA = withError(
    a,
    noise.map((weight) => within / weight),
    found.categories.filter(({ individual }) => individual !== null).length,
  );
  const groups = new Array<GroupEstimate>(cells.length);
  for (const [c, category] of found.categories.entries()) {
    const seen = category.types.filter(({ individual }) => individual !== null);
    const believed = seen.reduce((sum, { credibility }) => sum + credibility, 0);
    for (const [i, type] of category.types.entries()) {
      const open = 1 - type.credibility;
      const partOfCategory = seen.length === 1 ? 1 : believed > 0 ? type.credibility / believed : 0;
      groups[categories[c]?.[i] ?? 0] = {
        own: type.individual,
        category: category.premium,
        credibility: type.credibility,
        ownShare: type.individual === null ? 0 : type.credibility + open * category.credibility * partOfCategory,
        estimate: type.premium,
        variance: wideA * open + open ** 2 * b * (1 - category.credibility),
      };
    }
  }
  return { within, betweenGroups: a, betweenCategories: b, collective: found.collective, groups };
}

const weightOf = (cells: readonly Cell[]) => cells.reduce((sum, { weight }) => sum + weight, 0);

/** An estimated variance and one standard error of it: √(2 ÷ degrees) of itself and of the noise it was told from. */
function withError(variance: number, noise: readonly number[], parents: number): number {
  const degrees = noise.length - parents;
  if (degrees < 1) return variance;
  return variance + Math.sqrt(2 / degrees) * (variance + noise.reduce((sum, one) => sum + one, 0) / noise.length);
}

function nothingKnown(groups: number): TwoLevel {
  const group = { own: null, category: 1, credibility: 0, ownShare: 0, estimate: 1, variance: 0 };
  return {
    within: 1,
    betweenGroups: 0,
    betweenCategories: 0,
    collective: 1,
    groups: Array.from({ length: groups }, () => group),
  };
}
