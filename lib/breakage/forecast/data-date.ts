import { addMonths, type CivilDate, endOfMonth, isMonthEnd } from "@/lib/dates";

/** The last day of the last month that was whole by a day: 2026-08-15 gives 2026-07-31, a month's end itself. */
export const wholeMonthBy = (day: CivilDate): CivilDate => (isMonthEnd(day) ? day : endOfMonth(addMonths(day, -1)));

export type Makeable = { readonly asOf: CivilDate; readonly dataDate: CivilDate };

/**
 * What a forecast made now would be of. Months beyond the last day with data would look as if nobody had redeemed
 * anything, so they never count. Null without a whole month of data.
 */
export function makeableAt(
  asOf: CivilDate,
  { firstOn, dataUntil }: { readonly firstOn: CivilDate | null; readonly dataUntil: CivilDate | null },
): Makeable | null {
  if (firstOn === null || dataUntil === null) return null;
  const until = asOf < dataUntil ? asOf : dataUntil;
  const dataDate = wholeMonthBy(until);
  return dataDate < firstOn ? null : { asOf: until, dataDate };
}
