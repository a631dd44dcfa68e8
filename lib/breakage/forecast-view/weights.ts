import type { FactorRow } from "../forecast/factor-table";

/** Ages, both ends included, over which a type keeps the same share of its own experience. */
export type Weight = { readonly from: number; readonly to: number; readonly credibility: number };

/** Two weights of one band are the same number; sums of decimals in binary are not. */
const SAME = 1e-12;

/** The weights by age as far as the type's own cards have come, oldest age last; ages of one weight taken together. */
export function weightsOf(factors: readonly Pick<FactorRow, "age" | "cohorts" | "credibility">[]): Weight[] {
  const weights: { from: number; to: number; credibility: number }[] = [];
  for (const { age, cohorts, credibility } of factors) {
    if (cohorts === 0) continue;
    const last = weights.at(-1);
    if (last && Math.abs(last.credibility - credibility) < SAME) last.to = age;
    else weights.push({ from: age, to: age, credibility });
  }
  return weights;
}

/** Three of them that tell the story: the first, the one in the middle of the list, the last. */
export function tellingWeights(weights: readonly Weight[]): Weight[] {
  const picked = [weights[0], weights[Math.floor((weights.length - 1) / 2)], weights.at(-1)];
  return picked.filter((weight, i): weight is Weight => weight !== undefined && picked.indexOf(weight) === i);
}
