/**
 * p-values adjusted for their number by Holm's step-down method (Scand. J. Statist. 6, 1979), in the order given: the
 * i-th smallest of m becomes the largest of (m − j + 1)·p₍ⱼ₎ over j ≤ i, at most 1. An effect stands at level α when its
 * adjusted value is at most α, and the chance of any false one is then at most α, whatever depends on whatever.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = largest;
  }
  return adjusted;
}
