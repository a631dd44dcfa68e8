import { sum } from "@/lib/statistics/vector";
import { checkObservations, effectiveSize, type Observation, type Weighting, weightOf } from "./observation";
import { found, type Outcome } from "./outcome";

export type HazardPiece = {
  readonly from: number;
  /** Infinity for the last piece. */
  readonly to: number;
  /** Sums of weights of events, and of weight × time at risk. */
  readonly events: number;
  readonly exposure: number;
  /** Events per unit of time; null when no card was at risk. */
  readonly hazard: number | null;
  /** Null when there was no event. */
  readonly standardError: number | null;
};

/**
 * A hazard that is constant between breaks: events ÷ time at risk in each piece, standard error hazard ÷ √events
 * (effective events (Σw)²/Σw² for value weights). A piece holds the times after `from` up to and including `to`, time 0 in
 * the first. Breaks rise and are above 0, else RangeError. Refused: no card, or one that contradicts itself.
 */
export function piecewiseExponential(
  observations: readonly Observation[],
  breaks: readonly number[],
  { weighting = "value" }: { readonly weighting?: Weighting } = {},
): Outcome<readonly HazardPiece[]> {
  const edges = [0, ...breaks, Number.POSITIVE_INFINITY];
  if (edges.some((edge, i) => i > 0 && !(edge > (edges[i - 1] ?? edge)))) {
    throw new RangeError(`breaks ${breaks.join(", ")} do not rise from above 0`);
  }
  const checked = checkObservations(observations);
  if (!checked.ok) return checked;
  return found(
    edges.slice(1).map((to, i) => {
      const from = edges[i] ?? 0;
      const inside = ({ time }: Observation) => time <= to && (time > from || i === 0);
      const weights = checked.value.filter((card) => card.event && inside(card)).map(weightOf);
      const exposure = sum(
        checked.value.map((card) => {
          const began = Math.max(from, card.entry ?? 0);
          return weightOf(card) * Math.max(0, Math.min(to, card.time) - began);
        }),
      );
      const events = sum(weights);
      const hazard = exposure > 0 ? events / exposure : null;
      const size = weighting === "value" ? effectiveSize(weights) : events;
      const standardError = hazard === null || events === 0 ? null : hazard / Math.sqrt(size);
      return { from, to, events, exposure, hazard, standardError };
    }),
  );
}
