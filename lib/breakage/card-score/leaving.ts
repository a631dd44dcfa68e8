import { unpackCell } from "./cell";
import { ageBands, balanceBands, idleBands } from "./constants";
import { historyLevels, type TypeFacts } from "./design";
import type { TrainingRow } from "./training";
import { typeRatios } from "./type-ratios";

/**
 * Balances go by refunds, fees, transfers and corrections too: neither redeemed nor left. The share that goes in a month
 * without use, by group: cards never used by their age, the others by how long they have lain idle and how much is left, of
 * which a fee takes the more the less it is; types with fees apart.
 */
export type LeavingModel = {
  /** By fees (0 without, 1 with) and then group. */
  readonly rates: readonly (readonly number[])[];
  /** By type id: how much more goes than that. */
  readonly ratios: Readonly<Record<string, number>>;
};

const BALANCES = balanceBands.length;
export const LEAVING_GROUPS = ageBands.length + idleBands.length * BALANCES;

export function leavingGroup(history: number, age: number): number {
  const { unused, idle, rest } = historyLevels(history, age);
  return unused ?? ageBands.length + (idle ?? 0) * BALANCES + ((rest ?? 0) % BALANCES);
}

/** A group counts as if in so many more months as much had gone as in all. */
const PRIOR_MONTHS = 50;
const LARGEST_RATE = 0.5;

type Sum = { months: number; lost: number };
const empty = (): Sum => ({ months: 0, lost: 0 });

/** Rates by group with a small prior of all, types by two-level credibility of seen ÷ expected, each group one cell. */
export function fitLeaving(rows: readonly TrainingRow[], types: readonly TypeFacts[]): LeavingModel {
  const byType = new Map(types.map(({ id }) => [id, Array.from({ length: LEAVING_GROUPS }, empty)]));
  for (const { key, trials, events, lost } of rows) {
    const { typeId, age, history } = unpackCell(key);
    const sum = byType.get(typeId)?.[leavingGroup(history, age)];
    if (!sum) continue;
    sum.months += trials - events;
    sum.lost += lost;
  }
  const rates = [false, true].map((fees) => {
    const sums = types.filter((type) => type.fees === fees).map(({ id }) => byType.get(id) ?? []);
    const all = total(sums.flat());
    const overall = all.months > 0 ? all.lost / all.months : 0;
    return Array.from({ length: LEAVING_GROUPS }, (_, group) => {
      const own = total(sums.map((groups) => groups[group] ?? empty()));
      return (own.lost + PRIOR_MONTHS * overall) / (own.months + PRIOR_MONTHS);
    });
  });
  const feesOf = new Map(types.map(({ id, fees }) => [id, Number(fees)]));
  const ratios = typeRatios(types, (id) =>
    (byType.get(id) ?? []).map(({ months, lost }, group) => ({
      seen: lost,
      expected: months * (rates[feesOf.get(id) ?? 0]?.[group] ?? 0),
    })),
  );
  return { rates, ratios };
}

const total = (sums: readonly Sum[]): Sum =>
  sums.reduce((all, { months, lost }) => ({ months: all.months + months, lost: all.lost + lost }), empty());

/** Of a type, by group: the share of a balance that goes in a month without use. */
export function leavingRates({ rates, ratios }: LeavingModel, { id, fees }: TypeFacts): number[] {
  return (rates[Number(fees)] ?? []).map((rate) => Math.min(LARGEST_RATE, rate * (ratios[id] ?? 1)));
}
