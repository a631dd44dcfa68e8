import type { BusinessModel, IssuerType, Medium } from "@/lib/cards/constants";
import type { CardKind } from "./card-facts";

/** A card type as it is kept; null: the source did not say. */
export type TypeFlags = {
  readonly businessModel: BusinessModel | null;
  readonly medium: Medium | null;
  readonly hasExpiry: boolean | null;
  readonly fundsExpire: boolean | null;
  readonly hasFees: boolean | null;
  readonly cashRedeemable: boolean | null;
  readonly promotional: boolean | null;
  readonly issuerType: IssuerType | null;
  readonly currency: string;
};

/**
 * What the law asks of all cards of a type. A group of shops is a closed loop. Funds that expire are an expiry, whatever
 * the plastic says. A digital card is no paper; whether a physical one is, and what is claimed for cards out of the
 * ordinary, no card type says.
 */
export function kindOf(type: TypeFlags): CardKind {
  return {
    openLoop: type.businessModel === null ? null : type.businessModel === "open",
    issuerType: type.issuerType,
    currency: type.currency,
    hasExpiry: type.fundsExpire === true ? true : type.hasExpiry,
    hasFees: type.hasFees,
    cashRedeemable: type.cashRedeemable,
    merchandiseOnly: null,
    promotional: type.promotional,
    paper: type.medium === "digital" ? false : null,
    soldToCharity: null,
    eventAdmission: null,
    prepaidCalling: null,
  };
}
