import { normalQuantile } from "@/lib/statistics/normal";

/** Redemption shares of a complete trial: mailboxes, and those of them from which something was redeemed. */
export type Shares = {
  readonly batchId: number;
  readonly horizonDays: number;
  readonly control: { readonly n: number; readonly redeemed: number };
  readonly remind: { readonly n: number; readonly redeemed: number };
};

/** What is believed of a reminder's effect; all but the figure that is sought is held fixed. */
export type Given = {
  /** φ, days. */
  readonly effectDays: number;
  /** δ. */
  readonly acceleration: number;
  /** α, a day. */
  readonly forgottenHazard: number;
  /** Share of what stays unredeemed that is forgotten. */
  readonly forgottenShare: number;
};

/** Which figure a trial's one difference is put down to: it cannot tell one from the other. */
export const effectNames = ["acceleration", "forgotten-hazard"] as const;
export type EffectName = (typeof effectNames)[number];

/** Where it is sought. A hazard below 0 stands for trials in which the reminded redeemed less. */
const sought: Readonly<Record<EffectName, { readonly from: number; readonly to: number }>> = {
  acceleration: { from: -4, to: 4 },
  "forgotten-hazard": { from: -0.5, to: 1 },
};

const believing = (given: Given, name: EffectName, value: number): Given =>
  name === "acceleration" ? { ...given, acceleration: value } : { ...given, forgottenHazard: value };

export type Learned = {
  readonly value: number;
  readonly se: number;
  /** The middle 80 %. */
  readonly low: number;
  readonly high: number;
  readonly batches: readonly number[];
};

/** Who is not forgotten has to have a finite hazard. */
const LEAST_OPEN = 1e-6;

/**
 * Chance of a redemption within H days of a reminder, when it is p without one. Forgotten are π = s(1 − p), with hazard
 * α κ(d) once reminded and none before; the others have a constant hazard Λ/H with (1 − π)(1 − e^(−Λ)) = p, which the reminder
 * multiplies by exp(δκ(d)), κ(d) = e^(−d/φ), d = 0 … H − 1: the objective of the optimiser on a horizon of its own.
 */
export function reminded(p: number, horizonDays: number, given: Given): number {
  const forgotten = Math.max(0, Math.min(given.forgottenShare * (1 - p), 1 - p - LEAST_OPEN));
  const hazard = -Math.log1p(-p / (1 - forgotten));
  let [strength, raised] = [0, 0];
  for (let day = 0; day < horizonDays; day++) {
    const kappa = Math.exp(-day / given.effectDays);
    strength += kappa;
    raised += Math.exp(given.acceleration * kappa);
  }
  const woken = -Math.expm1(-given.forgottenHazard * strength);
  return forgotten * woken + (1 - forgotten) * -Math.expm1((-hazard * raised) / horizonDays);
}

/**
 * One δ, or α, for several trials, from the estimating equation Σ g(q − R(p, δ)) = 0, with p and q the shares without and
 * with a reminder, R the function above and g = (∂R/∂δ)/v at δ = 0, which weighs as least squares do; v = Var q + (∂R/∂p)² Var p. R rises with δ,
 * so that there is one root at most. The standard error √(Σ g²v)/Σ g ∂R/∂δ grows by √(χ²/(k − 1)) where k trials differ by more
 * than chance (Birge, Physical Review 40, 1932). Estimating each trial alone and averaging would favour those that chance made large.
 *
 * Null without a trial of at least one mailbox in each arm, and where no value gives such shares: when most are believed
 * to be forgotten, for one, no acceleration of the others explains a large rise.
 */
export function learn(name: EffectName, trials: readonly Shares[], given: Given): Learned | null {
  const told = trials.flatMap((trial) =>
    trial.control.n > 0 && trial.remind.n > 0 ? [weighed(name, trial, given)] : [],
  );
  const excess = (value: number) => total(told, (one) => one.weight * (one.q - one.at(value)));
  let { from: low, to: high } = sought[name];
  if (told.length === 0 || !(excess(low) > 0 && excess(high) < 0)) return null;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  const value = (low + high) / 2;
  const spread = Math.sqrt(total(told, ({ weight, variance }) => weight ** 2 * variance));
  const slope = total(told, ({ weight, at }) => weight * slopeAt(at, value));
  const chiSquare = total(told, ({ q, at, variance }) => (q - at(value)) ** 2 / variance);
  const differ = told.length > 1 ? Math.max(1, chiSquare / (told.length - 1)) : 1;
  const se = (spread / slope) * Math.sqrt(differ);
  const half = normalQuantile(0.9) * se;
  return { value, se, low: value - half, high: value + half, batches: told.map(({ batchId }) => batchId) };
}

const STEP = 1e-5;
const slopeAt = (f: (x: number) => number, x: number, step = STEP) => (f(x + step) - f(x - step)) / (2 * step);

function weighed(name: EffectName, { batchId, horizonDays, control, remind }: Shares, given: Given) {
  const [p, q] = [control.redeemed / control.n, remind.redeemed / remind.n];
  const at = (value: number) => reminded(p, horizonDays, believing(given, name, value));
  const inside = Math.min(Math.max(p, 2 * STEP), 1 - 2 * STEP);
  const byBase = slopeAt((base) => reminded(base, horizonDays, believing(given, name, 0)), inside);
  const variance = varianceOf(remind) + byBase ** 2 * varianceOf(control);
  return { batchId, q, at, variance, weight: slopeAt(at, 0) / variance };
}

/** Of a share; with half a mailbox more on either side, because a variance of 0 would outweigh everything else. */
function varianceOf({ n, redeemed }: Shares["control"]): number {
  const share = (redeemed + 0.5) / (n + 1);
  return (share * (1 - share)) / n;
}

const total = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((sum, one) => sum + of(one), 0);
