import {
  type ExposureForecast,
  type ExposureOptions,
  exposedPattern,
  priorProblem,
  withUltimates,
} from "./exposure-forecast";
import { found, type Outcome, refused } from "./outcome";
import type { Triangle } from "./triangle";

/**
 * Latest + expected × (1 − G), G the share developed = 1 ÷ factor to ultimate (Bornhuetter and Ferguson 1972): what is
 * still to come is taken from the expectation, whatever came so far.
 */
export const bornhuetterFergusonUltimate = (latest: number, expected: number, developed: number): number =>
  latest + expected * (1 - developed);

/**
 * Bornhuetter–Ferguson with the chain ladder's pattern: expected = exposure × prior, the prior being the expected ratio
 * of ultimate to exposure (for cards, the share of face value that will be redeemed). No standard error is defined.
 * Refused as the chain ladder is, and where an exposure or the prior is not above 0; an origin with nothing yet is fine.
 */
export function bornhuetterFerguson(
  triangle: Triangle,
  { exposures, prior, ...options }: ExposureOptions & { readonly exposures: readonly number[]; readonly prior: number },
): Outcome<ExposureForecast> {
  const problem = priorProblem(prior);
  if (problem) return refused(problem);
  const pattern = exposedPattern(triangle, exposures, options);
  if (!pattern.ok) return pattern;
  return found(
    withUltimates(pattern.value, prior, ({ latest, exposure, developed }) =>
      bornhuetterFergusonUltimate(latest, exposure * prior, developed),
    ),
  );
}
