import { type CardFacts, type IssuerFacts, usualIssuer } from "@/lib/escheat/card-facts";

/** A card about which nothing is in doubt: of a third party, sold for $100 and never used, owner in West Virginia. */
export const plainCard: CardFacts = {
  id: "1",
  soldOn: "2022-03-15",
  lastLoadOn: null,
  lastUseOn: null,
  lastEnquiryOn: null,
  lastContactOn: null,
  lastActivityOn: null,
  expiresOn: null,
  ownerJurisdiction: "US-WV",
  ownerZip: null,
  hasMailingAddress: true,
  soldIn: null,
  openLoop: false,
  issuerType: "third-party",
  currency: "USD",
  hasExpiry: false,
  hasFees: false,
  cashRedeemable: false,
  merchandiseOnly: true,
  promotional: false,
  paper: false,
  soldToCharity: false,
  eventAdmission: false,
  prepaidCalling: false,
  face: 100_00n,
  balance: 100_00n,
};

export const delaware: IssuerFacts = { ...usualIssuer, incorporation: "US-DE" };

export const cardWith = (facts: Partial<CardFacts>): CardFacts => ({ ...plainCard, ...facts });
