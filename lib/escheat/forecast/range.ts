import { normalQuantile } from "@/lib/statistics/normal";
import { sortedQuantile } from "@/lib/statistics/quantile";
import { makeRandom } from "@/lib/statistics/random";
import { addStakes, expectedAt, NOTHING, type Stake } from "./stake";

/** Stakes by card type: types are redeemed at paces of their own. */
export type StakesByType = ReadonlyMap<number, Stake>;

/** By card type, its pace in every world, as many for each; a type without is redeemed as expected in all. */
export type Paces = ReadonlyMap<number, readonly number[]>;

export type Ends = { readonly low: number; readonly high: number };

export const LEVEL = 0.8;

/**
 * The middle 80 % of what may fall to states of some cards, by the worlds of the breakage forecast: a world is one pace for
 * each type, and in it the sum is taken before any quantile. Chance in single cards comes on top, as a normal deviate of
 * the sum's own variance; no world takes less than nothing or more than is claimed. Without paces both ends are what is expected.
 */
export const rangeOf = (stakes: StakesByType, paces: Paces): Ends => rangeBetween(stakes, stakes, paces);

/** From the low end of one set of stakes to the high end of another. */
export function rangeBetween(least: StakesByType, most: StakesByType, paces: Paces): Ends {
  return {
    low: sortedQuantile(worldsOf(least, paces), (1 - LEVEL) / 2),
    high: sortedQuantile(worldsOf(most, paces), (1 + LEVEL) / 2),
  };
}

function worldsOf(stakes: StakesByType, paces: Paces): number[] {
  const count = Math.max(0, ...[...stakes.keys()].map((type) => paces.get(type)?.length ?? 0));
  const whole = [...stakes.values()].reduce(addStakes, NOTHING);
  if (count === 0) return [whole.expected];
  const deviation = Math.sqrt(Math.max(0, whole.variance));
  const chance = chancesOf(count);
  const sums = Array.from({ length: count }, (_, world) => deviation * (chance[world] ?? 0));
  for (const [type, stake] of stakes) {
    const own = paces.get(type);
    for (let world = 0; world < count; world++) {
      sums[world] = (sums[world] ?? 0) + expectedAt(stake, own?.[world] ?? 1);
    }
  }
  return sums.map((sum) => Math.min(whole.claimed, Math.max(0, sum))).sort((a, b) => a - b);
}

const known = new Map<number, readonly number[]>();

/** Normal scores in an order that has nothing to do with that of the worlds. */
function chancesOf(count: number): readonly number[] {
  const found = known.get(count);
  if (found !== undefined) return found;
  const random = makeRandom("escheat");
  const scores = Array.from({ length: count }, (_, i) => normalQuantile((i + 0.5) / count));
  for (let i = count - 1; i > 0; i--) {
    const other = random.integer(i + 1);
    [scores[i], scores[other]] = [scores[other] ?? 0, scores[i] ?? 0];
  }
  known.set(count, scores);
  return scores;
}

/** Sums by card type. */
export function byType(parts: Iterable<{ readonly cardTypeId: number; readonly stake: Stake }>): Map<number, Stake> {
  const sums = new Map<number, Stake>();
  for (const { cardTypeId, stake } of parts) sums.set(cardTypeId, addStakes(sums.get(cardTypeId) ?? NOTHING, stake));
  return sums;
}
