import { bornhuetterFergusonUltimate } from "./bornhuetter-ferguson";
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
 * Benktander (1976; Mack 2000, ASTIN Bulletin 30:333): Bornhuetter–Ferguson once more, with its own result as the
 * expectation: U = C + (1 − G)·U_BF. That is the chain ladder with weight 1 − (1 − G)², so it leans on an origin's own
 * amounts the more of them there are. Domain and refusals as `bornhuetterFerguson`; no standard error is defined.
 */
export function benktander(
  triangle: Triangle,
  { exposures, prior, ...options }: ExposureOptions & { readonly exposures: readonly number[]; readonly prior: number },
): Outcome<ExposureForecast> {
  const problem = priorProblem(prior);
  if (problem) return refused(problem);
  const pattern = exposedPattern(triangle, exposures, options);
  if (!pattern.ok) return pattern;
  return found(
    withUltimates(pattern.value, prior, ({ latest, exposure, developed }) => {
      const first = bornhuetterFergusonUltimate(latest, exposure * prior, developed);
      return bornhuetterFergusonUltimate(latest, first, developed);
    }),
  );
}
