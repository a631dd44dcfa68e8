import { typeIdOf, unpackCell } from "./cell";
import type { Headline } from "./headline";
import type { CellScores } from "./score";

/** How many cards are in each cell and what lies on them, in the order of the scores. */
export type CellStock = { readonly cards: readonly number[]; readonly balance: readonly number[] };

/**
 * How the cards of a type add up beside the headline. `within`: inside its 90 % range, and left as they are. `scaled`: the
 * headline wins, and the shares expected to be left are raised to the power `factor`. `unmatched`: the headline has no open cohort of
 * these cards, or gives them no share that hazards could meet.
 */
export type Reconciliation = {
  readonly typeId: number;
  readonly cards: number;
  /** Open balance that could be held against the headline, and what of it the cards' scores and the headline leave. */
  readonly balance: number;
  readonly byCards: number;
  readonly byHeadline: number | null;
  /** byCards ÷ byHeadline − 1; null where there is nothing to divide by. */
  readonly gap: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly outcome: "within" | "scaled" | "unmatched";
  readonly factor: number;
};

/** The power is looked for between this and its inverse; beyond, cards and headline speak of different things. */
const LARGEST_FACTOR = 20;

type Part = { readonly place: number; readonly balance: number };

/**
 * Type by type: Σ balance · share left over open cards, against the headline's shares of the same month of end. Outside the
 * headline's range the shares are raised to the power γ for which the sum is the headline's, as if value went γ times as
 * fast; they stay between 0 and 1 and in their order. By bisection, because the sum falls in γ.
 */
export function reconcile(scores: CellScores, stock: CellStock, headline: Headline): Reconciliation[] {
  const { ultimateAge } = headline.hazards;
  const parts = new Map<number, Part[]>();
  const targets = new Map<number, { cards: number; headline: number }>();
  for (const [place, key] of scores.keys.entries()) {
    const { typeId, age, endAge } = unpackCell(key);
    const end = endAge ?? ultimateAge;
    if (age > end || !headline.hazards.typeIds.has(typeId)) continue;
    const target = targets.get(typeId) ?? { cards: 0, headline: 0 };
    target.cards += stock.cards[place] ?? 0;
    targets.set(typeId, target);
    const share = headline.shares(typeId, headline.cut + 1 - age + end);
    if (!share || !(share.openNow > 0)) continue;
    const balance = stock.balance[place] ?? 0;
    target.headline += (balance * share.expected) / share.openNow;
    const own = parts.get(typeId);
    if (own) own.push({ place, balance });
    else parts.set(typeId, [{ place, balance }]);
  }
  return [...targets]
    .sort(([a], [b]) => a - b)
    .map(([typeId, { cards, headline: byHeadline }]) =>
      ofType(typeId, cards, parts.get(typeId) ?? [], byHeadline, scores, headline),
    );
}

function ofType(
  typeId: number,
  cards: number,
  parts: readonly Part[],
  byHeadline: number,
  { left }: CellScores,
  { ranges }: Headline,
): Reconciliation {
  const balance = parts.reduce((sum, part) => sum + part.balance, 0);
  const leftAt = (factor: number) =>
    parts.reduce((sum, part) => sum + part.balance * (left[part.place] ?? 1) ** factor, 0);
  const byCards = leftAt(1);
  const range = ranges.get(typeId) ?? null;
  const known = { typeId, cards, balance, byCards };
  if (!(balance > 0) || !(byHeadline > 0)) {
    return { ...known, byHeadline: null, gap: null, low: null, high: null, outcome: "unmatched", factor: 1 };
  }
  const [low, high] = [byHeadline * (range?.low ?? 1), Math.min(balance, byHeadline * (range?.high ?? 1))];
  const told = { ...known, byHeadline, gap: byCards / byHeadline - 1, low, high };
  if (byCards >= low && byCards <= high) return { ...told, outcome: "within", factor: 1 };
  const factor = solve(leftAt, byHeadline);
  return factor === null ? { ...told, outcome: "unmatched", factor: 1 } : { ...told, outcome: "scaled", factor };
}

/** γ with leftAt(γ) = target, or null when none between 1/20 and 20 gives it. */
function solve(leftAt: (factor: number) => number, target: number): number | null {
  let [low, high] = [-Math.log(LARGEST_FACTOR), Math.log(LARGEST_FACTOR)];
  if (leftAt(Math.exp(low)) < target || leftAt(Math.exp(high)) > target) return null;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (leftAt(Math.exp(middle)) > target) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/**
 * The scores with each type's factor on its shares left: the headline governs value. Chances and hazards of single cards
 * stay, because they were held against what single cards did.
 */
export function scaledScores(scores: CellScores, reconciliation: readonly Reconciliation[]): CellScores {
  const factors = new Map(reconciliation.map(({ typeId, factor }) => [typeId, factor]));
  const factorOf = (place: number) => factors.get(typeIdOf(scores.keys[place] ?? 0)) ?? 1;
  return { ...scores, left: scores.left.map((share, place) => share ** factorOf(place)) };
}
