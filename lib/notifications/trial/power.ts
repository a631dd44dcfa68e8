import { normalQuantile } from "@/lib/statistics/normal";
import { controlCount } from "./draw";

export type PowerInput = {
  /** Units that are drawn: mailboxes. */
  readonly people: number;
  /** The part of them that is held out, in [0, 1). */
  readonly share: number;
  /** Chance of a redemption within the horizon without a reminder. */
  readonly baseRate: number;
  readonly power?: number;
  readonly alpha?: number;
};

/**
 * The smallest rise of the redemption rate, as a difference of probabilities, that a two-sided test at `alpha` finds with
 * the given power: the δ with δ = (z₁₋α/₂ + z_power)·√(p(1−p)/n_c + (p+δ)(1−p−δ)/n_t), p the base rate (Fleiss, Statistical
 * Methods for Rates and Proportions, ch. 4, with arms of unequal size and without continuity correction). For equal arms
 * and small δ this is n ≈ 15.7·p(1−p)/δ² each.
 *
 * Null when there is nobody in one of the arms, or when not even a rise to certainty would be found: too few people.
 * Throws RangeError for a rate, power or alpha outside its range.
 */
export function smallestDetectable({ people, share, baseRate, power = 0.8, alpha = 0.05 }: PowerInput): number | null {
  if (!(baseRate >= 0 && baseRate <= 1)) throw new RangeError(`${baseRate} is not a rate`);
  if (!(power > 0 && power < 1 && alpha > 0 && alpha < 1)) throw new RangeError(`no test at ${alpha} and ${power}`);
  const control = controlCount(people, share);
  const remind = people - control;
  if (control < 1 || remind < 1) return null;
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  const variance = (rate: number) => rate * (1 - rate);
  const excess = (rise: number) =>
    rise - z * Math.sqrt(variance(baseRate) / control + variance(baseRate + rise) / remind);
  const most = 1 - baseRate;
  if (!(excess(most) > 0)) return null;
  // The root of a concave variance is concave, so the excess is convex: it rises through zero once.
  let low = 0;
  let high = most;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) high = middle;
    else low = middle;
  }
  return high;
}
