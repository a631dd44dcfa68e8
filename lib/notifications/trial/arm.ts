/** What an arm's units have shown: how many, and sums over them. Sums, because a database adds them up where they lie. */
export type ArmSums = {
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
};

/** With a covariate x fixed before the arms were drawn. */
export type AdjustedSums = ArmSums & {
  readonly covariateSum: number;
  readonly covariateSumSquares: number;
  readonly productSum: number;
};

/** Mean and variance of one unit's outcome. */
export type Moments = { readonly n: number; readonly mean: number; readonly variance: number };

/** Σ(u − ū)(v − v̄)/(n − 1); what rounding makes negative of a square is 0. */
function centred(n: number, sumU: number, sumV: number, products: number): number {
  return (products - (sumU * sumV) / n) / (n - 1);
}

/** Sample variance with n − 1. Throws RangeError for fewer than two units. */
export function momentsOf({ n, sum, sumSquares }: ArmSums): Moments {
  checkUnits(n);
  return { n, mean: sum / n, variance: Math.max(0, centred(n, sum, sum, sumSquares)) };
}

/** Of a share: p(1 − p), the variance of a single trial. Throws RangeError unless 0 ≤ successes ≤ n and n ≥ 2. */
export function shareMoments(n: number, successes: number): Moments {
  checkUnits(n);
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} of ${n} units`);
  const mean = successes / n;
  return { n, mean, variance: mean * (1 - mean) };
}

function checkUnits(n: number): void {
  if (!(n >= 2)) throw new RangeError(`an arm of ${n} has no variance`);
}

export type JointMoments = Moments & {
  readonly covariateMean: number;
  readonly covariateVariance: number;
  readonly covariance: number;
};

export function jointMoments(sums: AdjustedSums): JointMoments {
  const { n, sum, covariateSum } = sums;
  return {
    ...momentsOf(sums),
    covariateMean: covariateSum / n,
    covariateVariance: Math.max(0, centred(n, covariateSum, covariateSum, sums.covariateSumSquares)),
    covariance: centred(n, sum, covariateSum, sums.productSum),
  };
}

/** Of two groups as if they were one. */
export const pooled = (a: AdjustedSums, b: AdjustedSums): AdjustedSums => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  sumSquares: a.sumSquares + b.sumSquares,
  covariateSum: a.covariateSum + b.covariateSum,
  covariateSumSquares: a.covariateSumSquares + b.covariateSumSquares,
  productSum: a.productSum + b.productSum,
});
