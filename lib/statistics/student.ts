import { betaCdf, betaQuantile } from "./beta";
import { normalCdf, normalQuantile } from "./normal";

function checkDegrees(degrees: number): void {
  if (!(degrees > 0)) throw new RangeError(`Student's t has no ${degrees} degrees of freedom`);
}

/** Beyond this the first term of the expansion around the normal is exact to twelve digits (A. and S. 26.7.5). */
const MANY_DEGREES = 1e6;
const excess = (z: number, degrees: number) => (z ** 3 + z) / (4 * degrees);

/**
 * P(|T| > |t|) for Student's t: 1 − I_x(½, ν/2) at x = t²/(ν + t²) (DLMF 8.17; Abramowitz and Stegun 26.7.1), and the
 * normal's with one term of correction beyond a million degrees. ν > 0, whole or not, or ∞. Throws RangeError otherwise.
 */
export function studentTwoTails(t: number, degrees: number): number {
  checkDegrees(degrees);
  if (!Number.isFinite(t)) return Number.isNaN(t) ? Number.NaN : 0;
  const size = Math.abs(t);
  if (degrees > MANY_DEGREES) return 2 * normalCdf(excess(size, degrees) - size);
  return 1 - betaCdf((t * t) / (degrees + t * t), 0.5, degrees / 2);
}

/**
 * The t with P(|T| ≤ t) = level, for level in [0, 1): half an interval's width in standard errors. Throws RangeError
 * outside the domain.
 */
export function studentHalfWidth(level: number, degrees: number): number {
  checkDegrees(degrees);
  if (!(level >= 0 && level < 1)) throw new RangeError(`${level} is not a level of confidence`);
  if (degrees > MANY_DEGREES) {
    const z = normalQuantile(0.5 + level / 2);
    return z + excess(z, degrees);
  }
  const part = betaQuantile(level, 0.5, degrees / 2);
  return Math.sqrt((degrees * part) / (1 - part));
}
