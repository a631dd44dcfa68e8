/** What may still fall to a jurisdiction of some cards, in minor units before any rounding. Stakes of parts add up. */
export type Stake = {
  /** What is taken if nothing more is redeemed: no world takes more. */
  readonly claimed: number;
  /** What is claimed, times the chance that nobody redeems it before the day. */
  readonly expected: number;
  /** Its derivative by the pace of redemption, at pace 1: never above 0. */
  readonly slope: number;
  /** Of single cards, each of which is taken whole or not at all. */
  readonly variance: number;
};

export const NOTHING: Stake = { claimed: 0, expected: 0, slope: 0, variance: 0 };

/**
 * The stake in one card: of what is claimed of today's balance, the share e^(−hazard) that nobody redeems before the day.
 * @param hazard cumulative, from today to the day of presumed abandonment; 0 where that day is over.
 */
export function stakeOf(claimed: number, hazard: number): Stake {
  const expected = claimed * Math.exp(-hazard);
  return { claimed, expected, slope: -hazard * expected, variance: expected * (claimed - expected) };
}

/** What is expected of one card in whole minor units: the one rounding, so that any sum of cards is a sum of these. */
export const foreseenOf = ({ expected }: Stake): bigint => BigInt(Math.round(expected));

export const addStakes = (a: Stake, b: Stake): Stake => ({
  claimed: a.claimed + b.claimed,
  expected: a.expected + b.expected,
  slope: a.slope + b.slope,
  variance: a.variance + b.variance,
});

export const sumOfStakes = (stakes: Iterable<Stake>): Stake => [...stakes].reduce(addStakes, NOTHING);

/**
 * What is expected where value is redeemed at another pace (1.1: a tenth more hazard in every month). Exact for cards with
 * one hazard; for others their mean hazard stands for all, weighted by what is expected of each.
 */
export function expectedAt({ claimed, expected, slope }: Stake, pace: number): number {
  return expected > 0 ? Math.min(claimed, expected * Math.exp((slope / expected) * (pace - 1))) : expected;
}
