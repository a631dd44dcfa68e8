import { type Address, firstOf } from "./address";
import type { Comparison } from "./breakage/constants";
import type { CivilDate, Period } from "./dates";
import { type Locale, locales } from "./format";

/** Everything a figure must name to be understood, after the address's gaps have been filled. */
export type View = {
  readonly asOf: CivilDate;
  readonly knownAt: string | null;
  readonly period: Period;
  readonly currency: string;
  readonly compare: Comparison;
  readonly locale: Locale;
};

export function localeOf(address: Address): Locale {
  return locales.find((locale) => locale === firstOf(address.lang)) ?? "en";
}
