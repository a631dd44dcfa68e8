import { type AgeGroup, ageGroups, type Candidate, candidates, HEADLINE } from "./constants";
import { MethodWorlds } from "./method-worlds";
import type { Followed } from "./past-cuts";
import { headlinesWorlds, isModelled, type Prepared } from "./prepare";
import type { SeeShares } from "./replicates";
import { type ChargeSums, charge, noCharges } from "./scores";
import { openNow } from "./table";

/** What the ranges that a method would have had at a past cut are charged: single cohorts, added up by type and age group. */
export type MethodCharges = {
  readonly method: Candidate;
  readonly cells: readonly { readonly type: string; readonly ages: AgeGroup; readonly sums: ChargeSums }[];
};

/**
 * Holds the ranges of every method against what came, while the worlds of the method that was used are drawn. One draw serves all of
 * them (`MethodWorlds`). A method that borrows worlds has none where no past could be judged.
 */
export function chargingMethods(
  { table, choice, seed, projectionOf }: Prepared,
  followed: readonly Followed[],
  count: number,
): { readonly see: SeeShares; readonly charges: () => MethodCharges[] } {
  const all = new Map(followed.map((one) => [one.line, one]));
  const measured = candidates
    .filter((method) => isModelled(method) || choice.outcomes > 0)
    .map((method) => ({
      method,
      expects: projectionOf(method),
      isModelled: isModelled(method),
      cells: table.types.flatMap(({ code }) =>
        ageGroups.map(({ name }) => ({ type: code, ages: name, sums: noCharges() })),
      ),
    }));
  const headline = projectionOf(HEADLINE);
  const worlds = new MethodWorlds(headlinesWorlds(seed, count));
  return {
    see: (line, shares) => {
      const one = all.get(line);
      if (!one) return;
      const { to, actual } = one;
      const { face, vintage } = line.cohort;
      const age = table.cut - vintage;
      const cell = line.type * ageGroups.length + ageGroups.findIndex((group) => age >= group.from && age <= group.to);
      worlds.take(shares, openNow(line), headline(line, to));
      for (const { expects, isModelled: hasModel, cells } of measured) {
        const sums = cells[cell]?.sums;
        const expected = expects(line, to);
        const draws = hasModel ? worlds.modelled(expected) : worlds.borrowed(expected);
        if (sums) charge({ actual, face, draws }, sums);
      }
    },
    charges: () =>
      measured.map(({ method, cells }) => ({ method, cells: cells.filter(({ sums }) => sums.outcomes > 0) })),
  };
}
