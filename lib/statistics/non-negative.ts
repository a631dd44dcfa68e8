/** Weighted sums over the rows of y ≈ a·x₁ + b·x₂. */
export type PairSums = {
  readonly x11: number;
  readonly x12: number;
  readonly x22: number;
  readonly y1: number;
  readonly y2: number;
};

/** The sums of weight·x·x and weight·x·y of rows [x₁, x₂, y, weight]. */
export function pairSums(rows: Iterable<readonly [x1: number, x2: number, y: number, weight: number]>): PairSums {
  let [x11, x12, x22, y1, y2] = [0, 0, 0, 0, 0];
  for (const [first, second, y, weight] of rows) {
    x11 += weight * first * first;
    x12 += weight * first * second;
    x22 += weight * second * second;
    y1 += weight * first * y;
    y2 += weight * second * y;
  }
  return { x11, x12, x22, y1, y2 };
}

/**
 * Non-negative least squares of two variables: the a and b, both at least 0, with the smallest weighted sum of squares. Where
 * the free solution has a negative one it lies on an edge, and the better edge is taken. A variable that is always 0 gets 0.
 */
export function nonNegativePair({ x11, x12, x22, y1, y2 }: PairSums): readonly [a: number, b: number] {
  const determinant = x11 * x22 - x12 * x12;
  if (determinant > 1e-12 * x11 * x22) {
    const [a, b] = [(x22 * y1 - x12 * y2) / determinant, (x11 * y2 - x12 * y1) / determinant];
    if (a >= 0 && b >= 0) return [a, b];
  }
  const alone = (y: number, x: number) => (x > 0 ? Math.max(0, y / x) : 0);
  const [a, b] = [alone(y1, x11), alone(y2, x22)];
  // What an edge takes off the sum of squares: 2·a·Σxy − a²·Σx².
  const gain = (value: number, y: number, x: number) => 2 * value * y - value * value * x;
  return gain(a, y1, x11) >= gain(b, y2, x22) ? [a, 0] : [0, b];
}
