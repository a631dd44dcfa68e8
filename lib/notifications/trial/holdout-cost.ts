/**
 * What a hold-out is expected to cost: those who are held out bring what they would have brought anyway. `uplift` is of those
 * who are reminded, 1 − `share` of all; a share of 1 has no reminded to go by.
 */
export const holdoutCost = (uplift: number, share: number): number => (share < 1 ? (uplift / (1 - share)) * share : 0);
