import { historyOf } from "./cell";
import { balanceBands, bandOf, phaseBands } from "./constants";
import type { TypeFacts } from "./design";
import { typeRatios } from "./type-ratios";

/** Redemptions that began alike and ended alike. */
export type TakenRow = {
  readonly typeId: number;
  /** See `SOURCES`. */
  readonly source: number;
  /** See `outcomeOf`. */
  readonly outcome: number;
  readonly redemptions: number;
  /** Σ of what was left ÷ what was open. */
  readonly left: number;
};

/** States of a card: 0 never used (before) or emptied (after), else 1 + (used more than once ? bands : 0) + band of the balance. */
export const OUTCOMES = 1 + 2 * balanceBands.length;
/** A redemption begins with a state in a phase of the card's life: phase · OUTCOMES + state. */
export const SOURCES = phaseBands.length * OUTCOMES;

export const phaseOf = (age: number): number => bandOf(phaseBands, age);

export const outcomeOf = (outcome: number): null | { readonly again: boolean; readonly balance: number } =>
  outcome === 0 ? null : { again: outcome > balanceBands.length, balance: (outcome - 1) % balanceBands.length };

/** The state that a redemption begins with. */
export function stateOf(historyIndex: number): number {
  const history = historyOf(historyIndex);
  return history.used ? 1 + Number(history.again) * balanceBands.length + history.balance : 0;
}

/**
 * What a month with a redemption takes. `chances` and `left` are by source and then outcome, over all types; `emptied` and
 * `kept` say by type how much more often than that the card is emptied, and how much more of the balance stays otherwise.
 */
export type TakenModel = {
  readonly chances: readonly (readonly number[])[];
  readonly left: readonly (readonly number[])[];
  /** By type id. */
  readonly emptied: Readonly<Record<string, number>>;
  readonly kept: Readonly<Record<string, number>>;
  readonly redemptions: number;
};

/** A source counts as if so many more redemptions had gone as in all phases, and a state as if so many more as from all. */
const PRIOR = 5;
/** In the middle of its band, ÷ the card's whole balance, where no redemption tells. */
const middleOf = (outcome: number) => {
  const band = outcomeOf(outcome)?.balance ?? 0;
  return ((balanceBands[band]?.from ?? 0) + (balanceBands[band + 1]?.from ?? 100)) / 200;
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const table = () => Array.from({ length: SOURCES }, () => new Array<number>(OUTCOMES).fill(0));

/**
 * Shares by source with a small prior of the state in all phases; types by two-level credibility of observed ÷ expected, each
 * source one cell. Without a redemption every one is taken to empty the card.
 */
export function fitTaken(rows: readonly TakenRow[], types: readonly TypeFacts[]): TakenModel {
  const [seen, remained] = [table(), table()];
  for (const { source, outcome, redemptions, left } of rows) {
    const [counts, shares] = [seen[source], remained[source]];
    if (!counts || !shares) continue;
    counts[outcome] = (counts[outcome] ?? 0) + redemptions;
    shares[outcome] = (shares[outcome] ?? 0) + left;
  }
  const together = (lines: readonly (readonly number[])[]) =>
    Array.from({ length: OUTCOMES }, (_, o) => sum(lines.map((line) => line[o] ?? 0)));
  const total = sum(seen.flat());
  const all = together(seen).map((count, o) => (total > 0 ? count / total : Number(o === 0)));
  const toward = (counts: readonly number[], prior: readonly number[]) =>
    prior.map((share, o) => ((counts[o] ?? 0) + PRIOR * share) / (sum(counts) + PRIOR));
  const byState = Array.from({ length: OUTCOMES }, (_, state) =>
    toward(together(seen.filter((_line, source) => source % OUTCOMES === state)), all),
  );
  const chances = seen.map((counts, source) => toward(counts, byState[source % OUTCOMES] ?? all));
  const left = seen.map((counts, source) =>
    counts.map((count, o) =>
      o === 0 ? 0 : Math.min(1, count > 0 ? (remained[source]?.[o] ?? 0) / count : middleOf(o)),
    ),
  );
  const emptied = ratios(rows, types, ({ redemptions, source, outcome }) => ({
    seen: outcome === 0 ? redemptions : 0,
    expected: redemptions * (chances[source]?.[0] ?? 0),
  }));
  const kept = ratios(rows, types, ({ redemptions, source, outcome, left: own }) => ({
    seen: outcome === 0 ? 0 : own,
    expected: outcome === 0 ? 0 : redemptions * (left[source]?.[outcome] ?? 0),
  }));
  return { chances, left, emptied, kept, redemptions: total };
}

function ratios(
  rows: readonly TakenRow[],
  types: readonly TypeFacts[],
  measure: (row: TakenRow) => { seen: number; expected: number },
): Record<string, number> {
  const sums = new Map(types.map(({ id }) => [id, Array.from({ length: SOURCES }, () => ({ seen: 0, expected: 0 }))]));
  for (const row of rows) {
    const sum = sums.get(row.typeId)?.[row.source];
    if (!sum) continue;
    const { seen, expected } = measure(row);
    sum.seen += seen;
    sum.expected += expected;
  }
  return typeRatios(types, (id) => sums.get(id) ?? []);
}

const LARGEST_CHANCE = 0.999;

/** By source: chances of the outcomes for a type, and what is left in each; chances sum to 1. */
export function takenByType({ chances, left, emptied, kept }: TakenModel, typeId: number) {
  const [empties, keeps] = [emptied[typeId] ?? 1, kept[typeId] ?? 1];
  return chances.map((shares, source) => {
    const [pooled = 0] = shares;
    // Where nothing but emptying was ever seen there is nothing to share the rest among.
    const own = pooled < 1 ? Math.min(LARGEST_CHANCE, pooled * empties) : 1;
    const rest = pooled < 1 ? (1 - own) / (1 - pooled) : 0;
    return {
      chances: shares.map((share, outcome) => (outcome === 0 ? own : share * rest)),
      left: (left[source] ?? []).map((share) => Math.min(1, share * keeps)),
    };
  });
}
