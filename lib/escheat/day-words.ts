import type { DayOfYear } from "./rule";

const month = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });

/** '10-31' is 31 October: a day of every year, written as formatDate writes a date. */
export function dayWords(day: DayOfYear): string {
  return `${Number(day.slice(3))} ${month.format(new Date(`2001-${day}T00:00:00Z`))}`;
}
