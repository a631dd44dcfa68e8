import { currencyDecimals } from "@/lib/money";
import { currencySigns } from "./currency-signs";

/**
 * An amount written 2.000 is two in a currency of three decimals; in any other it is two thousand more often than two, and
 * is refused. In a row that names no currency this mark stands for one, as a sign does, to be held against the card's.
 */
export const threePlaces = (field: string): string => `${MARK}${field}`;
export const isThreePlaces = (staged: string): boolean => staged.startsWith(MARK);

const MARK = "three places: ";

/** Of a code, or of a sign beside the amount. */
export const mayHaveThreePlaces = (currency: string): boolean =>
  (currencySigns.get(currency) ?? [currency]).some((code) => currencyDecimals(code) === 3);

const MEANT = "so the sign before them may group thousands. Say in the mapping what marks decimals, or write fewer.";

export const groupedText = (label: string, currency: string): string =>
  `${label} is written with three decimals, which ${currency} does not have, ${MEANT}`;

/** The same in SQL, over the staged currency and that of the card. */
export const groupedIn = (field: string, label: string, staged: string, currency: string) => ({
  when: `${staged} = '${threePlaces(field)}' and ${currency} not in (${threeDecimals()})`,
  field,
  code: "amount-precision" as const,
  reason: `format('${groupedText(label, "%s")}', ${currency})`,
});

const threeDecimals = (): string =>
  Intl.supportedValuesOf("currency")
    .filter((code) => currencyDecimals(code) === 3)
    .map((code) => `'${code}'`)
    .join(", ");
