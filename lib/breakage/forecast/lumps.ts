import { lowerGamma, upperGamma } from "@/lib/statistics/gamma";
import type { Random } from "@/lib/statistics/random";

/**
 * A balance changes by whole cards. Of the two sides of it, what stays and what goes, the smaller one is drawn: it is the one
 * that may well be nothing, and drawing it keeps the other below what is open.
 */
export const isSmallSide = (share: number): boolean => share < 0.5;

/** The relative variance of the smaller side, from that of the share that stays. */
export const sideVariance = (variance: number, share: number): number =>
  isSmallSide(share) ? variance : variance * (share / (1 - share)) ** 2;

/** From so many cards' worth on, lumps are no longer felt. */
const MANY = 8;

/** Of mean 1 and this variance, never negative: a Poisson number of lumps, and a gamma variable where they are many. */
export function drawLumps(random: Random, variance: number): number {
  if (!(variance > 1e-12) || !Number.isFinite(variance)) return 1;
  const shape = 1 / variance;
  return (shape < MANY ? random.poisson(shape) : random.gamma(shape)) / shape;
}

/** Whether a value lies between the 5 % and the 95 % quantile of what `drawLumps` draws. `value` ≥ 0. */
export function isWithinLumps(value: number, variance: number): boolean {
  if (!(variance > 1e-12) || !Number.isFinite(variance)) return true;
  const shape = 1 / variance;
  const lumps = value * shape;
  if (shape >= MANY) {
    const below = lowerGamma(shape, lumps);
    return below >= 0.05 && below <= 0.95;
  }
  // P(N ≤ n) = Q(n + 1, shape): not in the lower tail with what it has, nor in the upper with less.
  const atMost = upperGamma(Math.floor(lumps) + 1, shape);
  const below = lumps > 0 ? upperGamma(Math.ceil(lumps), shape) : 0;
  return atMost >= 0.05 && below <= 0.95;
}
