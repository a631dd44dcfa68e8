import { formatMoney, type Locale } from "@/lib/format";

/** Estimates are floats of minor units until they are shown; here each is rounded once, half away from zero. */
export const wholeMinor = (amount: number): bigint => BigInt(Math.sign(amount) * Math.round(Math.abs(amount)));

export const formatEstimate = (amount: number, currency: string, locale: Locale): string =>
  formatMoney(wholeMinor(amount), currency, locale);

/** With its sign, for changes. */
export const formatSigned = (minor: bigint, currency: string, locale: Locale): string =>
  `${minor > 0n ? "+" : ""}${formatMoney(minor, currency, locale)}`;

/** `January`; 0 is January. */
export const monthName = (month: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(Date.UTC(2020, month, 1));
