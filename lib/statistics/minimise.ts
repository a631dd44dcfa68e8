import { gradient as centralGradient, type Objective } from "./derivatives";
import { addScaled, dot, entry, type Vector } from "./vector";

export type { Objective } from "./derivatives";

export type Minimum = {
  readonly point: readonly number[];
  readonly value: number;
  readonly iterations: number;
  /** False when a limit ended the search: then the point is the best one seen, and no estimate. */
  readonly converged: boolean;
};

/** Where f is not a number the point lies outside the domain: as good as infinitely high. */
const guarded =
  (f: Objective): Objective =>
  (point) => {
    const value = f(point);
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };

function startValue(f: Objective, start: Vector): number {
  if (start.length === 0) throw new RangeError("nothing to minimise over");
  const value = f(start);
  if (!Number.isFinite(value)) throw new RangeError(`the objective is ${value} at the starting point`);
  return value;
}

export type NelderMeadOptions = {
  /** Over all restarts; 400 for each parameter when not given. */
  readonly maxIterations?: number;
  /** Relative spread of f, and of x, over the simplex. */
  readonly tolerance?: number;
  /** Edge of the first simplex, beside max(1, |x|). */
  readonly step?: number;
};

type Corner = { readonly point: Vector; readonly value: number };

/**
 * The minimum of f without derivatives, by the simplex of Nelder and Mead (Computer Journal 7, 1965) with their
 * coefficients 1, 2, ½, ½. Begun again from its own answer until that no longer helps, because a simplex can collapse
 * early. Unconstrained: map a bounded parameter by log or logit first. A value that is not a number counts as +∞.
 * Throws RangeError when f is not finite at the start.
 */
export function nelderMead(objective: Objective, start: Vector, options: NelderMeadOptions = {}): Minimum {
  const f = guarded(objective);
  const { maxIterations = 400 * start.length, tolerance = 1e-12, step = 0.1 } = options;
  let best: Corner = { point: start, value: startValue(f, start) };
  let iterations = 0;
  for (let round = 0; ; round++) {
    const from = best;
    const ended = collapse(f, best, step / 4 ** Math.min(round, 3), tolerance, maxIterations - iterations);
    iterations += ended.iterations;
    best = ended.best;
    const gained = from.value - best.value;
    const settled = ended.converged && round > 0 && gained <= tolerance * (Math.abs(best.value) + tolerance);
    if (settled || iterations >= maxIterations) {
      return { point: [...best.point], value: best.value, iterations, converged: settled };
    }
  }
}

function collapse(f: Objective, first: Corner, step: number, tolerance: number, budget: number) {
  const corner = (point: Vector): Corner => ({ point, value: f(point) });
  const n = first.point.length;
  let simplex: Corner[] = [
    first,
    ...first.point.map((x, i) =>
      corner(first.point.map((value, j) => (i === j ? value + step * Math.max(1, Math.abs(x)) : value))),
    ),
  ];
  let iterations = 0;
  for (;;) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] ?? first;
    const worst = simplex[n] ?? first;
    const nextWorst = simplex[n - 1] ?? first;
    const flat = worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance);
    const small = worst.point.every(
      (x, i) => Math.abs(x - entry(best.point, i)) <= Math.sqrt(tolerance) * Math.max(1, Math.abs(x)),
    );
    if (flat && small) return { best, iterations, converged: true };
    if (iterations >= budget) return { best, iterations, converged: false };
    iterations++;

    const kept = simplex.slice(0, n);
    const centre = first.point.map((_, i) => kept.reduce((total, { point }) => total + entry(point, i), 0) / n);
    const along = (factor: number) => corner(centre.map((c, i) => c + factor * (entry(worst.point, i) - c)));
    const reflected = along(-1);
    let replacement: Corner | null = null;
    if (reflected.value < best.value) {
      const expanded = along(-2);
      replacement = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < nextWorst.value) {
      replacement = reflected;
    } else {
      const outside = reflected.value < worst.value;
      const contracted = along(outside ? -0.5 : 0.5);
      if (contracted.value < (outside ? reflected.value : worst.value)) replacement = contracted;
    }
    simplex = replacement
      ? [...kept, replacement]
      : [best, ...simplex.slice(1).map(({ point }) => corner(point.map((x, i) => (x + entry(best.point, i)) / 2)))];
  }
}

