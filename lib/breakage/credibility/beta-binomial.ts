import { betaQuantile } from "@/lib/statistics/beta";
import { logBeta } from "@/lib/statistics/gamma";
import { bfgs, nelderMead } from "@/lib/statistics/minimise";
import { sum } from "@/lib/statistics/vector";

/** Of `cards` cards of a type, `hits` (never touched, say). */
export type Count = { readonly name: string; readonly hits: number; readonly cards: number };

/**
 * `estimated`: α and β by maximum likelihood. `no-difference`: the types differ by no more than the binomial, α and β grow
 * without limit at a common share. `all-or-nothing`: within each type all cards agree, α and β shrink to 0.
 */
export type PriorKind = "estimated" | "no-difference" | "all-or-nothing";

export type BetaPrior = {
  readonly kind: PriorKind;
  /** α/(α + β). */
  readonly mean: number;
  /** α + β, in cards: ∞ for `no-difference`, 0 for `all-or-nothing`. */
  readonly strength: number;
  /** Without the binomial coefficients. */
  readonly logLikelihood: number;
  /** All that it was fitted to. */
  readonly hits: number;
  readonly cards: number;
};

export type BetaPriorRefusal = "no-cards" | "no-hits" | "all-hits" | "one-card-each" | "no-maximum";

const SMALLEST_STRENGTH = 1e-4;

/**
 * The prior of a share over types, by maximum likelihood of Π BB(hits | cards, α, β) (Skellam 1948). Types of no cards
 * count for nothing. A refusal says why there is no prior: no cards at all, not one hit or nothing but hits, or a single
 * card of each type, which tells the mean share and nothing of its spread. Throws RangeError for counts that are no counts.
 */
export function fitBetaPrior(counts: readonly Count[]): BetaPrior | BetaPriorRefusal {
  for (const { name, hits, cards } of counts) {
    if (!Number.isInteger(hits) || !Number.isInteger(cards) || hits < 0 || hits > cards) {
      throw new RangeError(`${name}: ${hits} of ${cards} cards`);
    }
  }
  const seen = counts.filter(({ cards }) => cards > 0);
  const cards = sum(seen.map((count) => count.cards));
  const hits = sum(seen.map((count) => count.hits));
  if (cards === 0) return "no-cards";
  if (hits === 0) return "no-hits";
  if (hits === cards) return "all-hits";
  if (seen.every((count) => count.cards === 1)) return "one-card-each";
  const mean = hits / cards;
  if (excessSpread(seen, mean) <= 0) {
    const logLikelihood = hits * Math.log(mean) + (cards - hits) * Math.log(1 - mean);
    return { kind: "no-difference", mean, strength: Number.POSITIVE_INFINITY, logLikelihood, hits, cards };
  }
  if (seen.every((count) => count.hits === 0 || count.hits === count.cards)) {
    const share = seen.filter((count) => count.hits > 0).length / seen.length;
    const logLikelihood = seen.length * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
    return { kind: "all-or-nothing", mean: share, strength: 0, logLikelihood, hits, cards };
  }
  const estimated = maximum(seen, mean);
  return estimated === null ? "no-maximum" : { kind: "estimated", ...estimated, hits, cards };
}

/**
 * Twice the derivative of the log-likelihood by 1/strength at no difference (Tarone 1979): above 0 when the hits of the
 * types lie further apart than a common share would have them.
 */
function excessSpread(counts: readonly Count[], p: number): number {
  return sum(
    counts.map(({ hits, cards }) => {
      const misses = cards - hits;
      return (hits * (hits - 1)) / p + (misses * (misses - 1)) / (1 - p) - cards * (cards - 1);
    }),
  );
}

function maximum(counts: readonly Count[], share: number) {
  const shapes = ([logit = 0, logStrength = 0]: readonly number[]) => {
    const strength = Math.exp(logStrength);
    return { alpha: strength / (1 + Math.exp(-logit)), beta: strength / (1 + Math.exp(logit)), strength };
  };
  const loss = (point: readonly number[]) => {
    const { alpha, beta } = shapes(point);
    if (!(alpha > 0 && beta > 0 && Number.isFinite(alpha + beta))) return Number.POSITIVE_INFINITY;
    const prior = logBeta(alpha, beta);
    return -sum(counts.map(({ hits, cards }) => logBeta(alpha + hits, beta + cards - hits) - prior));
  };
  const start = [Math.log(share / (1 - share)), 2];
  const direct = bfgs(loss, start);
  const found = direct.converged ? direct : bfgs(loss, nelderMead(loss, start).point);
  if (!found.converged) return null;
  const { alpha, strength } = shapes(found.point);
  if (strength < SMALLEST_STRENGTH) return null;
  return { mean: alpha / strength, strength, logLikelihood: -found.value };
}

export type Posterior = { readonly mean: number; readonly lower: number; readonly upper: number };

/**
 * The share of a type given its own cards: mean (α + hits)/(α + β + cards) and the equal-tailed interval from the Beta
 * quantiles, 95 % unless said. Where the types do not differ, the common share, with Jeffreys' interval for all cards
 * together. With strength 0 a type's own cards are all there is; without cards there is then nothing to say: null.
 */
export function posteriorShare(
  prior: Omit<BetaPrior, "kind" | "logLikelihood">,
  own: Omit<Count, "name">,
  level = 0.95,
): Posterior | null {
  if (!(level > 0 && level < 1)) throw new RangeError(`${level} is no level`);
  const { mean, strength } = prior;
  if (strength === Number.POSITIVE_INFINITY) {
    return { mean, ...interval(prior.hits + 0.5, prior.cards - prior.hits + 0.5, level) };
  }
  const alpha = mean * strength + own.hits;
  const beta = (1 - mean) * strength + own.cards - own.hits;
  if (alpha + beta === 0) return null;
  return { mean: alpha / (alpha + beta), ...interval(alpha, beta, level) };
}

function interval(alpha: number, beta: number, level: number) {
  // A shape of 0 has all of its mass at one end.
  if (alpha === 0 || beta === 0) return { lower: alpha === 0 ? 0 : 1, upper: alpha === 0 ? 0 : 1 };
  const tail = (1 - level) / 2;
  return { lower: betaQuantile(tail, alpha, beta), upper: betaQuantile(1 - tail, alpha, beta) };
}
