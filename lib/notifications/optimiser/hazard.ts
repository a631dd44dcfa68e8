import { addDays, addMonths, type CivilDate, daysBetween } from "@/lib/dates";

/**
 * A hazard that is constant within steps of whole days. Day 1 is the day after the plan's `asOf`; step i covers the days
 * after `ends[i − 1]` up to and including `ends[i]`, each with the cumulative hazard `perDay[i]`. The last step goes on
 * for ever: what nobody has modelled is taken to stay as it was.
 */
export type HazardSteps = { readonly ends: readonly number[]; readonly perDay: readonly number[] };

/** Λ(day) = Σ of the hazard over days 1 … day; 0 for day ≤ 0. `day` may be a fraction of a step, never of a day. */
export function cumulativeHazard({ ends, perDay }: HazardSteps, day: number): number {
  let [sum, before] = [0, 0];
  for (let i = 0; i < perDay.length; i++) {
    const end = i === perDay.length - 1 ? day : Math.min(ends[i] ?? 0, day);
    if (end > before) sum += (end - before) * (perDay[i] ?? 0);
    before = Math.max(before, end);
    if (before >= day) break;
  }
  return sum;
}

/**
 * Monthly cumulative hazards, as a card's score keeps them, spread evenly over their days. `months` begin on the day after
 * `scoredOn`, a month's end; what lies before `asOf` is dropped. In the month in which the card ends all of its hazard
 * falls on the days up to `endsOn`, as in the score's weeks; there is none afterwards. Beyond the months given the last
 * one's daily hazard goes on. Throws RangeError for dates that do not exist or no months.
 */
export function dailyHazard(
  months: ArrayLike<number>,
  {
    scoredOn,
    asOf,
    endsOn,
  }: { readonly scoredOn: CivilDate; readonly asOf: CivilDate; readonly endsOn: CivilDate | null },
): HazardSteps {
  if (months.length === 0) throw new RangeError("a hazard of no months");
  const first = addDays(scoredOn, 1);
  const shift = daysBetween(scoredOn, asOf);
  const last = endsOn === null ? Number.POSITIVE_INFINITY : daysBetween(scoredOn, endsOn) - shift;
  const ends: number[] = [];
  const perDay: number[] = [];
  const push = (end: number, hazard: number) => {
    if (end <= (ends.at(-1) ?? 0)) return;
    ends.push(end);
    perDay.push(hazard);
  };
  let before = -shift;
  for (let month = 0; month < months.length; month++) {
    const end = daysBetween(scoredOn, addMonths(first, month + 1)) - 1 - shift;
    const usable = Math.min(end, last);
    if (usable > before) push(usable, (months[month] ?? 0) / (usable - before));
    if (usable < end) break;
    before = end;
  }
  const going = perDay.at(-1) ?? daysLastHazard(months, first);
  if (last === Number.POSITIVE_INFINITY) push((ends.at(-1) ?? 0) + 1, going);
  else {
    push(last, going);
    push(Math.max(last, ends.at(-1) ?? 0) + 1, 0);
  }
  return { ends, perDay };
}

/** All months have passed since the score: what the last of them said for a day. */
function daysLastHazard(months: ArrayLike<number>, first: CivilDate): number {
  const month = months.length - 1;
  const length = daysBetween(addMonths(first, month), addMonths(first, month + 1));
  return (months[month] ?? 0) / length;
}

/** Weibull times on a grid of days: λ(d) = (d/scale)^shape − ((d−1)/scale)^shape. Shape, scale > 0 or RangeError. */
export function weibullHazard(shape: number, scale: number, days: number): HazardSteps {
  if (!(shape > 0 && scale > 0)) throw new RangeError(`${shape}, ${scale} is no Weibull distribution`);
  const cumulative = (day: number) => (day / scale) ** shape;
  const grid = Array.from({ length: days }, (_, day) => day + 1);
  return { ends: grid, perDay: grid.map((day) => cumulative(day) - cumulative(day - 1)) };
}
