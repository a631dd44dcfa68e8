import { betaCdf } from "@/lib/statistics/beta";
import type { Random } from "@/lib/statistics/random";

/** From so many cards' worth on, lumps are no longer felt. */
const MANY = 8;
/** A relative variance of one in so many is none. */
const EXACT = 1e12;
/** Counts less probable than this are not drawn. */
const NEVER = 1e-18;

/** What stays of so many like cards, as a share. In 0 … 1, and of mean `share` however many they are. */
export function drawShare(random: Random, share: number, cards: number): number {
  if (share > 0.5) return share < 1 ? 1 - drawShare(random, 1 - share, cards) : 1;
  const shape = shapeOf(share, cards);
  if (!(shape > 0 && shape < EXACT)) return share;
  if (cards * share >= MANY) return Math.min(1, (share * random.gamma(shape)) / shape);
  const [fewer, weight] = wholeCards(cards);
  const chance = random.uniform();
  return chance < weight
    ? countAt(chance / weight, share, fewer) / fewer
    : countAt((chance - weight) / (1 - weight), share, fewer + 1) / (fewer + 1);
}

/**
 * Whether a share lies between its 5 % and its 95 % quantile: it is of mean `share` and this relative variance, of which so many like
 * cards are a part. Where they are felt it comes by their lumps, and as a beta variable otherwise.
 */
export function isWithinRange(value: number, share: number, cards: number, variance: number): boolean {
  if (share > 0.5) {
    return isWithinRange(1 - value, 1 - share, cards, variance * (share / (1 - share)) ** 2);
  }
  if (!(variance > 1 / EXACT)) return true;
  // All of the variance as if it were of cards alone.
  const like = Math.max(1, (1 - share) / (share * variance));
  if (cards * share >= MANY) {
    const below = like > 1 ? betaCdf(value, share * (like - 1), (1 - share) * (like - 1)) : 0.5;
    return below >= 0.05 && below <= 0.95;
  }
  const [fewer, weight] = wholeCards(like);
  // Not in the lower tail with what it has, nor in the upper with less.
  let [atMost, below] = [0, 0];
  for (const [number, part] of [
    [fewer, weight],
    [fewer + 1, 1 - weight],
  ] as const) {
    atMost += part * countsUpTo(Math.floor(value * number + SAME), share, number);
    below += part * countsUpTo(Math.ceil(value * number - SAME) - 1, share, number);
  }
  return atMost >= 0.05 && below <= 0.95;
}

/** Shares in binary may miss a whole number of cards by so much. */
const SAME = 1e-9;

/** 1 ÷ the relative variance of what stays. */
const shapeOf = (share: number, cards: number) => (cards * share) / (1 - share);

/** The whole number below and how often to draw it, the next one otherwise, for the variance to be that of `cards`. */
function wholeCards(cards: number): readonly [number, number] {
  const fewer = Math.floor(cards);
  return [fewer, (fewer * (fewer + 1 - cards)) / cards];
}

/** The binomial count at a probability from below. */
function countAt(chance: number, share: number, cards: number): number {
  const odds = share / (1 - share);
  let probability = Math.exp(cards * Math.log1p(-share));
  let rest = chance - probability;
  let count = 0;
  while (rest > 0 && count < cards && probability > NEVER) {
    probability *= (odds * (cards - count)) / (count + 1);
    rest -= probability;
    count++;
  }
  return count;
}

/** The probability of a binomial count of at most `most`. */
function countsUpTo(most: number, share: number, cards: number): number {
  if (most < 0) return 0;
  const odds = share / (1 - share);
  let probability = Math.exp(cards * Math.log1p(-share));
  let sum = probability;
  for (let count = 0; count < Math.min(most, cards) && probability > NEVER; count++) {
    probability *= (odds * (cards - count)) / (count + 1);
    sum += probability;
  }
  return sum;
}
