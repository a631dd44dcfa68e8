import { sum } from "@/lib/statistics/vector";
import { type GrowthCurve, type GrowthParameters, growth, remaining } from "./growth-curve";
import type { Triangle } from "./triangle";

/** What came between two ages of one origin; ages are average ages, from the middle of the origin period. */
export type Increment = { readonly from: number; readonly to: number; readonly amount: number };

/** One origin as Clark's methods see it. `weight` is its exposure, or 1 where each origin has a level of its own. */
export type ClarkOrigin = {
  readonly origin: string;
  readonly latest: number;
  readonly latestAge: number;
  readonly weight: number;
  readonly increments: readonly Increment[];
};

/** Origins that share one level: all of them (Cape Cod), or each alone (LDF). */
export type LevelGroup = readonly ClarkOrigin[];

/**
 * Average age at an evaluation age: half an origin period less, and half the age while the period is not over. Where
 * ages are months since the sale month began, this counts from the middle of the sale month.
 */
export const averageAge = (age: number, originPeriod: number): number =>
  age >= originPeriod ? age - originPeriod / 2 : age / 2;

export function clarkOrigins(
  triangle: Triangle,
  weights: readonly number[] | null,
  originPeriod: number,
): ClarkOrigin[] {
  return triangle.cells.map((row, i) => {
    const seen = row.filter((cell) => cell !== null);
    const ages = triangle.ages.slice(0, seen.length).map((age) => averageAge(age, originPeriod));
    const increments = seen.map((amount, j) => ({
      from: ages[j - 1] ?? 0,
      to: ages[j] ?? 0,
      amount: amount - (seen[j - 1] ?? 0),
    }));
    const [latest, latestAge] = [seen.at(-1) ?? 0, ages.at(-1) ?? 0];
    return { origin: triangle.origins[i] ?? "", latest, latestAge, weight: weights?.[i] ?? 1, increments };
  });
}

/** Each group's level at given parameters: Σ C ÷ Σ weight·G, which maximises the likelihood there. */
export function levelOf(group: LevelGroup, curve: GrowthCurve, parameters: GrowthParameters): number {
  const reached = sum(group.map(({ weight, latestAge }) => weight * growth(curve, parameters, latestAge)));
  return sum(group.map(({ latest }) => latest)) / reached;
}

/**
 * Minus the over-dispersed Poisson log-likelihood Σ c ln μ − μ, with the levels at their maximum and constants dropped, so
 * that only the curve's two parameters are left. Infinite where a mean underflows.
 */
export function profileLoss(groups: readonly LevelGroup[], curve: GrowthCurve, parameters: GrowthParameters): number {
  const terms = groups.map((group) => {
    const reached = sum(group.map(({ weight, latestAge }) => weight * growth(curve, parameters, latestAge)));
    const spread = group.flatMap(({ increments }) =>
      increments.map(({ from, to, amount }) =>
        amount === 0 ? 0 : amount * Math.log(growthBetween(curve, parameters, from, to)),
      ),
    );
    return sum(group.map(({ latest }) => latest)) * Math.log(reached) - sum(spread);
  });
  return sum(terms);
}

/** G(to) − G(from), from whichever tail has the digits. */
export function growthBetween(curve: GrowthCurve, parameters: GrowthParameters, from: number, to: number): number {
  const early = growth(curve, parameters, from);
  return early < 0.5
    ? growth(curve, parameters, to) - early
    : remaining(curve, parameters, from) - remaining(curve, parameters, to);
}

/** Pearson's χ² = Σ (c − μ)²/μ. */
export function chiSquare(groups: readonly LevelGroup[], curve: GrowthCurve, parameters: GrowthParameters): number {
  const terms = groups.flatMap((group) => {
    const level = levelOf(group, curve, parameters);
    return group.flatMap(({ weight, increments }) =>
      increments.map(({ from, to, amount }) => {
        const mean = level * weight * growthBetween(curve, parameters, from, to);
        return amount === mean ? 0 : (amount - mean) ** 2 / mean;
      }),
    );
  });
  return sum(terms);
}
