import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatChange,
  formatDate,
  formatMoney,
  formatMonth,
  formatRate,
  plainSpaces,
} from "@/lib/format";

const money = (minor: bigint, currency: string, locale: "en" | "ru" | "ja") =>
  plainSpaces(formatMoney(minor, currency, locale));

describe("money (UX-13)", () => {
  it("writes yen without, euro with two and dinar with three decimals, each language in its own way", () => {
    expect(money(123_456n, "JPY", "en")).toBe("¥123,456");
    expect(money(123_456n, "EUR", "en")).toBe("€1,234.56");
    expect(plainSpaces(formatAmount(1_234_567n, "KWD", "en"))).toBe("1,234.567");
    expect(money(123_456n, "JPY", "ja")).toBe("¥123,456".replace("¥", "￥"));
    expect(money(123_456n, "EUR", "ru")).toBe("1 234,56 €");
    expect(plainSpaces(formatAmount(1_234_567n, "KWD", "ru"))).toBe("1 234,567");
  });

  it("loses no digit of an amount that no double could hold", () => {
    expect(formatAmount(9_007_199_254_740_993_01n, "USD")).toBe("9,007,199,254,740,993.01");
    expect(formatAmount(-5n, "USD")).toBe("-0.05");
  });
});

describe("dates", () => {
  it("are civil: no zone of any machine moves them by a day", () => {
    expect(formatDate("2020-02-29")).toBe("29 Feb 2020");
    expect(formatDate("2026-01-01")).toBe("1 Jan 2026");
    expect(formatMonth("2026-09-01")).toBe("Sep 2026");
    expect(formatDate("2026-10-31", "ja")).toBe("2026年10月31日");
    expect(plainSpaces(formatDate("2026-10-31", "ru"))).toBe("31 окт. 2026 г.");
  });
});

describe("ratios", () => {
  it("have one decimal, and a dash where there is nothing to divide by", () => {
    expect(formatRate(0.0994)).toBe("9.9%");
    expect(formatRate(null)).toBe("–");
    expect(formatChange(0.16)).toBe("+16.0%");
    expect(formatChange(-0.05)).toBe("-5.0%");
  });
});
