import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatAmountRange,
  formatChange,
  formatCount,
  formatDate,
  formatDateRange,
  formatDecimal,
  formatInstant,
  formatMoney,
  formatMoneyRange,
  formatMoneyShort,
  formatMonth,
  formatQuarter,
  formatRate,
  type Locale,
  locales,
  plainSpaces,
} from "@/lib/format";

const money = (minor: bigint, currency: string, locale: Locale) => plainSpaces(formatMoney(minor, currency, locale));
const amount = (minor: bigint, currency: string, locale: Locale) => plainSpaces(formatAmount(minor, currency, locale));
const short = (minor: bigint, currency: string, locale: Locale) =>
  plainSpaces(formatMoneyShort(minor, currency, locale));

/**
 * Unicode CLDR: English and Japanese put the symbol first, group by commas and part by a point; Russian puts it last,
 * groups by spaces and parts by a comma. Japanese writes its yen in full width; the dinar has no sign but its ISO code.
 * Decimals by ISO 4217: yen 0, euro 2, dinar 3.
 */
const golden: readonly [currency: string, minor: bigint, Record<Locale, string>][] = [
  ["JPY", 1_234_567n, { en: "¥1,234,567", ru: "1 234 567 ¥", ja: "￥1,234,567" }],
  ["JPY", -50n, { en: "-¥50", ru: "-50 ¥", ja: "-￥50" }],
  ["EUR", 123_456_789n, { en: "€1,234,567.89", ru: "1 234 567,89 €", ja: "€1,234,567.89" }],
  ["EUR", -5n, { en: "-€0.05", ru: "-0,05 €", ja: "-€0.05" }],
  ["KWD", 1_234_567_891n, { en: "KWD 1,234,567.891", ru: "1 234 567,891 KWD", ja: "KWD 1,234,567.891" }],
  ["KWD", 500n, { en: "KWD 0.500", ru: "0,500 KWD", ja: "KWD 0.500" }],
];

describe("money (UX-13)", () => {
  it.each(golden)(
    "in %s, %s minor units, is written as each of the three languages writes it",
    (currency, minor, texts) => {
      for (const locale of locales) expect(money(minor, currency, locale), locale).toBe(texts[locale]);
    },
  );

  it("alone, where the head names the currency, keeps decimals and grouping and loses the symbol", () => {
    const written = (minor: bigint, currency: string) => locales.map((locale) => amount(minor, currency, locale));
    expect(written(1_234_567n, "JPY")).toEqual(["1,234,567", "1 234 567", "1,234,567"]);
    expect(written(123_456_789n, "EUR")).toEqual(["1,234,567.89", "1 234 567,89", "1,234,567.89"]);
    expect(written(1_234_567_891n, "KWD")).toEqual(["1,234,567.891", "1 234 567,891", "1,234,567.891"]);
    expect(written(0n, "KWD")).toEqual(["0.000", "0,000", "0.000"]);
  });

  it("in short counts in each language's own large numbers: millions, or ten thousands in Japanese", () => {
    expect(short(123_456_789n, "EUR", "en")).toBe("€1.23M");
    expect(short(123_456_789n, "EUR", "ru")).toBe("1,23 млн €");
    expect(short(1_234_567n, "JPY", "ja")).toBe("￥123万");
  });

  it("loses no digit of an amount that no double could hold", () => {
    expect(formatAmount(9_007_199_254_740_993_01n, "USD", "en")).toBe("9,007,199,254,740,993.01");
    expect(formatAmount(-5n, "USD", "en")).toBe("-0.05");
  });
});

describe("dates", () => {
  it("are civil: no zone of any machine moves them by a day", () => {
    expect(formatDate("2020-02-29", "en")).toBe("29 Feb 2020");
    expect(formatDate("2026-01-01", "en")).toBe("1 Jan 2026");
    expect(formatMonth("2026-09-01", "en")).toBe("Sep 2026");
    expect(formatDate("2026-10-31", "ja")).toBe("2026年10月31日");
    expect(plainSpaces(formatDate("2026-10-31", "ru"))).toBe("31 окт. 2026 г.");
  });

  it("write both ends of a range as each language does", () => {
    const written = (locale: Locale) => plainSpaces(formatDateRange("2024-01-01", "2024-04-30", locale));
    expect(locales.map(written)).toEqual([
      "1 Jan 2024 – 30 Apr 2024",
      "1 янв. 2024 г. – 30 апр. 2024 г.",
      "2024年1月1日 – 2024年4月30日",
    ]);
  });

  it("write a moment by the clock of the zone: 02:30 UTC on 5 January is 21:30 the day before in New York (UTC−5)", () => {
    const moment = "2024-01-05T02:30:00Z";
    const written = (locale: Locale) => plainSpaces(formatInstant(moment, "America/New_York", locale));
    expect(locales.map(written)).toEqual(["4 Jan 2024, 21:30", "4 янв. 2024 г., 21:30", "2024年1月4日, 21:30"]);
  });
});

describe("ratios", () => {
  it("have one decimal, and a dash where there is nothing to divide by", () => {
    expect(formatRate(0.0994, "en")).toBe("9.9%");
    expect(formatRate(null, "en")).toBe("–");
    expect(formatChange(0.16, "en")).toBe("+16.0%");
    expect(formatChange(-0.05, "en")).toBe("-5.0%");
  });

  it("and counts are written in three languages", () => {
    const written = (format: (locale: Locale) => string) => locales.map((locale) => plainSpaces(format(locale)));
    expect(written((locale) => formatRate(0.125, locale))).toEqual(["12.5%", "12,5 %", "12.5%"]);
    expect(written((locale) => formatCount(1_070_000, locale))).toEqual(["1,070,000", "1 070 000", "1,070,000"]);
    expect(written((locale) => formatDecimal(1234.5, 1, locale))).toEqual(["1,234.5", "1 234,5", "1,234.5"]);
    expect(written((locale) => formatDecimal(7, 2, locale))).toEqual(["7.00", "7,00", "7.00"]);
  });
});

describe("ranges and quarters", () => {
  it("write the ends of a range in whole units from a hundred on, half up, and with all decimals below", () => {
    expect(formatMoneyRange(1_200_49n, 1_499_50n, "USD", "en")).toBe("$1,200 – $1,500");
    expect(formatMoneyRange(40n, 99_99n, "USD", "en")).toBe("$0.40 – $99.99");
    expect(formatAmountRange(0n, 100_00n, "USD", "en")).toBe("0 – 100");
    expect(formatAmountRange(5n, 1_500n, "JPY", "en")).toBe("5 – 1,500");
    expect(formatAmountRange(-150_00n, 10_00n, "USD", "en")).toBe("-150 – 10");
  });

  it("name a quarter as each language does", () => {
    expect(formatQuarter("2026-12-31", "en")).toBe("Q4 2026");
    expect(locales.map((locale) => formatQuarter("2027-01-01", locale))).toEqual([
      "Q1 2027",
      "1 кв. 2027",
      "2027年第1四半期",
    ]);
  });
});
