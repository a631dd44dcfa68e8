import { normalQuantile } from "@/lib/statistics/normal";
import type { Random } from "@/lib/statistics/random";
import { sum } from "@/lib/statistics/vector";
import { intervalOf, kaplanMeier, type SurvivalCurve, survivalAt } from "./kaplan-meier";
import { checkObservations, type Observation } from "./observation";
import { found, type Outcome } from "./outcome";

/**
 * Standard errors of a weighted survival curve at some times, by drawing whole cards with replacement (Efron 1981). Unlike
 * the effective number of cards this sees that large and small balances are redeemed at different speeds. The standard
 * deviation over `repeats` curves (at least 2); deterministic for a seed. Refused: no card, or one that contradicts itself.
 */
export function resampledErrors(
  observations: readonly Observation[],
  times: readonly number[],
  { random, repeats = 200 }: { readonly random: Random; readonly repeats?: number },
): Outcome<readonly number[]> {
  if (!(repeats >= 2)) throw new RangeError(`${repeats} curves have no standard deviation`);
  const checked = checkObservations(observations);
  if (!checked.ok) return checked;
  const cards = checked.value;
  const draws: number[][] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const sample = cards.map((card) => cards[random.integer(cards.length)] ?? card);
    const curve = kaplanMeier(sample);
    if (!curve.ok) return curve;
    draws.push(times.map((time) => survivalAt(curve.value, time)));
  }
  return found(times.map((_, i) => deviation(draws.map((draw) => draw[i] ?? 0))));
}

/**
 * The value-weighted curve with resampled errors in the place of Greenwood's, and intervals that rest on them. Where the
 * curve is at zero there is none, as in `kaplanMeier`; refused as there.
 */
export function resampledCurve(
  observations: readonly Observation[],
  { random, level = 0.95 }: { readonly random: Random; readonly level?: number },
): Outcome<SurvivalCurve> {
  const curve = kaplanMeier(observations, { level });
  if (!curve.ok) return curve;
  const { steps, median } = curve.value;
  const errors = resampledErrors(
    observations,
    steps.map(({ time }) => time),
    { random },
  );
  if (!errors.ok) return errors;
  const z = normalQuantile((1 + level) / 2);
  return found({
    median,
    steps: steps.map((step, i) => {
      const standardError = step.survival === 0 ? null : (errors.value[i] ?? null);
      return { ...step, standardError, ...intervalOf(step.survival, standardError, z) };
    }),
  });
}

function deviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
