import { addDays, type CivilDate, daysBetween } from "@/lib/dates";
import { instantAt } from "../local-time";
import { capsOf, underAllCaps } from "../sending/frequency-cap";
import { sendingHour } from "./hour";
import { DAYS_AROUND_LETTER, EFFECTS_BEFORE_LOSS, type PlanRules } from "./rules";
import type { PlanUnit } from "./unit";

/** What forbids a day, by its place in the list; `lawful` forbids nothing. */
export const dayRules = ["lawful", "too-close", "frequency-cap", "letter", "too-late"] as const;
export type DayRule = (typeof dayRules)[number];
const [LAWFUL, TOO_CLOSE, CAPPED, LETTER, TOO_LATE] = [0, 1, 2, 3, 4];

export type Calendar = {
  readonly asOf: CivilDate;
  readonly horizonDays: number;
  readonly rules: PlanRules;
  /** The hour at which messages leave; null where all hours are quiet. */
  readonly hour: number | null;
  /** The instant of that hour on a day of a zone, in milliseconds. Zones are few and days too, so that each is asked once. */
  readonly instant: (timeZone: string, day: number) => number;
};

/** Throws RangeError for a horizon without days. */
export function calendarOf(asOf: CivilDate, horizonDays: number, rules: PlanRules): Calendar {
  if (!(horizonDays >= 1)) throw new RangeError(`${horizonDays} is no number of days`);
  const hour = sendingHour({ from: rules.quietFrom, to: rules.quietTo });
  const zones = new Map<string, Float64Array>();
  const instant = (timeZone: string, day: number) => {
    let days = zones.get(timeZone);
    if (!days) {
      days = Float64Array.from({ length: horizonDays + 1 }, (_, d) =>
        instantAt(timeZone, addDays(asOf, d), hour ?? 0).getTime(),
      );
      zones.set(timeZone, days);
    }
    return days[day] ?? Number.NaN;
  };
  return { asOf, horizonDays, rules, hour, instant };
}

/**
 * By day of the horizon, day 1 in place 1, the rule that forbids it. `soonest` is T of the unit's first loss, `latest` of its
 * last, `effectDays` φ. Days less than 3φ before the first loss are `too-close` as long as another day is lawful.
 */
export function dayRulesOf(
  unit: PlanUnit,
  calendar: Calendar,
  { soonest, latest, effectDays }: { readonly soonest: number; readonly latest: number; readonly effectDays: number },
): Uint8Array {
  const { horizonDays, instant } = calendar;
  const found = new Uint8Array(horizonDays + 1);
  const allowedFrom = cappedUntil(unit, calendar);
  const letters = unit.letters.map(({ from, to }) => ({
    from: daysBetween(calendar.asOf, from) - DAYS_AROUND_LETTER,
    to: daysBetween(calendar.asOf, to) + DAYS_AROUND_LETTER,
  }));
  const enough = soonest - EFFECTS_BEFORE_LOSS * effectDays;
  let early = false;
  for (let day = 1; day <= horizonDays; day++) {
    found[day] = LAWFUL;
    if (day > latest || calendar.hour === null) found[day] = TOO_LATE;
    else if (letters.some(({ from, to }) => day >= from && day <= to)) found[day] = LETTER;
    else if (allowedFrom > 0 && !(instant(unit.timeZone, day) >= allowedFrom)) found[day] = CAPPED;
    else if (day > enough) found[day] = TOO_CLOSE;
    else early = true;
  }
  if (!early) for (let day = 1; day <= horizonDays; day++) if (found[day] === TOO_CLOSE) found[day] = LAWFUL;
  return found;
}

/** The instant from which the caps allow one more; 0 where nothing has left, Infinity where nothing is ever allowed. */
function cappedUntil({ histories }: PlanUnit, { asOf, rules }: Calendar): number {
  const caps = capsOf(rules);
  if (histories.length === 0 && caps.every(({ most }) => most > 0)) return 0;
  const sent = histories.map((history) => history.map((at) => new Date(at)));
  return underAllCaps(caps, sent, new Date(`${asOf}T00:00:00Z`))?.getTime() ?? Number.POSITIVE_INFINITY;
}
