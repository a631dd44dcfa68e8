import { dot, entry, type Vector } from "./vector";

export type Matrix = readonly Vector[];

/** A pivot this small beside its diagonal entry is rounding error: the columns depend on one another. */
const SMALLEST_PIVOT = 1e-13;

const row = (matrix: Matrix, index: number): Vector => {
  const found = matrix[index];
  if (found === undefined) throw new RangeError(`no row ${index} in a matrix of ${matrix.length}`);
  return found;
};

/**
 * The lower triangle L with A = LLᵀ (Cholesky–Banachiewicz). Only the lower triangle of A is read; A is taken to be
 * symmetric. Null when A is not positive definite to working precision: a pivot is not above 1e−13 of its diagonal
 * entry, or not a number. Throws RangeError when A is not square.
 */
export function cholesky(matrix: Matrix): number[][] | null {
  const lower: number[][] = [];
  for (const [i, source] of matrix.entries()) {
    if (source.length !== matrix.length)
      throw new RangeError(`row ${i} of a ${matrix.length}-row matrix is not square`);
    const line: number[] = [];
    for (const [j, above] of lower.entries()) {
      line.push((entry(source, j) - dot(line, above.slice(0, j))) / entry(above, j));
    }
    const diagonal = entry(source, i);
    const pivot = diagonal - dot(line, line);
    if (!(pivot > SMALLEST_PIVOT * Math.abs(diagonal)) || !Number.isFinite(pivot)) return null;
    line.push(Math.sqrt(pivot));
    lower.push(line);
  }
  return lower;
}

function solveWith(lower: Matrix, right: Vector): number[] {
  const n = lower.length;
  const forward: number[] = [];
  for (const [i, line] of lower.entries()) {
    forward.push((entry(right, i) - dot(line.slice(0, i), forward)) / entry(line, i));
  }
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = entry(forward, i);
    for (let k = i + 1; k < n; k++) rest -= entry(row(lower, k), i) * entry(solution, k);
    solution[i] = rest / entry(row(lower, i), i);
  }
  return solution;
}

/** x with Ax = b for a symmetric positive definite A, by Cholesky. Null when A is not (see `cholesky`). */
export function solveSpd(matrix: Matrix, right: Vector): number[] | null {
  if (right.length !== matrix.length) throw new RangeError(`${right.length} values for ${matrix.length} equations`);
  const lower = cholesky(matrix);
  return lower === null ? null : solveWith(lower, right);
}

/** A⁻¹ of a symmetric positive definite A, by Cholesky: a covariance from an information matrix. Null when A is not. */
export function invertSpd(matrix: Matrix): number[][] | null {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  return matrix.map((_, i) =>
    solveWith(
      lower,
      matrix.map((_row, j) => (i === j ? 1 : 0)),
    ),
  );
}

/** √ of the diagonal of A⁻¹: standard errors from an information matrix. Null when A is not positive definite. */
export function standardErrors(information: Matrix): number[] | null {
  return invertSpd(information)?.map((line, i) => Math.sqrt(entry(line, i))) ?? null;
}