export type BfgsOptions = {
  /** ∇f; by central differences when not given. */
  readonly gradient?: (point: Vector) => number[];
  readonly maxIterations?: number;
  /** On max |∂f/∂xᵢ|·max(1, |xᵢ|) ÷ max(1, |f|). */
  readonly gradientTolerance?: number;
};

/** Where no step lowers f any more beyond rounding, a gradient this flat is a minimum to the precision of f. */
const FLAT_ENOUGH = 1e-5;
const ROUNDING = 1e-15;

/**
 * The minimum of a smooth f by BFGS (Nocedal and Wright, Numerical Optimization, ch. 6) with a line search by bisection
 * for the weak Wolfe conditions. Unconstrained, as above. `converged` is false at the iteration limit or on a slope that
 * the search could not follow. Throws RangeError when f is not finite at the start.
 */
export function bfgs(objective: Objective, start: Vector, options: BfgsOptions = {}): Minimum {
  const f = guarded(objective);
  const { gradient: slopeAt = (point: Vector) => centralGradient(f, point), maxIterations = 500 } = options;
  const { gradientTolerance = 1e-8 } = options;
  let point: Vector = start;
  let value = startValue(f, start);
  let slope: Vector = slopeAt(point);
  let inverse = identity(start.length);
  let fresh = true;
  let idle = 0;
  const done = (iterations: number, tolerance: number): Minimum => ({
    point: [...point],
    value,
    iterations,
    converged: steepness(point, value, slope) <= tolerance,
  });
  for (let iterations = 0; iterations < maxIterations; iterations++) {
    if (steepness(point, value, slope) <= gradientTolerance) return done(iterations, gradientTolerance);
    const direction = inverse.map((line) => -dot(line, slope));
    const found = search(f, slopeAt, point, value, slope, direction);
    if (found === null) {
      if (fresh) return done(iterations, FLAT_ENOUGH);
      inverse = identity(start.length);
      fresh = true;
      continue;
    }
    const moved = addScaled(found.point, -1, point);
    const turned = addScaled(found.slope, -1, slope);
    const curvature = dot(moved, turned);
    if (curvature > 0) {
      if (fresh) inverse = identity(start.length, curvature / dot(turned, turned));
      inverse = update(inverse, moved, turned, curvature);
      fresh = false;
    }
    idle = value - found.value <= ROUNDING * Math.max(1, Math.abs(value)) ? idle + 1 : 0;
    ({ point, value, slope } = found);
    if (idle === 3) return done(iterations + 1, FLAT_ENOUGH);
  }
  return done(maxIterations, gradientTolerance);
}

const identity = (n: number, scale = 1): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_unused, j) => (i === j ? scale : 0)));

const steepness = (point: Vector, value: number, slope: Vector): number => {
  const steepest = Math.max(...slope.map((g, i) => Math.abs(g) * Math.max(1, Math.abs(entry(point, i)))));
  return Number.isNaN(steepest) ? Number.POSITIVE_INFINITY : steepest / Math.max(1, Math.abs(value));
};

/** H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ with ρ = 1/yᵀs. */
function update(inverse: readonly Vector[], s: Vector, y: Vector, curvature: number): number[][] {
  const hy = inverse.map((line) => dot(line, y));
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  return inverse.map((line, i) =>
    line.map(
      (h, j) =>
        h + factor * entry(s, i) * entry(s, j) - (entry(hy, i) * entry(s, j) + entry(s, i) * entry(hy, j)) / curvature,
    ),
  );
}

/** A step that lowers f enough and flattens the slope along the direction; null when none is found. */
function search(
  f: Objective,
  slopeAt: (point: Vector) => Vector,
  point: Vector,
  value: number,
  slope: Vector,
  direction: Vector,
) {
  const descent = dot(slope, direction);
  if (!(descent < 0) || !Number.isFinite(descent)) return null;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = Math.min(1, 10 / Math.max(...direction.map(Math.abs)));
  let acceptable: { point: Vector; value: number; slope: Vector } | null = null;
  for (let attempt = 0; attempt < 60; attempt++) {
    const next = addScaled(point, length, direction);
    const there = f(next);
    if (!(there <= value + 1e-4 * length * descent) || there >= value) {
      high = length;
    } else {
      const nextSlope = slopeAt(next);
      acceptable = { point: next, value: there, slope: nextSlope };
      if (!(dot(nextSlope, direction) < 0.9 * descent)) return acceptable;
      low = length;
    }
    length = Number.isFinite(high) ? (low + high) / 2 : 2 * low;
  }
  return acceptable;
}
