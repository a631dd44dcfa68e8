import { entry, type Vector } from "./vector";

export type Objective = (point: Vector) => number;

const moved = (point: Vector, index: number, by: number): number[] =>
  point.map((value, i) => (i === index ? value + by : value));

/** Steps that balance rounding against truncation: ε^⅓ for first, ε^¼ for second differences, beside the size of x. */
const steps = (point: Vector, power: number) => point.map((x) => Number.EPSILON ** power * Math.max(1, Math.abs(x)));

/** ∇f by central differences; the relative error is near 1e−10 for a smooth f of moderate size. */
export function gradient(f: Objective, point: Vector): number[] {
  return steps(point, 1 / 3).map((h, i) => {
    const x = entry(point, i);
    // The step that was really taken, after x + h was rounded.
    return (f(moved(point, i, h)) - f(moved(point, i, -h))) / (x + h - (x - h));
  });
}

/**
 * ∇²f by central differences, symmetric; the relative error is near 1e−7 when parameters and curvature are of order 1.
 * At the minimum of a negative log-likelihood this is the observed information.
 */
export function hessian(f: Objective, point: Vector): number[][] {
  const h = steps(point, 1 / 4);
  const centre = f(point);
  const result = point.map(() => point.map(() => 0));
  const set = (i: number, j: number, value: number) => {
    for (const [a, b] of [
      [i, j],
      [j, i],
    ] as const) {
      const line = result[a];
      if (line) line[b] = value;
    }
  };
  for (const [i, hi] of h.entries()) {
    const up = moved(point, i, hi);
    const down = moved(point, i, -hi);
    set(i, i, (f(up) - 2 * centre + f(down)) / (hi * hi));
    for (let j = 0; j < i; j++) {
      const hj = entry(h, j);
      const mixed = f(moved(up, j, hj)) - f(moved(up, j, -hj)) - f(moved(down, j, hj)) + f(moved(down, j, -hj));
      set(i, j, mixed / (4 * hi * hj));
    }
  }
  return result;
}
