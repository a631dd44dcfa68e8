import { wholeMonthBy } from "@/lib/breakage/forecast/data-date";
import { addMonths, type CivilDate, startOfMonth } from "@/lib/dates";

/** Whole months by their first days, both included. */
export type Span = { readonly from: CivilDate; readonly to: CivilDate };

const USUAL_MONTHS = 12;
/** More than any history we know of, and few enough to be computed at once. */
const MOST_MONTHS = 240;

type Asked = {
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
  /** How many, unless a first one is named. */
  readonly months?: number | undefined;
};

/**
 * The whole months asked for: up to the last one that is over on the as-of date, twelve of them unless said otherwise or a first one is
 * named, none before the first with data. Null where no month with data is over yet.
 */
export function spanOf(
  { from, to, months = USUAL_MONTHS }: Asked,
  asOf: CivilDate,
  firstOn: CivilDate | null,
): Span | null {
  if (firstOn === null) return null;
  const first = startOfMonth(firstOn);
  const over = startOfMonth(wholeMonthBy(asOf));
  if (over < first) return null;
  const wanted = to === undefined ? over : startOfMonth(to);
  const last = later(first, earlier(wanted, over));
  const begin = from === undefined ? addMonths(last, 1 - months) : startOfMonth(from);
  const start = [first, addMonths(last, 1 - MOST_MONTHS), begin].reduce(later);
  return { from: earlier(start, last), to: last };
}

export const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
export const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b);

export const monthBefore = (month: CivilDate): CivilDate => addMonths(month, -1);
export const monthAfter = (month: CivilDate): CivilDate => addMonths(month, 1);
