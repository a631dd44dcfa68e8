import { sum } from "@/lib/statistics/vector";
import { bornhuetterFergusonUltimate } from "./bornhuetter-ferguson";
import { type ExposureForecast, type ExposureOptions, exposedPattern, withUltimates } from "./exposure-forecast";
import { found, type Outcome, refused } from "./outcome";
import type { Triangle } from "./triangle";

/**
 * Cape Cod (Stanard 1985, Bühlmann): Bornhuetter–Ferguson whose prior is read from the triangle itself,
 * R = Σ C ÷ Σ exposure·G, one ratio for all origins without trend or decay. No standard error is defined. Refused as
 * the chain ladder is, where an exposure is not above 0, and where nothing has happened in any origin.
 */
export function capeCod(
  triangle: Triangle,
  { exposures, ...options }: ExposureOptions & { readonly exposures: readonly number[] },
): Outcome<ExposureForecast> {
  const pattern = exposedPattern(triangle, exposures, options);
  if (!pattern.ok) return pattern;
  const { origins } = pattern.value;
  const ratio =
    sum(origins.map(({ latest }) => latest)) / sum(origins.map(({ exposure, developed }) => exposure * developed));
  if (!(ratio > 0)) {
    return refused({
      kind: "nothing-to-develop",
      message: "No origin has an amount from which a ratio could be taken.",
    });
  }
  return found(
    withUltimates(pattern.value, ratio, ({ latest, exposure, developed }) =>
      bornhuetterFergusonUltimate(latest, exposure * ratio, developed),
    ),
  );
}
