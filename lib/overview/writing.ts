import type { CivilDate } from "@/lib/dates";
import { formatCount, formatDate, formatMoney, formatMonth, type Locale } from "@/lib/format";
import { toDecimal } from "@/lib/money";

/** How numbers, money and dates stand within a sentence. The words themselves are the same for everybody. */
export type Writing = {
  readonly count: (value: number) => string;
  readonly money: (amount: bigint, currency: string) => string;
  readonly month: (month: CivilDate) => string;
  readonly date: (date: CivilDate) => string;
};

/** Thousands separated: 1234567.80 is 1,234,567.80. */
const grouped = (decimal: string): string => decimal.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** For machines: currencies by their codes, days as in the rest of an answer. */
export const plainWriting: Writing = {
  count: (value) => grouped(String(value)),
  money: (amount, currency) => `${grouped(toDecimal(amount, currency))} ${currency}`,
  month: (month) => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`,
  date: (date) => date,
};

/** For a reader: as figures and dates are written everywhere on his screen. */
export const writingIn = (locale: Locale): Writing => ({
  count: (value) => formatCount(value, locale),
  money: (amount, currency) => formatMoney(amount, currency, locale),
  month: (month) => formatMonth(month, locale),
  date: (date) => formatDate(date, locale),
});
