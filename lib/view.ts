import { type Address, firstOf } from "./address";
import type { Against } from "./breakage/period";
import type { CivilDate, Period } from "./dates";
import { type Locale, locales } from "./format";

/** Everything a figure must name to be understood, after the address's gaps have been filled. */
export type View = Pick<Against, "compare" | "match"> & {
  readonly asOf: CivilDate;
  readonly knownAt: string | null;
  readonly period: Period;
  readonly currency: string;
  /** The period compared with, where there is one. */
  readonly compared?: Period | null;
  readonly locale: Locale;
};

export const findLocale = (text: string | null | undefined): Locale | undefined =>
  locales.find((locale) => locale === text);

/** How numbers and dates are written: as the address says, else as the reader has chosen for himself. */
export function localeOf(address: Address, own?: string | null): Locale {
  return findLocale(firstOf(address.lang)) ?? findLocale(own) ?? "en";
}
