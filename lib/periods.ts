import { addDays, addMonths, type CivilDate, daysBetween, type Period } from "./dates";

/** Periods by name and what they are compared with. Civil dates, both ends included; a trailing period ends on the as-of date. */

export type Dated = Period & { asOf: CivilDate };

export const periodNames = ["year", "half", "quarter", "month", "thisYear", "lastYear"] as const;
export type PeriodName = (typeof periodNames)[number];

/** The trailing year is the default everywhere. */
export function periodOf(name: PeriodName, asOf: CivilDate): Period {
  const trailing = (months: number): Period => ({ from: addDays(addMonths(asOf, -months), 1), to: asOf });
  const year = Number(asOf.slice(0, 4));
  switch (name) {
    case "year":
      return trailing(12);
    case "half":
      return trailing(6);
    case "quarter":
      return trailing(3);
    case "month":
      return trailing(1);
    case "thisYear":
      return { from: `${year}-01-01`, to: asOf };
    case "lastYear":
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
  }
}

/**
 * The earlier period a figure is set against, with the as-of date moved by the same distance, so that a period which
 * is not over yet meets the same part of the earlier one.
 */
export function comparedWith(view: Dated, how: "previous" | "year"): Dated {
  if (how === "year") {
    return {
      from: addMonths(view.from, -12),
      to: addMonths(view.to, -12),
      asOf: addMonths(view.asOf, -12),
    };
  }
  const length = daysBetween(view.from, view.to) + 1;
  return {
    from: addDays(view.from, -length),
    to: addDays(view.to, -length),
    asOf: addDays(view.asOf, -length),
  };
}
