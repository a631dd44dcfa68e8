import type { CardKind } from "./card-facts";
import { exemptionOf, STATUTE_CURRENCY } from "./exemption";
import type { Rule } from "./rule";

/**
 * What a law makes of the card that most issuers sell. `depends`: on the seller, the amount, an expiry or fees, or on the
 * year; `unsettled`: the claim or the exemptions are not known.
 */
export const standings = ["taken", "depends", "exempt", "no-claim", "unsettled"] as const;
export type Standing = (typeof standings)[number];

const SMALL = 1n;
const LARGE = 1_000_000_00n;

const card: CardKind = {
  openLoop: false,
  issuerType: "retailer",
  currency: STATUTE_CURRENCY,
  hasExpiry: false,
  hasFees: false,
  cashRedeemable: false,
  merchandiseOnly: true,
  promotional: false,
  paper: false,
  soldToCharity: false,
  eventAdmission: false,
  prepaidCalling: false,
};

/** Sold by a shop or a restaurant for its own goods, without expiry and fees; or of a payment network, with or without. */
const ordinary: Readonly<Record<Rule["property"], readonly CardKind[]>> = {
  "closed-loop": [card, { ...card, issuerType: "restaurant" }],
  "open-loop": (["bank", "money-transmitter"] as const).flatMap((issuerType) =>
    [true, false].map((is) => ({ ...card, openLoop: true, issuerType, hasExpiry: is, hasFees: is })),
  ),
};

/** The same for every ordinary card and every amount, or `depends`. */
export function standingOf(rule: Rule): Standing {
  const { claim, exemptions } = rule;
  if (claim.value === null) return "unsettled";
  if (claim.value !== "escheats") return claim.value;
  if (exemptions.value === null) return "unsettled";
  const fates = new Set(
    ordinary[rule.property].flatMap((kind) => [SMALL, LARGE].map((amount) => fateOf(rule, kind, amount))),
  );
  const [first = "depends"] = fates;
  return fates.size === 1 ? first : "depends";
}

function fateOf({ exemptions, clock, share }: Rule, kind: CardKind, amount: bigint): Standing {
  if (clock.value?.fromDate !== undefined) return "depends";
  const facts = { kind, issuer: { smallIssuer: false }, amounts: { face: amount, balance: amount } };
  const { fits, open } = exemptionOf(exemptions.value ?? [], facts);
  if (fits) return "exempt";
  return open.length > 0 || share.value?.byYearOfLastTransaction !== undefined ? "depends" : "taken";
}
