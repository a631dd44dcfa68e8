import { addDays, addMonths, type CivilDate, daysBetween } from "@/lib/dates";
import { WEEKS_AHEAD } from "./constants";

/**
 * The chance of a redemption in each week after a month's end, if there was none before: the months' cumulative hazards
 * spread evenly over their days. In the month in which the card ends all of it falls on the days up to `endsOn`, and there
 * is none afterwards. `months` are those after `asOf`, in order; weeks beyond them are 0. Throws RangeError when `asOf` is
 * no date.
 */
export function weeklyHazards(
  months: ArrayLike<number>,
  asOf: CivilDate,
  endsOn: CivilDate | null,
  weeks = WEEKS_AHEAD,
): number[] {
  const days = dailyHazards(months, addDays(asOf, 1), endsOn);
  return Array.from({ length: weeks }, (_, week) => {
    let cumulative = 0;
    for (let day = week * 7; day < week * 7 + 7; day++) cumulative += days[day] ?? 0;
    return -Math.expm1(-cumulative);
  });
}

function dailyHazards(months: ArrayLike<number>, first: CivilDate, endsOn: CivilDate | null): number[] {
  const days: number[] = [];
  for (let month = 0; month < months.length; month++) {
    const start = addMonths(first, month);
    const length = daysBetween(start, addMonths(first, month + 1));
    const usable = endsOn === null ? length : Math.min(Math.max(daysBetween(start, endsOn) + 1, 0), length);
    for (let day = 0; day < length; day++) days.push(day < usable ? (months[month] ?? 0) / usable : 0);
  }
  return days;
}
