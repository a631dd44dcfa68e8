import { cumulativeHazard, type HazardSteps } from "./hazard";

/**
 * A card as the objective sees it: forgotten with probability `forgotten` (π), else redeemed with hazard `steps` (λ) by
 * somebody who would come anyway. `days` (T) is the last day that counts: the loss, or the end of what is looked at.
 */
export type CardMixture = { readonly forgotten: number; readonly steps: HazardSteps; readonly days: number };

/** What is left of those who are not forgotten on day T, at least: a hazard of theirs has to stay finite. */
const LEAST_OPEN = 1e-6;

/**
 * Takes a hazard of all cards alike apart into the forgotten and the others, so that both together are open as often as
 * the hazard says: π + (1 − π)·S_u(d) = e^(−Λ(d)) at the end of every step. π is at most what is open on day T. `days`
 * a positive integer, `forgotten` in [0, 1]; RangeError otherwise.
 */
export function mixtureOf(all: HazardSteps, forgotten: number, days: number): CardMixture {
  if (!(days >= 1)) throw new RangeError(`${days} is no number of days`);
  if (!(forgotten >= 0 && forgotten <= 1)) throw new RangeError(`${forgotten} is no share`);
  const open = Math.exp(-cumulativeHazard(all, days));
  const share = Math.max(0, Math.min(forgotten, open - LEAST_OPEN));
  const ends: number[] = [];
  const perDay: number[] = [];
  let [before, sum, survivors] = [0, 0, 1];
  for (let i = 0; i < all.perDay.length && before < days; i++) {
    const end = i === all.perDay.length - 1 ? days : Math.min(all.ends[i] ?? 0, days);
    if (end <= before) continue;
    sum += (end - before) * (all.perDay[i] ?? 0);
    const left = (Math.exp(-sum) - share) / (1 - share);
    ends.push(end);
    perDay.push(Math.max(0, Math.log(survivors / left)) / (end - before));
    [before, survivors] = [end, left];
  }
  return { forgotten: share, steps: { ends, perDay }, days };
}
