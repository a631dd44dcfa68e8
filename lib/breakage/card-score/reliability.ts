import { binomialRegression } from "@/lib/statistics/binomial-regression";
import { linkOf } from "@/lib/statistics/link";

/** Alike cards, the probability they were given, and of how many it came true. */
export type Judged = { readonly probability: number; readonly cards: number; readonly came: number };

/** Cards with about the same probability: what was said of them, and what came. */
export type Decile = { readonly cards: number; readonly predicted: number; readonly observed: number };

export type Reliability = {
  readonly cards: number;
  readonly predicted: number;
  readonly observed: number;
  /** A tenth of the cards each, from the least probable; cells are not split, so they are tenths only about. */
  readonly deciles: readonly Decile[];
  /** Σ (outcome − probability)² ÷ cards. */
  readonly brier: number;
  /** 1 − Brier ÷ that of giving every card the observed share; null where all outcomes are the same. */
  readonly skill: number | null;
  /** Of the outcome's logit on that of the probability: 1 when odds are neither too bold nor too timid; null when unknown. */
  readonly slope: number | null;
  readonly intercept: number | null;
};

const GROUPS = 10;
/** A probability of 0 or 1 has no logit. */
const NEAREST = 1e-6;

/**
 * How far stated probabilities were kept: reliability by tenths, Brier score, and calibration slope and intercept by
 * logistic regression (Cox, Biometrika 45, 1958). Null without cards.
 */
export function reliabilityOf(judged: readonly Judged[]): Reliability | null {
  const seen = judged.filter(({ cards }) => cards > 0).sort((a, b) => a.probability - b.probability);
  const cards = seen.reduce((sum, one) => sum + one.cards, 0);
  if (cards === 0) return null;
  const came = seen.reduce((sum, one) => sum + one.came, 0);
  const observed = came / cards;
  const squares = seen.reduce(
    (sum, one) => sum + one.came * (1 - one.probability) ** 2 + (one.cards - one.came) * one.probability ** 2,
    0,
  );
  const flat = observed * (1 - observed);
  const brier = squares / cards;
  return {
    cards,
    predicted: seen.reduce((sum, one) => sum + one.cards * one.probability, 0) / cards,
    observed,
    deciles: decilesOf(seen, cards),
    brier,
    skill: flat > 0 ? 1 - brier / flat : null,
    ...slopeOf(seen),
  };
}

function decilesOf(sorted: readonly Judged[], total: number): Decile[] {
  const groups: { cards: number; said: number; came: number }[] = [];
  let before = 0;
  let last = -1;
  for (const { probability, cards, came } of sorted) {
    const group = Math.min(GROUPS - 1, Math.floor((GROUPS * before) / total));
    if (group !== last) groups.push({ cards: 0, said: 0, came: 0 });
    last = group;
    before += cards;
    const own = groups.at(-1);
    if (!own) continue;
    own.cards += cards;
    own.said += cards * probability;
    own.came += came;
  }
  return groups.map(({ cards, said, came }) => ({ cards, predicted: said / cards, observed: came / cards }));
}

function slopeOf(judged: readonly Judged[]): { slope: number | null; intercept: number | null } {
  const rows = judged.map(({ probability, cards, came }) => ({
    x: [1, linkOf("logit", Math.min(Math.max(probability, NEAREST), 1 - NEAREST))],
    trials: cards,
    successes: came,
  }));
  const outcome = binomialRegression(rows, "logit");
  const [intercept, slope] = outcome.kind === "fitted" ? outcome.fit.coefficients : [];
  return { slope: slope ?? null, intercept: intercept ?? null };
}
