/**
 * How breakage becomes revenue: in step with redemptions, or once redemption of the rest is remote (ASC
 * 606-10-55-48).
 */
export const recognitionMethods = ["proportional", "remote"] as const;
export type RecognitionMethod = (typeof recognitionMethods)[number];

/** How the expected breakage is held back before any of it is recognised. */
export const constraintKinds = ["lower-bound", "haircut"] as const;
export type ConstraintKind = (typeof constraintKinds)[number];

/**
 * What moves the contract liability, and which way, in the order of the roll-forward. Amounts are as named and positive
 * but for `transferred`, `adjusted`, `breakage` and `toEscheatPayable`, which have both signs.
 */
export const liabilitySigns = {
  sold: 1,
  reloaded: 1,
  redeemed: -1,
  refunded: -1,
  fees: -1,
  /** Came in from other cards; out is negative. */
  transferred: 1,
  adjusted: 1,
  /** Funds whose expiry was booked. */
  expired: -1,
  /** Recognised by estimate: all breakage revenue of the month less `expired`. */
  breakage: -1,
  /** Presumed abandoned: now owed to states, no longer to holders. */
  toEscheatPayable: -1,
  /** Redeemed although a state has the money: it owes it back. */
  claimedFromStates: 1,
} as const satisfies Record<string, 1 | -1>;
export type LiabilityMovement = keyof typeof liabilitySigns;
export const liabilityMovements = Object.keys(liabilitySigns) as LiabilityMovement[];

/** What moves the escheat payable: what was presumed abandoned came in, what was remitted went out. */
export const payableSigns = { toEscheatPayable: 1, escheated: -1 } as const satisfies Record<string, 1 | -1>;
export type PayableMovement = keyof typeof payableSigns;
export const payableMovements = Object.keys(payableSigns) as PayableMovement[];

/** `given`: promotional cards, a discount and no liability. `unknown`: nobody said, so it is owed like what was paid. */
export const standings = ["paid", "given", "unknown"] as const;
export type Standing = (typeof standings)[number];

/** The parts accounts play in the journal: balances, and what is earned or spent. */
export const balanceRoles = [
  "cash",
  "contractLiability",
  "escheatPayable",
  "receivableFromStates",
  "transferClearing",
] as const;
export const resultRoles = [
  /** Sales revenue of a seller who redeems its own cards; what is owed to the merchants who do it for others. */
  "redemptions",
  "feeRevenue",
  "breakageRevenue",
  "adjustments",
] as const;
export const accountRoles = [...balanceRoles, ...resultRoles] as const;
export type AccountRole = (typeof accountRoles)[number];
