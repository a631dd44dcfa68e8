import { chiSquareTail } from "@/lib/statistics/gamma";
import { solveSpd } from "@/lib/statistics/linear";
import { dot, sum } from "@/lib/statistics/vector";
import { allCensored, checkObservations, type Observation } from "./observation";
import { found, type Outcome, refused } from "./outcome";
import { riskSets } from "./risk-sets";

/** Sums of weights that are nothing but a rounding error, beside what was expected in all. */
const ROUNDING = 1e-12;

export type LogRank = {
  /** χ² with `degrees` degrees of freedom if all groups have one hazard. */
  readonly statistic: number;
  /** Groups of which events were expected, less one. */
  readonly degrees: number;
  readonly pValue: number;
  readonly groups: readonly { readonly observed: number; readonly expected: number }[];
};

/**
 * The log-rank test of Mantel (1966) for two or more groups: observed less expected events, with the hypergeometric
 * covariance Σ (nᵢ/n)(δᵢⱼ − nⱼ/n) d(n − d)/(n − 1). Weights are frequencies here: whole cards, and none where it is 0.
 * Left truncation as in `kaplanMeier`. A group of which nobody was at risk when anything happened has nothing to be compared: it
 * stands aside, and takes no degree of freedom. Refused: fewer than two groups, a group without cards, no event, and groups
 * that were never at risk at the same time.
 */
export function logRank(groups: readonly (readonly Observation[])[]): Outcome<LogRank> {
  if (groups.length < 2) {
    return refused(
      "one-group",
      `A comparison needs two groups, and there ${groups.length === 1 ? "is one" : "is none"}.`,
    );
  }
  const weighty: (readonly Observation[])[] = [];
  for (const group of groups) {
    const checked = checkObservations(group);
    if (!checked.ok) return checked;
    weighty.push(checked.value);
  }
  const all = weighty.flat();
  if (!all.some(({ event }) => event)) return allCensored(all.length);

  const pooled = riskSets(all);
  const times = pooled.map(({ time }) => time);
  const members = weighty.map((group) => riskSets(group, times));
  const observed = groups.map(() => 0);
  const expected = groups.map(() => 0);
  const covariance = groups.map(() => groups.map(() => 0));
  for (const [k, { atRisk: n, events: d }] of pooled.entries()) {
    const share = members.map((group) => (group[k]?.atRisk ?? 0) / n);
    const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (const [i, p] of share.entries()) {
      observed[i] = (observed[i] ?? 0) + (members[i]?.[k]?.events ?? 0);
      expected[i] = (expected[i] ?? 0) + d * p;
      covariance[i] = (covariance[i] ?? []).map((v, j) => v + spread * p * ((i === j ? 1 : 0) - (share[j] ?? 0)));
    }
  }
  const least = ROUNDING * sum(expected);
  const compared = expected.flatMap((value, i) => (value > least ? [i] : []));
  // One of those compared is what the others leave.
  const others = compared.slice(1);
  const excess = others.map((i) => (observed[i] ?? 0) - (expected[i] ?? 0));
  const solved = solveSpd(
    others.map((i) => others.map((j) => covariance[i]?.[j] ?? 0)),
    excess,
  );
  if (solved === null || others.length === 0) {
    return refused("never-together", "The groups were never at risk at the same time: they cannot be compared.");
  }
  const statistic = dot(excess, solved);
  const degrees = others.length;
  return found({
    statistic,
    degrees,
    pValue: chiSquareTail(statistic, degrees),
    groups: observed.map((value, i) => ({ observed: value, expected: compared.includes(i) ? (expected[i] ?? 0) : 0 })),
  });
}
