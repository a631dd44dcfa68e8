import type { Random } from "@/lib/statistics/random";
import { at } from "@/lib/statistics/vector";
import { ageGroups } from "./constants";
import { type Line, openNow } from "./table";
import type { Trial } from "./walk-forward";

/** What a method missed in one month of sale at one past cut, ÷ value sold, by type. */
type Donor = ReadonlyMap<string, number>;

/** By past cut, then age group. */
export type Donors = readonly (readonly (readonly Donor[])[])[];

const groupOf = (age: number) => ageGroups.findIndex(({ from, to }) => age >= from && age <= to);

/** Past misses. Whole months of sale stay together, because what moved one type moved the others. */
export function donorsOf(trials: readonly Trial[]): Donors {
  const cuts = new Map<number, Map<number, Map<string, number>>[]>();
  for (const { cut, vintage, type, age, face, expected, actual } of trials) {
    const groups = cuts.get(cut) ?? ageGroups.map(() => new Map<number, Map<string, number>>());
    cuts.set(cut, groups);
    const group = groups[groupOf(age)];
    if (!group || !(face > 0)) continue;
    const month = group.get(vintage) ?? new Map<string, number>();
    group.set(vintage, month.set(type, (actual - expected) / face));
  }
  return [...cuts.values()].map((groups) => groups.map((group) => [...group.values()]));
}

/**
 * Draws for a method without a model of chance: what it expects plus the miss of a past month of sale of the same age group.
 * A world takes all its misses from one past cut, and all types of a month of sale from one month, so that what goes wrong
 * together stays together. Null where no past cut tells of such an age.
 */
export function donorDraws(
  donors: Donors,
  line: Line,
  age: number,
  expected: number,
  count: number,
  random: Random,
): Float64Array | null {
  const group = groupOf(age);
  const pools = donors.map((cut) => cut[group] ?? []).filter((pool) => pool.length > 0);
  if (pools.length === 0) return null;
  const world = random.split("cut");
  const month = random.split("month").split(line.cohort.vintage);
  const own = random.split("cohort").split(line.cohort.id);
  return Float64Array.from({ length: count }, () => {
    // Drawn as shares, so that one world is at the same place of every age group's list of cuts.
    const pool = pools[Math.floor(world.uniform() * pools.length)] ?? [];
    const donor = pool[Math.floor(month.uniform() * pool.length)] ?? new Map<string, number>();
    const others = [...donor.values()];
    const miss = donor.get(line.cohort.type) ?? at(others, own.integer(others.length));
    return Math.min(openNow(line), Math.max(0, expected + miss * line.cohort.face));
  });
}
