import { hessian } from "@/lib/statistics/derivatives";
import { invertSpd } from "@/lib/statistics/linear";
import { bfgs, nelderMead } from "@/lib/statistics/minimise";
import { sum, type Vector } from "@/lib/statistics/vector";
import { type ClarkErrors, type ClarkFit, clarkReserves, parametersAt } from "./clark-errors";
import { averageAge, chiSquare, clarkOrigins, type LevelGroup, levelOf, profileLoss } from "./clark-likelihood";
import { exposureProblems } from "./exposure-forecast";
import { type GrowthCurve, type GrowthParameters, growth } from "./growth-curve";
import { found, type Outcome, type Problem, refused } from "./outcome";
import { checkTriangle, type Reading, type Triangle } from "./triangle";

export type ClarkOptions = {
  readonly curve: GrowthCurve;
  readonly reading?: Reading;
  /** With them Clark's Cape Cod method, without them his LDF method. In the order of the origins, each above 0. */
  readonly exposures?: readonly number[];
  /** Development is cut off at this age, on the scale of the triangle's ages; by default never. */
  readonly truncationAge?: number;
  /** How long an origin is, in the unit of the ages; by default the spacing of the first two ages. */
  readonly originPeriod?: number;
};

export type ClarkForecast = {
  readonly curve: GrowthCurve;
  readonly parameters: GrowthParameters;
  /** Cape Cod: ultimate ÷ exposure before truncation. Null for the LDF method. */
  readonly ratio: number | null;
  /** Dispersion σ² of the over-dispersed Poisson: Pearson's χ² ÷ (increments − parameters), in the unit of the amounts. */
  readonly dispersion: number;
  /** The curve's factors from each age to the next. */
  readonly factors: readonly number[];
  readonly origins: readonly ({
    readonly origin: string;
    readonly latest: number;
    readonly ultimate: number;
    readonly reserve: number;
  } & ClarkErrors)[];
  readonly total: { readonly latest: number; readonly ultimate: number; readonly reserve: number } & ClarkErrors;
};

/**
 * Standard error of ln ω or ln θ beyond which a parameter is known only within a factor of e either way: the delta method's
 * straight line does not hold that far. The triangles of the literature stay near 0.2.
 */
const LARGEST_SPREAD = 1;

/** Where the oldest origin has reached less of its ultimate than this, the curve is all extrapolation. */
const LEAST_SEEN = 0.1;

/**
 * Clark's stochastic reserving (CAS Forum, Fall 2003): increments are over-dispersed Poisson with mean
 * level·[G(y) − G(x)] on a growth curve G, fitted by maximum likelihood. The level is each origin's own (LDF) or exposure × one
 * ratio (Cape Cod). Process variance σ²R, parameter variance σ²·∇Rᵀ I⁻¹ ∇R with the observed information I. Ages are
 * average ages from the middle of the origin period. A loglogistic tail without truncation is long: prefer Weibull for cards.
 *
 * Refused: what `checkTriangle` refuses, fewer than three origins, no more increments than parameters, an origin with
 * nothing yet (LDF), a first age of 0, a truncation before the latest age, a likelihood without a maximum, a curve of
 * which the oldest origin has seen less than a tenth, and parameters known only within a factor of e.
 */
export function clark(triangle: Triangle, options: ClarkOptions): Outcome<ClarkForecast> {
  const checked = checkTriangle(triangle, options.reading ?? "redeemed");
  if (!checked.ok) return checked;
  const [first = 0, second = 2 * first] = triangle.ages;
  const { originPeriod = second - first, exposures, truncationAge = Number.POSITIVE_INFINITY } = options;
  const problems = unusable(triangle, { originPeriod, exposures, truncationAge });
  if (problems.length > 0) return refused(...problems);

  const origins = clarkOrigins(triangle, exposures ?? null, originPeriod);
  const groups: LevelGroup[] = exposures ? [origins] : origins.map((origin) => [origin]);
  const thin = tooThin(groups);
  if (thin) return refused(thin);
  const fit = maximum(groups, options.curve);
  if (fit === null) {
    return refused({ kind: "fit", message: `The likelihood of the ${options.curve} curve has no clear maximum here.` });
  }
  const parameters = parametersAt(fit.point);
  const end = averageAge(truncationAge, originPeriod);
  const oldest = Math.max(...origins.map(({ latestAge }) => latestAge));
  const seen = growth(options.curve, parameters, oldest) / growth(options.curve, parameters, end);
  const doubt = unsure(fit, seen);
  if (doubt) return refused(doubt);
  const reserves = clarkReserves(groups, fit, end);
  const latest = sum(origins.map((origin) => origin.latest));
  const [together] = groups;
  return found({
    curve: options.curve,
    parameters,
    ratio: exposures && together ? levelOf(together, options.curve, parameters) : null,
    dispersion: fit.dispersion,
    factors: curveFactors(triangle.ages, originPeriod, options.curve, parameters),
    origins: reserves.forecasts.map((forecast, i) => {
      const { origin = "", latest = 0 } = origins[i] ?? {};
      return { origin, latest, ultimate: latest + forecast.reserve, ...forecast };
    }),
    total: { latest, ultimate: latest + reserves.total.reserve, ...reserves.total },
  });
}

