import type { ReminderParameters } from "./parameters";

/** What a reminder does, day by day after it: sums over the first k days, k = 0 … reach. */
export type Effect = {
  /** Σ κ(j), j < k. */
  readonly strength: Float64Array;
  /** Σ (e^(δκ(j)) − 1), j < k. */
  readonly faster: Float64Array;
  readonly reach: number;
};

/** Beyond it κ is nothing. */
const NOTHING = 1e-12;

/**
 * κ(j) = e^(−j/φ) for the j-th day after a reminder, j = 0 on its own day. φ > 0 or RangeError. Sums reach as far as κ is
 * above 10⁻¹², at most a year.
 */
export function effectOf({
  effectDays,
  acceleration,
}: Pick<ReminderParameters, "effectDays" | "acceleration">): Effect {
  if (!(effectDays > 0)) throw new RangeError(`an effect does not last ${effectDays} days`);
  const reach = Math.min(366, Math.ceil(-Math.log(NOTHING) * effectDays) + 1);
  const [strength, faster] = [new Float64Array(reach + 1), new Float64Array(reach + 1)];
  for (let j = 0; j < reach; j++) {
    const kappa = Math.exp(-j / effectDays);
    strength[j + 1] = (strength[j] ?? 0) + kappa;
    faster[j + 1] = (faster[j] ?? 0) + Math.expm1(acceleration * kappa);
  }
  return { strength, faster, reach };
}

/** The sum over the first `days` days: none below 1, all of it beyond the reach. */
export const within = (sums: Float64Array, days: number): number =>
  days <= 0 ? 0 : (sums[Math.min(days, sums.length - 1)] ?? 0);
