/**
 * What can happen to a card. The first eleven move money; `opened`, `resent` and `enquiry` carry no amount but are
 * kept because they tell whether a digital card ever reached its owner and because owner activity restarts dormancy.
 */
export const transactionKinds = [
  "sale",
  "reload",
  "redemption",
  "refund",
  "void",
  "fee",
  "transfer",
  "adjustment",
  "expiry",
  "escheat",
  "opened",
  "resent",
  "enquiry",
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

/** Sign of the effect on the balance; 0: the file's own sign holds (transfer, adjustment) or the voided event's opposite. */
export const balanceSign = {
  sale: 1,
  reload: 1,
  redemption: -1,
  refund: -1,
  void: 0,
  fee: -1,
  transfer: 0,
  adjustment: 0,
  expiry: -1,
  escheat: -1,
  opened: 0,
  resent: 0,
  enquiry: 0,
} as const satisfies Record<TransactionKind, -1 | 0 | 1>;

/** Where a card can be spent: anywhere on a network, at a named group of merchants, at one merchant. */
export const businessModels = ["open", "semi-closed", "closed"] as const;
export type BusinessModel = (typeof businessModels)[number];

export const media = ["physical", "digital"] as const;
export type Medium = (typeof media)[number];

/** Who issues the card in the eyes of unclaimed property law. */
export const issuerTypes = ["retailer", "restaurant", "bank", "money-transmitter", "third-party", "other"] as const;
export type IssuerType = (typeof issuerTypes)[number];

/** From sale to the last cent within these minutes: bought by somebody who had no gift in mind. */
export const DRAINED_WITHIN_MINUTES = 5;

/** Shown and grouped as such wherever a file did not say; never guessed. */
export const UNKNOWN = "unknown";
