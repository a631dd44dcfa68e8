import type { CivilDate } from "@/lib/dates";

/**
 * A civil date as the whole number YYYYMMDD, 0 for none. In this form a portfolio of millions is compared, and moved by
 * whole years, without a date being parsed.
 */
export type CivilNumber = number;

export const NO_DATE: CivilNumber = 0;

/** '2024-02-29' is 20240229. The text must be a civil date: it is not checked again. */
export function civilNumber(date: CivilDate | null): CivilNumber {
  if (date === null) return NO_DATE;
  let value = 0;
  for (let i = 0; i < 10; i += i === 3 || i === 6 ? 2 : 1) value = value * 10 + date.charCodeAt(i) - 48;
  return value;
}

export function civilDate(value: CivilNumber): CivilDate | null {
  if (value === NO_DATE) return null;
  const digits = String(value).padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

export const yearOf = (value: CivilNumber): number => Math.floor(value / 10_000);

/** 'MM-DD' as MMDD. */
export const dayNumber = (day: string): number => Number(day.slice(0, 2)) * 100 + Number(day.slice(3));

/** Whole years later; 29 February becomes 28 February in a common year. */
export function plusYears(value: CivilNumber, years: number): CivilNumber {
  const moved = value + years * 10_000;
  return moved % 10_000 === 229 && !isLeapYear(yearOf(moved)) ? moved - 1 : moved;
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
