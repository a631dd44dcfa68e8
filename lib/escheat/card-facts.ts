import type { IssuerType } from "@/lib/cards/constants";
import type { CivilDate } from "@/lib/dates";
import type { YesNoFact } from "./rule";

export type CardAnswer = Exclude<YesNoFact, "smallIssuer">;

/** What all cards of one type have in common. Null: nobody has said, which is neither yes nor no. */
export type CardKind = Readonly<Record<CardAnswer, boolean | null>> & {
  /** A card of a payment network; false: of one seller or a group of them. */
  readonly openLoop: boolean | null;
  readonly issuerType: IssuerType | null;
  readonly currency: string;
};

/** Where the owner lives by the holder's books. Where the card was bought is no address of the owner. */
export type OwnerAddress = {
  /** 'US-TX', a country such as 'FR', or 'military' for the post of the armed forces. */
  readonly ownerJurisdiction: string | null;
  readonly ownerZip: string | null;
};

/** The latest of each kind of owner activity up to the as-of date; null: none since the sale. */
export type OwnerActivity = {
  readonly lastLoadOn: CivilDate | null;
  readonly lastUseOn: CivilDate | null;
  readonly lastEnquiryOn: CivilDate | null;
  readonly lastContactOn: CivilDate | null;
  /** Of a kind nobody recorded: it counts wherever the law counts something the owner does after the sale, but is no load. */
  readonly lastActivityOn: CivilDate | null;
};

/** What a determination needs of a card, as it was known on the as-of date. Amounts in minor units of the currency. */
export type CardFacts = CardKind &
  OwnerAddress &
  OwnerActivity & {
    readonly id: string;
    readonly soldOn: CivilDate;
    /** When what is left on the card lapses; the end of a piece of plastic that is replaced is no expiry. */
    readonly expiresOn: CivilDate | null;
    /** All that was paid onto the card; null where the source did not say. */
    readonly face: bigint | null;
    readonly balance: bigint;
    /** Somebody can be written to: more than a state or a ZIP code is known, or may be taken to be. */
    readonly hasMailingAddress: boolean;
    /** 'US-TX'. Decides nothing today; kept because the federal rule on money orders looks at it. */
    readonly soldIn: string | null;
  };

/** The issuing legal entity, and what its counsel has settled. */
export type IssuerFacts = {
  /** 'US-DE', or a country; null: not entered yet. */
  readonly incorporation: string | null;
  /** Below the yearly sales that some states exempt; null: nobody has said. */
  readonly smallIssuer: boolean | null;
  /** Whether the state of incorporation takes what the owner's state exempts (older acts; RUUPA § 7020(b) says no). */
  readonly takesSecondPriority: boolean;
  /** Tex. Prop. Code § 72.1016(c): where no address is kept, the comptroller's in Austin stands for it. */
  readonly texasDeemsAddress: boolean;
};

/** RUUPA as most states have it, and no address by fiction. */
export const usualIssuer: Omit<IssuerFacts, "incorporation"> = {
  smallIssuer: null,
  takesSecondPriority: false,
  texasDeemsAddress: false,
};
