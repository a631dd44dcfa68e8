/** Of whole amounts, which no number may stand in for. */
export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const greater = (a: bigint, b: bigint): bigint => (a > b ? a : b);
export const atLeastNothing = (amount: bigint): bigint => greater(amount, 0n);
