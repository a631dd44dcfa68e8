import type { PropertyKind } from "@/lib/escheat/constants";
import type { Ends } from "@/lib/escheat/forecast/range";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { formatAmountRange, formatMoneyRange, formatMoneyShort, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";

export const placeName = (jurisdiction: string): string =>
  jurisdiction === "" ? t("escheat.forecast.nobody") : (jurisdictionName(jurisdiction) ?? jurisdiction);

/** Ends of a range are estimates: rounded once, here. */
const minor = (amount: number): bigint => BigInt(Math.round(amount));

export const moneyRange = ({ low, high }: Ends, currency: string, locale: Locale): string =>
  formatMoneyRange(minor(low), minor(high), currency, locale);

/** For a headline: fits beside three others on a phone. */
export const shortRange = ({ low, high }: Ends, currency: string, locale: Locale): string =>
  `${formatMoneyShort(minor(low), currency, locale)} – ${formatMoneyShort(minor(high), currency, locale)}`;

export const amountRange = ({ low, high }: Ends, currency: string, locale: Locale): string =>
  formatAmountRange(minor(low), minor(high), currency, locale);

export const cardsWords = (property: PropertyKind | null): string =>
  property === null ? t("escheat.forecast.why.unknownKind") : t(`escheat.property.${property}`);
