import { logNormalCdf } from "@/lib/statistics/normal";
import { entry, type Vector } from "@/lib/statistics/vector";

export const distributions = ["exponential", "weibull", "lognormal"] as const;
export type Distribution = (typeof distributions)[number];

/**
 * A distribution of times of the log-location-scale kind. Its working parameters are unconstrained: the location on the
 * scale of ln t, and (but for the exponential) a logarithm. Multiplying times by c adds ln c to the first and leaves the rest.
 */
export type Family = {
  readonly logDensity: (time: number, theta: Vector) => number;
  readonly logSurvival: (time: number, theta: Vector) => number;
  /** Working parameters to begin a search at, for times of order 1. */
  readonly starts: readonly Vector[];
  /** Parameters as they are quoted, with the derivative of each by its own working parameter. */
  readonly quoted: (
    theta: Vector,
  ) => readonly { readonly name: string; readonly value: number; readonly slope: number }[];
};

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
const LOCATIONS = [-1.5, -0.5, 0, 1];
const grid = (second: readonly number[]) => LOCATIONS.flatMap((location) => second.map((log) => [location, log]));

/** S = exp(−rate·t); the rate is e^−θ. */
const exponential: Family = {
  logDensity: (time, [location = 0]) => -location - time * Math.exp(-location),
  logSurvival: (time, [location = 0]) => -time * Math.exp(-location),
  starts: LOCATIONS.map((location) => [location]),
  quoted: ([location = 0]) => {
    const rate = Math.exp(-location);
    return [{ name: "rate", value: rate, slope: -rate }];
  },
};

/** S = exp(−(t/scale)^shape); θ = ln scale, ln shape. */
const weibull: Family = {
  logDensity(time, [location = 0, logShape = 0]) {
    const z = Math.exp(logShape) * (Math.log(time) - location);
    return logShape - Math.log(time) + z - Math.exp(z);
  },
  logSurvival: (time, [location = 0, logShape = 0]) => -Math.exp(Math.exp(logShape) * (Math.log(time) - location)),
  starts: grid([-0.5, 0, 0.7]),
  quoted([location = 0, logShape = 0]) {
    const [scale, shape] = [Math.exp(location), Math.exp(logShape)];
    return [
      { name: "scale", value: scale, slope: scale },
      { name: "shape", value: shape, slope: shape },
    ];
  },
};

/** ln t is normal with mean meanlog and standard deviation sdlog; θ = meanlog, ln sdlog. */
const lognormal: Family = {
  logDensity(time, [location = 0, logSd = 0]) {
    const z = (Math.log(time) - location) / Math.exp(logSd);
    return -logSd - Math.log(time) - (z * z) / 2 - HALF_LOG_TWO_PI;
  },
  logSurvival(time, [location = 0, logSd = 0]) {
    return time === 0 ? 0 : logNormalCdf(-(Math.log(time) - location) / Math.exp(logSd));
  },
  starts: grid([-0.7, 0, 0.5]),
  quoted([location = 0, logSd = 0]) {
    const sd = Math.exp(logSd);
    return [
      { name: "meanlog", value: location, slope: 1 },
      { name: "sdlog", value: sd, slope: sd },
    ];
  },
};

export const families: Readonly<Record<Distribution, Family>> = { exponential, weibull, lognormal };

/** Of what was seen of an event: of its time, or of the stretch in which it came. */
export function logEvent(family: Family, { time, since }: { time: number; since?: number }, theta: Vector): number {
  if (since === undefined) return family.logDensity(time, theta);
  const [from, to] = [family.logSurvival(since, theta), family.logSurvival(time, theta)];
  return from + Math.log(-Math.expm1(to - from));
}

export type Quoted = Readonly<Record<string, number>>;

/** Working parameters fitted to times divided by `unit`, as they are quoted for the times themselves, with standard errors. */
export function quote(family: Family, theta: Vector, errors: Vector, unit: number) {
  const [location = 0, ...rest] = theta;
  const quoted = family.quoted([location + Math.log(unit), ...rest]);
  return {
    parameters: Object.fromEntries(quoted.map(({ name, value }) => [name, value])) as Quoted,
    standardErrors: Object.fromEntries(
      quoted.map(({ name, slope }, i) => [name, Math.abs(slope) * entry(errors, i)]),
    ) as Quoted,
  };
}