function curveFactors(ages: readonly number[], originPeriod: number, curve: GrowthCurve, parameters: GrowthParameters) {
  const reached = ages.map((age) => growth(curve, parameters, averageAge(age, originPeriod)));
  return reached.slice(1).map((share, k) => share / (reached[k] ?? share));
}

/** ln ω and ln θ by maximum likelihood, with the inverse of the information of their profile. Null without a clear maximum. */
function maximum(groups: readonly LevelGroup[], curve: GrowthCurve): ClarkFit | null {
  const origins = groups.flat();
  const amount = sum(origins.map(({ latest }) => latest));
  // Per unit of amount, so that the search does not depend on the currency.
  const loss = (point: Vector) => {
    const value = profileLoss(groups, curve, parametersAt(point)) / amount;
    return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
  };
  const oldest = Math.max(...origins.map(({ latestAge }) => latestAge));
  const starts = [0.7, 1.5, 3].flatMap((omega) => [0.1, 0.4, 1].map((share) => [omega, share * oldest].map(Math.log)));
  const [start] = starts.filter((point) => Number.isFinite(loss(point))).sort((a, b) => loss(a) - loss(b));
  if (start === undefined) return null;
  const { point, converged } = bfgs(loss, nelderMead(loss, start).point);
  if (!converged) return null;
  const covariance = invertSpd(hessian(loss, point).map((row) => row.map((value) => value * amount)));
  if (covariance === null) return null;
  const dispersion = chiSquare(groups, curve, parametersAt(point)) / degreesOfFreedom(groups);
  return Number.isFinite(dispersion) ? { curve, point, covariance, dispersion } : null;
}

const degreesOfFreedom = (groups: readonly LevelGroup[]) =>
  sum(groups.flat().map(({ increments }) => increments.length)) - groups.length - 2;

function unusable(
  { origins, ages }: Triangle,
  {
    originPeriod,
    exposures,
    truncationAge,
  }: Required<Pick<ClarkOptions, "originPeriod" | "truncationAge">> & Pick<ClarkOptions, "exposures">,
): Problem[] {
  const problems: Problem[] = exposures ? exposureProblems(origins, exposures) : [];
  if (origins.length < 3) {
    problems.push({
      kind: "too-few-origins",
      message: `A growth curve needs at least 3 origins, and has ${origins.length}.`,
    });
  }
  if (ages[0] === 0) {
    const message =
      "At age 0 nothing can have come yet: count ages from the start of the origin period to the end of what they hold.";
    problems.push({ kind: "shape", message, age: 0 });
  }
  if (!(originPeriod > 0 && Number.isFinite(originPeriod))) {
    problems.push({ kind: "option", message: `The length of an origin must be above 0, not ${originPeriod}.` });
  }
  const last = ages.at(-1) ?? 0;
  if (!(truncationAge >= last)) {
    const message = `Development cannot be cut off at ${truncationAge}, before the last age ${last}.`;
    problems.push({ kind: "option", message });
  }
  return problems;
}

function unsure({ covariance, dispersion }: ClarkFit, seen: number): Problem | null {
  if (!(seen >= LEAST_SEEN)) {
    const share = (100 * seen).toPrecision(2);
    const message = `The oldest origin would have reached only ${share} % of its ultimate: what lies beyond cannot be told.`;
    return { kind: "fit", message };
  }
  const spread = Math.max(...covariance.map((row, i) => Math.sqrt(dispersion * (row[i] ?? 0))));
  if (spread <= LARGEST_SPREAD) return null;
  const message = `The amounts scatter too far to tell a curve: its parameters are known only within a factor of ${Math.exp(spread).toPrecision(2)}.`;
  return { kind: "fit", message };
}

function tooThin(groups: readonly LevelGroup[]): Problem | null {
  const empty = groups.find((group) => !(sum(group.map(({ latest }) => latest)) > 0));
  if (empty !== undefined) {
    const only = empty.length === 1 ? empty[0]?.origin : undefined;
    const message =
      only === undefined
        ? "No origin has an amount yet."
        : `Origin ${only} has nothing yet, and so no level of its own: give exposures.`;
    return { kind: "nothing-to-develop", message, ...(only === undefined ? {} : { origin: only }) };
  }
  if (degreesOfFreedom(groups) > 0) return null;
  return { kind: "fit", message: "There are no more amounts than parameters, so nothing says how far they scatter." };
}
