import type { OpenCard } from "@/lib/escheat/open-card";
import { NO_DATE } from "@/lib/escheat/prepared/civil-number";

/** Sold for $100 on 15 March 2022 and never used; owner in West Virginia. */
export const plainOpenCard: OpenCard = {
  customerId: 1,
  cardId: 1,
  cardTypeId: 1,
  ownerJurisdiction: "US-WV",
  ownerZip: null,
  hasMailingAddress: true,
  soldOn: 20220315,
  expiresOn: NO_DATE,
  endsOn: NO_DATE,
  lastLoadOn: NO_DATE,
  lastUseOn: NO_DATE,
  lastEnquiryOn: NO_DATE,
  lastContactOn: NO_DATE,
  lastActivityOn: NO_DATE,
  face: 100_00n,
  balance: 100_00n,
};

export const openCardWith = (facts: Partial<OpenCard>): OpenCard => ({ ...plainOpenCard, ...facts });
