import { normalQuantile } from "@/lib/statistics/normal";
import { ratioMoments } from "./difference";
import type { ArmSpending } from "./figures";
import type { Learned } from "./learn";
import { SMALLEST_ARM } from "./verdict";

/** What those who were reminded spent, as a complete trial keeps it. */
export type Spending = { readonly batchId: number; readonly spending: ArmSpending };

/** Figures that are read off what was paid, and not off a difference between arms. */
export const spendingNames = ["share-spending-more", "spend-above"] as const;
export type SpendingName = (typeof spendingNames)[number];
export const isSpending = (name: string): name is SpendingName => spendingNames.some((one) => one === name);

/** A trial's figure, of so many mailboxes, each of which varies by `variance`. */
type OfTrial = { readonly batchId: number; readonly n: number; readonly value: number; readonly variance: number };

/**
 * Of the reminded mailboxes that redeemed something and whose purchases are known: the share that paid more than its cards
 * did, or how much more these paid, Σ above ÷ Σ paid by their cards. Every mailbox weighs alike, in whichever trial it was.
 * The standard error takes the variance of one mailbox from all trials together, of a ratio by the delta method, and
 * grows by √(χ²/(k − 1)) where k trials differ by more than chance, as that of the effects does. Null where fewer than
 * `SMALLEST_ARM` mailboxes can be asked, and where nothing varies.
 */
export function learnSpending(name: SpendingName, trials: readonly Spending[]): Learned | null {
  return pooledOver(trials.flatMap(name === "spend-above" ? howMuchMore : shareOfMore));
}

function shareOfMore({ batchId, spending: { known, more } }: Spending): OfTrial[] {
  if (known === 0) return [];
  // Half a mailbox more on either side: the variance of a small trial in which all did the same is not 0.
  const share = (more + 0.5) / (known + 1);
  return [{ batchId, n: known, value: more / known, variance: share * (1 - share) }];
}

function howMuchMore({ batchId, spending }: Spending): OfTrial[] {
  const { more: n, above: sum, aboveSquares: sumSquares, paid, paidSquares, products } = spending;
  const ratio = ratioMoments({ n, sum, sumSquares, ofSum: paid, ofSumSquares: paidSquares, productSum: products });
  return ratio ? [{ batchId, n, value: ratio.mean, variance: ratio.variance }] : [];
}

function pooledOver(trials: readonly OfTrial[]): Learned | null {
  const mailboxes = total(trials, ({ n }) => n);
  if (mailboxes < SMALLEST_ARM) return null;
  const value = total(trials, (one) => one.n * one.value) / mailboxes;
  const variance = total(trials, (one) => one.n * one.variance) / mailboxes;
  if (!(variance > 0)) return null;
  const chiSquare = total(trials, (one) => one.n * (one.value - value) ** 2) / variance;
  const differ = trials.length > 1 ? Math.max(1, chiSquare / (trials.length - 1)) : 1;
  const se = Math.sqrt((variance / mailboxes) * differ);
  const half = normalQuantile(0.9) * se;
  return { value, se, low: value - half, high: value + half, batches: trials.map(({ batchId }) => batchId) };
}

const total = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((sum, one) => sum + of(one), 0);
