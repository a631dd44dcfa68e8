import type { Random } from "@/lib/statistics/random";
import { sum } from "@/lib/statistics/vector";
import { kaplanMeier, survivalAt } from "./kaplan-meier";
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

function deviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}
