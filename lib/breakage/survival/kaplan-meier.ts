import { normalQuantile } from "@/lib/statistics/normal";
import { checkObservations, type Observation, type Weighting } from "./observation";
import { found, type Outcome } from "./outcome";
import { type RiskSet, riskSets } from "./risk-sets";

export type CurveStep = {
  readonly time: number;
  /** Sums of weights: cards or money. */
  readonly atRisk: number;
  readonly events: number;
  /** Share still open just after `time`. */
  readonly survival: number;
  /** Null from where the curve has reached zero: no variance can be estimated there. */
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
};

export type SurvivalCurve = {
  /** One step per distinct event time; empty when nothing happened. The curve is 1 before the first. */
  readonly steps: readonly CurveStep[];
  /** The first time at which half or less is open; null when the curve does not fall so far. */
  readonly median: number | null;
};

export type CurveOptions = {
  readonly weighting?: Weighting;
  /** Of the pointwise intervals; 0.95 when not given. */
  readonly level?: number;
};

/** A product of fractions that should be exactly ½ may come out a rounding error above it. */
const ROUNDING = 1e-12;

/**
 * The product-limit estimate S(t) = Π (1 − d/n) of Kaplan and Meier (1958), with left truncation and weights. Variance by
 * Greenwood, S² Σ d/(n(n − d)); for value weights n is the effective number of cards in the risk set, which for equal
 * weights is the same. Interval on the scale ln(−ln S): S^exp(±z·se), se = √(Σ d/(n(n − d)))/|ln S|. Where the size of a
 * balance and its redemption go together, `resampledErrors` is the better witness.
 *
 * With late entries an early risk set can be tiny, and the curve at zero before most cards have entered: look at `atRisk`.
 * Refused: no card, or one that contradicts itself. Throws RangeError when the level is not between 0 and 1.
 */
export function kaplanMeier(
  observations: readonly Observation[],
  { weighting = "value", level = 0.95 }: CurveOptions = {},
): Outcome<SurvivalCurve> {
  if (!(level > 0 && level < 1)) throw new RangeError(`${level} is no confidence level`);
  const checked = checkObservations(observations);
  if (!checked.ok) return checked;
  const z = normalQuantile((1 + level) / 2);
  let survival = 1;
  let greenwood = 0;
  const steps = riskSets(checked.value).map((set) => {
    const hazard = hazardOf(set);
    survival *= 1 - hazard;
    greenwood += hazard / ((weighting === "value" ? set.effective : set.atRisk) * (1 - hazard));
    const standardError = survival === 0 ? null : survival * Math.sqrt(greenwood);
    return {
      time: set.time,
      atRisk: set.atRisk,
      events: set.events,
      survival,
      standardError,
      ...intervalOf(survival, standardError, z),
    };
  });
  return found({ steps, median: steps.find((step) => step.survival <= 0.5 + ROUNDING)?.time ?? null });
}

/** d/n, and exactly 1 where all that were at risk went, however their weights were added up. */
const hazardOf = ({ events, atRisk }: RiskSet) => (events >= atRisk * (1 - ROUNDING) ? 1 : events / atRisk);

/**
 * The interval of a share by its standard error on the scale ln(−ln S), so that it stays between 0 and 1: S^exp(±z·se),
 * se = error ÷ (S|ln S|). At 0 and 1, where that scale ends, there is none.
 */
export function intervalOf(share: number, standardError: number | null, z: number) {
  if (standardError === null || share <= 0 || share >= 1) return { lower: null, upper: null };
  const reach = (z * standardError) / (share * -Math.log(share));
  return { lower: share ** Math.exp(reach), upper: share ** Math.exp(-reach) };
}

/** S at a time: 1 before the first step, the last step's after it. Beyond the longest follow-up it is no estimate. */
export function survivalAt({ steps }: Pick<SurvivalCurve, "steps">, time: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.time ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.survival ?? 1;
}
