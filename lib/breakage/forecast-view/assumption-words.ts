import { formatCount, formatDecimal, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import type { MessageKey } from "@/lib/messages/message";
import {
  type CalendarTest,
  type CorrelationTest,
  calendarTest,
  correlationTest,
  isOutsideMiddleHalf,
} from "../triangle/assumption-tests";
import type { LinkName } from "../triangle/development-factors";
import type { TypeTriangle } from "./type-triangle";

/** What the chain ladder takes for granted of a triangle, put to the test; null where there are too few links for one. */
export type Assumptions = { readonly calendar: CalendarTest | null; readonly correlation: CorrelationTest | null };

/** Rarer than one in twenty is no chance. */
const CHANCE = 0.05;

export type CalendarVerdict = "chance" | "same-side" | "even";

/** Whether links of one stretch of the calendar lie on one side of their factors too often, or too evenly on both. */
export function calendarVerdict({ z, expected, pValue }: CalendarTest): CalendarVerdict {
  if (pValue >= CHANCE) return "chance";
  return z < expected ? "same-side" : "even";
}

/** Both tests, of the links that are used. What has ended redeems nothing whatever the calendar does, so it is not asked. */
export function assumptionsOf({ triangle, origins, period }: TypeTriangle, leftOut: readonly LinkName[]): Assumptions {
  const { ages } = triangle;
  const ended = triangle.origins.flatMap((origin, i) =>
    ages.filter((age) => age >= (origins[i]?.endsAt ?? 0)).map((age) => ({ origin, age })),
  );
  const exclude = [...leftOut, ...ended];
  const months = period === "month" ? 1 : 3;
  // A row is named by its last month; months in which nothing was sold have no row.
  const calendarOf = (row: number, step: number) => (origins[row]?.to ?? 0) + (ages[step] ?? 0) * months;
  return {
    calendar: calendarTest(triangle, { exclude, calendarOf }),
    correlation: correlationTest(triangle, { exclude }),
  };
}

/** A sentence for each test. */
export function assumptionWords({ calendar, correlation }: Assumptions, locale: Locale): string[] {
  const number = (value: number, digits: number) => formatDecimal(value, digits, locale);
  return [
    calendar
      ? t(`typeTriangle.calendar.${calendarVerdict(calendar)}` satisfies MessageKey<typeof t>, {
          z: formatCount(calendar.z, locale),
          expected: number(calendar.expected, 1),
          p: number(calendar.pValue, 3),
        })
      : t("typeTriangle.calendar.none"),
    correlation
      ? t(isOutsideMiddleHalf(correlation) ? "typeTriangle.correlation.outside" : "typeTriangle.correlation.within", {
          t: number(correlation.t, 2),
          p: number(correlation.pValue, 3),
        })
      : t("typeTriangle.correlation.none"),
  ];
}
