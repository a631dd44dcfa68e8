/** How a linear predictor η becomes a probability: logit, μ = 1/(1 + e^−η); cloglog, μ = 1 − exp(−e^η). */
export const links = ["cloglog", "logit"] as const;
export type Link = (typeof links)[number];

/** μ at η, its complement with its own digits, and dμ/dη. */
export type Inverse = { readonly probability: number; readonly complement: number; readonly slope: number };

const inverseLogit = (eta: number): Inverse => {
  const probability = 1 / (1 + Math.exp(-eta));
  const complement = 1 / (1 + Math.exp(eta));
  return { probability, complement, slope: probability * complement };
};

const inverseCloglog = (eta: number): Inverse => {
  const hazard = Math.exp(eta);
  const complement = Math.exp(-hazard);
  // At a hazard that overflows the slope is 0, where ∞·0 would not be a number.
  return { probability: -Math.expm1(-hazard), complement, slope: complement === 0 ? 0 : hazard * complement };
};

export const inverseLink = (link: Link, eta: number): Inverse =>
  link === "logit" ? inverseLogit(eta) : inverseCloglog(eta);

/** η of a probability; ∓∞ at 0 and 1. Throws RangeError outside [0, 1]. */
export function linkOf(link: Link, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`${probability} is not a probability`);
  const toOne = Math.log1p(-probability);
  return link === "logit" ? Math.log(probability) - toOne : Math.log(-toOne);
}

/** dη/dμ at a probability strictly between 0 and 1. */
export function linkSlope(link: Link, probability: number): number {
  return link === "logit" ? 1 / (probability * (1 - probability)) : 1 / ((probability - 1) * Math.log1p(-probability));
}
