import { describe, expect, it } from "vitest";
import { bfgs, nelderMead, type Objective } from "@/lib/statistics/minimise";

/** Rosenbrock, Computer Journal 3 (1960): a curved valley, minimum 0 at (1, 1), started from (−1.2, 1). */
const rosenbrock: Objective = ([x = 0, y = 0]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
const rosenbrockSlope = ([x = 0, y = 0]: readonly number[]) => [
  -400 * x * (y - x * x) - 2 * (1 - x),
  200 * (y - x * x),
];

/** Powell, Computer Journal 5 (1962): minimum 0 at the origin, where the curvature vanishes. */
const powell: Objective = ([a = 0, b = 0, c = 0, d = 0]) =>
  (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4;

const METHODS = [
  ["Nelder–Mead", nelderMead],
  ["BFGS", bfgs],
] as const;

describe.each(METHODS)("%s", (_name, minimise) => {
  it("finds (1, 1) in Rosenbrock's valley", () => {
    const found = minimise(rosenbrock, [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBeCloseTo(1, 4);
    expect(found.point[1]).toBeCloseTo(1, 4);
  });

  it("finds 0 in Powell's singular function of four variables", () => {
    const found = minimise(powell, [3, -1, 0, 1], { maxIterations: 5_000 });
    expect(found.converged).toBe(true);
    expect(found.value).toBeLessThan(1e-6);
  });

  it("estimates an exponential rate as events ÷ time: 20 events in 541 days", () => {
    const found = minimise(([logRate = 0]) => 541 * Math.exp(logRate) - 20 * logRate, [0]);
    expect(found.converged).toBe(true);
    expect(Math.exp(found.point[0] ?? 0)).toBeCloseTo(20 / 541, 6);
  });

  it("takes a value that is not a number as a wall: x − ln x has its minimum 1 at x = 1", () => {
    const found = minimise(([x = 0]) => x - Math.log(x), [9]);
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBeCloseTo(1, 4);
  });

  it("ends, and says that it found nothing, where f falls for ever", () => {
    const found = minimise(([x = 0]) => -x, [0], { maxIterations: 50 });
    expect(found.converged).toBe(false);
    expect(found.iterations).toBeLessThanOrEqual(50);
  });

  it("is content with a constant", () => {
    const found = minimise(() => 7, [1, 2]);
    expect(found).toMatchObject({ value: 7, converged: true });
  });

  it("refuses a start outside the domain and a problem without parameters", () => {
    expect(() => minimise(([x = 0]) => Math.log(x), [-1])).toThrow(RangeError);
    expect(() => minimise(() => 0, [])).toThrow(RangeError);
  });

  it("gives the same answer twice, and leaves its start alone", () => {
    const start = Object.freeze([-1.2, 1]);
    expect(minimise(rosenbrock, start)).toEqual(minimise(rosenbrock, start));
  });
});

describe("BFGS with a given gradient", () => {
  it("finds Rosenbrock's minimum to seven digits", () => {
    const found = bfgs(rosenbrock, [-1.2, 1], { gradient: rosenbrockSlope });
    expect(found.converged).toBe(true);
    expect(found.point[0]).toBeCloseTo(1, 7);
    expect(found.value).toBeLessThan(1e-15);
  });

  it("does not claim success where it gives up early", () => {
    expect(bfgs(rosenbrock, [-1.2, 1], { maxIterations: 3 }).converged).toBe(false);
    expect(nelderMead(rosenbrock, [-1.2, 1], { maxIterations: 3 }).converged).toBe(false);
  });
});
