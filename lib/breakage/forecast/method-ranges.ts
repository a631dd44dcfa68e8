import { ageGroups, type Candidate, candidates, HEADLINE } from "./constants";
import { MethodWorlds } from "./method-worlds";
import type { Followed } from "./past-cuts";
import { headlinesWorlds, isModelled, type Prepared } from "./prepare";
import type { SeeSide } from "./replicates";
import { addCharge, type ChargeSums, chargeOf, noCharges } from "./scores";
import { openNow } from "./table";

/** What the ranges that each method would have had at a past cut are charged: single cohorts by type, and by age group. */
export type MethodCharges = {
  readonly method: Candidate;
  readonly byType: readonly { readonly type: string; readonly sums: ChargeSums }[];
  /** In the order of `ageGroups`. */
  readonly byAge: readonly ChargeSums[];
};

/**
 * Holds the ranges of every method against what came, while the worlds of the method that was used are drawn. One draw serves all of
 * them (`MethodWorlds`). A method that borrows worlds has none where no past could be judged.
 */
export function chargingMethods(
  { table, choice, seed, projectionOf }: Prepared,
  followed: readonly Followed[],
  count: number,
): { readonly see: SeeSide; readonly charges: () => MethodCharges[] } {
  const all = new Map(followed.map((one) => [one.line, one]));
  const measured = candidates
    .filter((method) => isModelled(method) || choice.outcomes > 0)
    .map((method) => ({
      method,
      expects: projectionOf(method),
      byType: table.types.map(noCharges),
      byAge: ageGroups.map(noCharges),
    }));
  const headline = projectionOf(HEADLINE);
  const worlds = new MethodWorlds(headlinesWorlds(seed, count));
  return {
    see: (line, side) => {
      const one = all.get(line);
      if (!one) return;
      const { to, actual } = one;
      const age = table.cut - line.cohort.vintage;
      worlds.take(side, openNow(line), headline(line, to));
      for (const { method, expects, byType, byAge } of measured) {
        const expected = expects(line, to);
        const draws = isModelled(method) ? worlds.modelled(expected) : worlds.borrowed(expected);
        const charged = chargeOf({ actual, face: line.cohort.face, draws });
        const group = ageGroups.findIndex(({ from, to: last }) => age >= from && age <= last);
        for (const sums of [byType[line.type], byAge[group]]) if (sums) addCharge(sums, charged);
      }
    },
    charges: () =>
      measured.map(({ method, byType, byAge }) => ({
        method,
        byType: table.types.flatMap(({ code }, type) => {
          const sums = byType[type];
          return sums && sums.outcomes > 0 ? [{ type: code, sums }] : [];
        }),
        byAge,
      })),
  };
}
