import { at } from "@/lib/statistics/vector";
import { type Observation, weightOf } from "./observation";

/** Who could have had an event at a time at which one was seen; sums of weights. */
export type RiskSet = {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** (Σw)²/Σw² over those at risk: the number of cards when all weigh the same. */
  readonly effective: number;
};

const NOBODY: Observation = { time: 0, event: false, weight: 0 };

/** Σw and Σw² over the ages from each one up, for a list sorted by age; summed from the far end, where little is left. */
function tailSums(sorted: readonly Observation[]) {
  const weight = new Float64Array(sorted.length + 1);
  const square = new Float64Array(sorted.length + 1);
  for (let i = sorted.length - 1; i >= 0; i--) {
    const w = weightOf(sorted[i] ?? NOBODY);
    weight[i] = at(weight, i + 1) + w;
    square[i] = at(square, i + 1) + w * w;
  }
  return { weight, square };
}

/** The distinct times at which an event was seen, earliest first. */
export function eventTimes(observations: readonly Observation[]): number[] {
  return [...new Set(observations.filter(({ event }) => event).map(({ time }) => time))].sort((a, b) => a - b);
}

/**
 * The risk set at each of some rising times, by default the distinct event times. At risk at t: entry < t ≤ time, so a
 * card that is censored at t still counts there. Sorting is all it costs. The observations must have passed
 * `checkObservations`.
 */
export function riskSets(observations: readonly Observation[], times = eventTimes(observations)): RiskSet[] {
  const byTime = [...observations].sort((a, b) => a.time - b.time);
  const byEntry = observations
    .filter(({ entry }) => entry !== undefined && entry > 0)
    .sort((a, b) => (a.entry ?? 0) - (b.entry ?? 0));
  const leaving = tailSums(byTime);
  const waiting = tailSums(byEntry);
  let left = 0;
  let entered = 0;
  return times.map((time) => {
    while ((byTime[left]?.time ?? time) < time) left++;
    while ((byEntry[entered]?.entry ?? time) < time) entered++;
    const atRisk = at(leaving.weight, left) - at(waiting.weight, entered);
    const square = at(leaving.square, left) - at(waiting.square, entered);
    let events = 0;
    for (let i = left; byTime[i]?.time === time; i++) events += byTime[i]?.event ? weightOf(byTime[i] ?? NOBODY) : 0;
    return { time, atRisk, events, effective: square > 0 ? atRisk ** 2 / square : 0 };
  });
}
