import { cholesky, type Matrix } from "@/lib/statistics/linear";

/**
 * The diagonal of A⁻¹ for a symmetric positive definite A: variances from an information matrix, without the covariances. With
 * A = LLᵀ it is Σ of the squares of each column of L⁻¹, a sixth of the work of the whole inverse. Null when A is not positive
 * definite.
 */
export function inverseDiagonal(matrix: Matrix): number[] | null {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  const size = lower.length;
  const rows = lower.map((line) => Float64Array.from(line));
  return Array.from({ length: size }, (_, j) => {
    // Column j of L⁻¹, from the top: it is 0 above its own place.
    const column = new Float64Array(size);
    let squares = 0;
    for (let i = j; i < size; i++) {
      const line = rows[i] ?? column;
      let rest = i === j ? 1 : 0;
      for (let k = j; k < i; k++) rest -= (line[k] ?? 0) * (column[k] ?? 0);
      const value = rest / (line[i] ?? 1);
      column[i] = value;
      squares += value * value;
    }
    return squares;
  });
}
