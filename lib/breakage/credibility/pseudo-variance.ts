import { Sum, sum } from "@/lib/statistics/vector";

/** A mean and how much is known of it: the inverse of its variance, were all members of the group alike. */
export type Member = { readonly mean: number; readonly information: number };

const PRECISION = 1e-13;
const MAX_ITERATIONS = 10_000;

/** What a member's mean tells of the centre when members differ with the variance v: 1/(1/information + v). */
const tells = ({ information }: Member, variance: number) => information / (1 + variance * information);

/** The centre of a group whose members differ with this variance, and how much is known of it. */
export function centreOf(members: readonly Member[], variance: number): Member {
  const information = new Sum();
  const weighted = new Sum();
  for (const member of members) {
    const weight = tells(member, variance);
    information.add(weight);
    weighted.add(weight * member.mean);
  }
  return { mean: weighted.value / information.value, information: information.value };
}

/** z = how much a member keeps of its own mean. */
export const credibilityOf = (member: Member, variance: number): number => variance * tells(member, variance);

/**
 * The variance v of the members within their groups with v = Σ Σ z(mean − centre)²/Σ(size − 1), where z and the centres
 * depend on v themselves: the iterative pseudo-estimator of De Vylder (1981), the method "iterative" of the R package
 * actuar. The right side divided by v falls in v, so there is a solution above 0 just when it begins above 1; otherwise the
 * members differ by no more than chance and v is 0. Null when no group has two members.
 */
export function pseudoVariance(groups: readonly (readonly Member[])[]): number | null {
  const degrees = sum(groups.map((members) => Math.max(0, members.length - 1)));
  if (degrees === 0) return null;
  /** Of the right side, divided by v. */
  const excess = (variance: number) => {
    const spread = new Sum();
    for (const members of groups) {
      const { mean } = centreOf(members, variance);
      for (const member of members) spread.add(tells(member, variance) * (member.mean - mean) ** 2);
    }
    return spread.value / degrees;
  };
  if (!(excess(0) > 1)) return 0;
  // The variance of the means as they are, sampling error and all, lies above the solution.
  let variance =
    sum(groups.flatMap((members) => members.map(({ mean }) => (mean - plainMean(members)) ** 2))) / degrees;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const ratio = excess(variance);
    variance *= ratio;
    if (Math.abs(ratio - 1) < PRECISION) break;
  }
  return variance;
}

const plainMean = (members: readonly Member[]) => sum(members.map(({ mean }) => mean)) / members.length;
