import { type CivilDate, type Period, trailingMonths, trailingYear } from "./dates";

/** Periods by name. Civil dates, both ends included; each ends on the as-of date or before it. */
export const periodNames = ["year", "half", "quarter", "month", "thisYear", "lastYear"] as const;
export type PeriodName = (typeof periodNames)[number];

/** The trailing year is the default everywhere. */
export function periodOf(name: PeriodName, asOf: CivilDate): Period {
  const year = Number(asOf.slice(0, 4));
  switch (name) {
    case "year":
      return trailingYear(asOf);
    case "half":
      return trailingMonths(asOf, 6);
    case "quarter":
      return trailingMonths(asOf, 3);
    case "month":
      return trailingMonths(asOf, 1);
    case "thisYear":
      return { from: `${year}-01-01`, to: asOf };
    case "lastYear":
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
  }
}
