import { sum } from "@/lib/statistics/vector";

/** How the variance of a step with a single link is taken from the steps before it. */
export type LastSigmaRule = "mack" | "log-linear";
export const lastSigmaRules = ["mack", "log-linear"] as const satisfies readonly LastSigmaRule[];

/**
 * Completes σ² where a step had too few links to have one of its own (null).
 *
 * `mack` (Mack 1993, p. 217): after the last step that has one, min(σ⁴ₖ₋₁/σ²ₖ₋₂, min(σ²ₖ₋₂, σ²ₖ₋₁)); with a single step
 * before it, that step's. `log-linear` (Mack 1999, p. 363): ln σ on a straight line in k, through the steps whose σ is
 * above 0; with fewer than two of them as `mack`. A gap among later steps takes the nearest σ² before it, else after it.
 * Null when no step has a σ².
 */
export function completeSigmaSquared(
  estimated: readonly (number | null)[],
  rule: LastSigmaRule = "mack",
): number[] | null {
  const firstKnown = estimated.find((value) => value !== null);
  if (firstKnown === undefined || firstKnown === null) return null;
  const line = rule === "log-linear" ? logLinear(estimated) : null;
  const lastKnown = estimated.findLastIndex((value) => value !== null);
  const complete: number[] = [];
  for (const [k, own] of estimated.entries()) {
    const before = complete[k - 1];
    if (own !== null) complete.push(own);
    else if (line !== null) complete.push(line(k));
    else if (before === undefined) complete.push(firstKnown);
    else complete.push(k > lastKnown ? mackRule(before, complete[k - 2]) : before);
  }
  return complete;
}

function mackRule(before: number, twoBefore: number | undefined): number {
  if (twoBefore === undefined) return before;
  const least = Math.min(twoBefore, before);
  return twoBefore === 0 ? least : Math.min((before * before) / twoBefore, least);
}

function logLinear(estimated: readonly (number | null)[]): ((k: number) => number) | null {
  const points = estimated.flatMap((value, k) => (value !== null && value > 0 ? [{ k, y: Math.log(value) / 2 }] : []));
  if (points.length < 2) return null;
  const meanK = sum(points.map(({ k }) => k)) / points.length;
  const meanY = sum(points.map(({ y }) => y)) / points.length;
  const slope = sum(points.map(({ k, y }) => (k - meanK) * (y - meanY))) / sum(points.map(({ k }) => (k - meanK) ** 2));
  return (k) => Math.exp(2 * (meanY + slope * (k - meanK)));
}
