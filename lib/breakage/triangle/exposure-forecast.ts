import { sum } from "@/lib/statistics/vector";
import { factorsToUltimate, type Tail } from "./chain-ladder";
import { type DevelopmentStep, developmentFactors, type FactorOptions } from "./development-factors";
import { found, type Outcome, type Problem, refused } from "./outcome";
import { checkTriangle, latestOf, type Reading, type Triangle } from "./triangle";

export type ExposureOptions = FactorOptions & { readonly reading?: Reading; readonly tail?: Tail };

/** An origin beside its exposure: face value sold, or premium. */
export type ExposedOrigin = {
  readonly origin: string;
  readonly latestAge: number;
  readonly latest: number;
  readonly exposure: number;
  /** G = 1 ÷ factor to ultimate: the share of the ultimate that is expected by the latest age. */
  readonly developed: number;
};

export type Pattern = {
  readonly steps: readonly DevelopmentStep[];
  readonly tail: Tail | null;
  readonly origins: readonly ExposedOrigin[];
};

export type ExposureForecast = Omit<Pattern, "origins"> & {
  /** Ultimate ÷ exposure that was assumed before the origin's own amounts were looked at. */
  readonly ratio: number;
  readonly origins: readonly (ExposedOrigin & { readonly ultimate: number; readonly reserve: number })[];
  readonly total: { readonly latest: number; readonly ultimate: number; readonly reserve: number };
};

/** The chain ladder's pattern with each origin's exposure. Exposures are in the order of the origins, each above 0. */
export function exposedPattern(
  triangle: Triangle,
  exposures: readonly number[],
  options: ExposureOptions = {},
): Outcome<Pattern> {
  const checked = checkTriangle(triangle, options.reading ?? "redeemed");
  if (!checked.ok) return checked;
  const problems = exposureProblems(triangle.origins, exposures);
  if (problems.length > 0) return refused(...problems);
  const steps = developmentFactors(triangle, options);
  if (!steps.ok) return steps;
  const tail = options.tail ?? null;
  const toUltimate = factorsToUltimate(steps.value, tail);
  const origins = latestOf(triangle).map(({ origin, latest, latestIndex }, i) => ({
    origin,
    latestAge: triangle.ages[latestIndex] ?? 0,
    latest,
    exposure: exposures[i] ?? 0,
    developed: 1 / (toUltimate[latestIndex] ?? 1),
  }));
  return found({ steps: steps.value, tail, origins });
}

export function exposureProblems(origins: readonly string[], exposures: readonly number[]): Problem[] {
  if (exposures.length !== origins.length) {
    return [{ kind: "exposure", message: `There are ${origins.length} origins and ${exposures.length} exposures.` }];
  }
  return origins.flatMap((origin, i) => {
    const exposure = exposures[i] ?? 0;
    if (exposure > 0 && Number.isFinite(exposure)) return [];
    const message = `Origin ${origin} has an exposure of ${exposure}: without sales there is nothing to redeem.`;
    return [{ kind: "zero-sales" as const, origin, message }];
  });
}

/** Each origin's ultimate by the method's own rule, and their totals. */
export function withUltimates(
  pattern: Pattern,
  ratio: number,
  ultimateOf: (origin: ExposedOrigin) => number,
): ExposureForecast {
  const origins = pattern.origins.map((origin) => {
    const ultimate = ultimateOf(origin);
    return { ...origin, ultimate, reserve: ultimate - origin.latest };
  });
  const latest = sum(origins.map((origin) => origin.latest));
  const ultimate = sum(origins.map((origin) => origin.ultimate));
  return { ...pattern, ratio, origins, total: { latest, ultimate, reserve: ultimate - latest } };
}

export function priorProblem(prior: number): Problem | null {
  if (prior > 0 && Number.isFinite(prior)) return null;
  return { kind: "prior", message: `The expected ratio of ultimate to exposure must be above 0, not ${prior}.` };
}
