import type { Cell } from "../credibility/experience";
import { hierarchicalCredibility } from "../credibility/hierarchical";
import type { TypeFacts } from "./design";

/** What was seen of a type's cards where so much was to be expected from all types'. */
export type Seen = { readonly seen: number; readonly expected: number };

/**
 * By type id, seen ÷ expected with credibility on two levels: a type leans on its category and that on the portfolio. A type
 * with nothing to expect takes its category's; without any at all every ratio is 1.
 */
export function typeRatios(
  types: readonly TypeFacts[],
  seenOf: (typeId: number) => readonly Seen[],
): Record<string, number> {
  const cellsOf = ({ id }: TypeFacts): Cell[] =>
    seenOf(id).flatMap(({ seen, expected }) => (expected > 0 ? [{ ratio: seen / expected, weight: expected }] : []));
  const categories = [...new Set(types.map(({ category }) => category))].sort();
  const found = hierarchicalCredibility(
    categories.map((name) => ({
      name,
      types: types
        .filter(({ category }) => category === name)
        .map((type) => ({ name: String(type.id), cells: cellsOf(type) })),
    })),
  );
  const estimates = found?.categories.flatMap((category) => category.types) ?? [];
  return Object.fromEntries(
    types.map(({ id }) => [id, Math.max(0, estimates.find(({ name }) => name === String(id))?.premium ?? 1)]),
  );
}
