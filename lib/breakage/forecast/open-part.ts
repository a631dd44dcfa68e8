/** What a type's cohorts of one quarter have open, and what those of them that are redeemed above their value are short of. */
export type OpenBalance = { readonly open: bigint; readonly overdrawn: bigint };

/**
 * The most that a part of a type and quarter can have open, in minor units. A part knows its sums and not its cohorts: what is redeemed
 * of one above its value hides as much that is open in others. Of the whole, and where no cohort is overdrawn, it is what is open.
 */
export function openOfPart(whole: OpenBalance | undefined, sold: bigint, redeemed: bigint): bigint {
  const open = sold - redeemed + (whole?.overdrawn ?? 0n);
  const most = whole !== undefined && whole.open < open ? whole.open : open;
  return most > 0n ? most : 0n;
}
