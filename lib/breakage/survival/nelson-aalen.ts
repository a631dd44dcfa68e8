import { checkObservations, type Observation, type Weighting } from "./observation";
import { found, type Outcome } from "./outcome";
import { riskSets } from "./risk-sets";

export type HazardStep = {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly cumulativeHazard: number;
  readonly standardError: number;
};

/**
 * The cumulative hazard H(t) = Σ d/n of Nelson (1969) and Aalen (1978), variance Σ d/n², with left truncation and weights
 * as for `kaplanMeier`; for value weights the variance is Σ (d/n)/n with the effective n. Refused as there.
 */
export function nelsonAalen(
  observations: readonly Observation[],
  { weighting = "value" }: { readonly weighting?: Weighting } = {},
): Outcome<readonly HazardStep[]> {
  const checked = checkObservations(observations);
  if (!checked.ok) return checked;
  let cumulativeHazard = 0;
  let variance = 0;
  const steps = riskSets(checked.value).map(({ time, atRisk, events, effective }) => {
    cumulativeHazard += events / atRisk;
    variance += events / atRisk / (weighting === "value" ? effective : atRisk);
    return { time, atRisk, events, cumulativeHazard, standardError: Math.sqrt(variance) };
  });
  return found(steps);
}
