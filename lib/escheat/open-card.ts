import type { CardFacts, CardKind, OwnerAddress } from "./card-facts";
import { ownerPlace } from "./jurisdiction";
import { type CivilNumber, civilDate, NO_DATE } from "./prepared/civil-number";
import type { PreparedCard } from "./prepared/version";

/** A card with value on it as a portfolio reads it: dates as whole numbers, amounts in minor units. */
export type OpenCard = PreparedCard &
  OwnerAddress & {
    readonly customerId: number;
    readonly cardId: number;
    readonly cardTypeId: number;
    /** The first of the card's expiry and its funds', where a breakage forecast ends; `expiresOn` is the law's. */
    readonly endsOn: CivilNumber;
    /** Name and an address are known, not only a state. */
    readonly hasMailingAddress: boolean;
  };

/** Cards of one type whose owners live in one place fall under one law: this names the place. */
export function placeKey(owner: OwnerAddress): string {
  if (owner.ownerJurisdiction !== null) return owner.ownerJurisdiction;
  if (owner.ownerZip === null) return "";
  const place = ownerPlace(owner);
  return "jurisdiction" in place ? place.jurisdiction : place.known;
}

/** The card as a single determination wants it. @param id under which people know it. */
export function factsOf(card: OpenCard, kind: CardKind, id: string): CardFacts {
  const day = (value: number) => (value === NO_DATE ? null : civilDate(value));
  const soldOn = civilDate(card.soldOn);
  if (soldOn === null) throw new RangeError(`card ${id} has no day of sale`);
  return {
    ...kind,
    id,
    soldOn,
    lastLoadOn: day(card.lastLoadOn),
    lastUseOn: day(card.lastUseOn),
    lastEnquiryOn: day(card.lastEnquiryOn),
    lastContactOn: day(card.lastContactOn),
    lastActivityOn: day(card.lastActivityOn),
    expiresOn: day(card.expiresOn),
    face: card.face,
    balance: card.balance,
    ownerJurisdiction: card.ownerJurisdiction,
    ownerZip: card.ownerZip,
    hasMailingAddress: card.hasMailingAddress,
    soldIn: null,
  };
}
