/**
 * Who gets which slot. A slot is a day on a channel; a unit takes at most one. `gains` is a matrix, a row to a unit, with
 * what each slot brings: 0 or less and −∞ are never taken. `costs` has a column to each group of slots (a channel), and
 * `groupOf` says which group a slot is of.
 */
export type Problem = {
  readonly units: number;
  readonly slots: number;
  readonly groups: number;
  readonly gains: Float32Array;
  readonly costs: Float32Array;
  readonly groupOf: Int32Array;
  /** Units that a slot takes; Infinity: any number. */
  readonly capacity: Float64Array;
  /** What all costs may come to; Infinity: anything. */
  readonly budget: number;
};

/** Slot by unit; −1: none. */
export type Assignment = Int32Array;

export const NOBODY = -1;

export const gainOf = (p: Problem, unit: number, slot: number): number => p.gains[unit * p.slots + slot] ?? -Infinity;

export const costOf = (p: Problem, unit: number, slot: number): number =>
  p.costs[unit * p.groups + (p.groupOf[slot] ?? 0)] ?? 0;

export function totalGain(p: Problem, chosen: Assignment): number {
  let total = 0;
  for (let unit = 0; unit < p.units; unit++) {
    const slot = chosen[unit] ?? NOBODY;
    if (slot !== NOBODY) total += gainOf(p, unit, slot);
  }
  return total;
}

/** Every so-many-th unit, with capacity and budget in proportion: a small problem that has nearly the same prices. */
export function sampleOf(p: Problem, units: number): Problem {
  if (units >= p.units) return p;
  const gains = new Float32Array(units * p.slots);
  const costs = new Float32Array(units * p.groups);
  for (let i = 0; i < units; i++) {
    const from = Math.floor((i * p.units) / units);
    gains.set(p.gains.subarray(from * p.slots, (from + 1) * p.slots), i * p.slots);
    costs.set(p.costs.subarray(from * p.groups, (from + 1) * p.groups), i * p.groups);
  }
  const part = units / p.units;
  return { ...p, units, gains, costs, capacity: p.capacity.map((c) => c * part), budget: p.budget * part };
}
