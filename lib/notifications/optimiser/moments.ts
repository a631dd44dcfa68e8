import { addDays, type CivilDate, daysBetween } from "@/lib/dates";
import { type Clock, silenceOf } from "../clock";
import { instantAt } from "../local-time";
import { capsOf, underAllCaps } from "../sending/frequency-cap";
import { isSilent } from "../sending/quiet-hours";
import { hoursByHabit } from "./hour";
import { DAYS_AROUND_LETTER, EFFECTS_BEFORE_LOSS, type PlanRules } from "./rules";
import type { PlanUnit } from "./unit";

/** What forbids a day, by its place in the list; `lawful` forbids nothing. */
export const dayRules = ["lawful", "too-close", "frequency-cap", "letter", "too-late", "quiet-hours"] as const;
export type DayRule = (typeof dayRules)[number];
const [LAWFUL, TOO_CLOSE, CAPPED, LETTER, TOO_LATE, QUIET] = [0, 1, 2, 3, 4, 5];

/** An hour of a clock, and the instant of it in milliseconds. */
export type LawfulHour = { readonly hour: number; readonly at: number };

export type Calendar = {
  readonly asOf: CivilDate;
  readonly horizonDays: number;
  readonly rules: PlanRules;
  /**
   * By day, that of planning in place 0, the likeliest hour that is quiet by none of a clock's zones, neither by the issuer's
   * hours nor by the state's; null where there is none. Clocks are few and days too, so that each is asked once.
   */
  readonly hoursOf: (clock: Clock) => readonly (LawfulHour | null)[];
};

/** Throws RangeError for a horizon without days. */
export function calendarOf(asOf: CivilDate, horizonDays: number, rules: PlanRules): Calendar {
  if (!(horizonDays >= 1)) throw new RangeError(`${horizonDays} is no number of days`);
  const made = new Map<Clock, readonly (LawfulHour | null)[]>();
  const hoursOf = (clock: Clock) => {
    let days = made.get(clock);
    if (!days) {
      days = Array.from({ length: horizonDays + 1 }, (_, d) => lawfulHour(clock, addDays(asOf, d), rules));
      made.set(clock, days);
    }
    return days;
  };
  return { asOf, horizonDays, rules, hoursOf };
}

const usualHours = hoursByHabit();

/** Judged as instants: a night of a clock change moves one of two zones, or both at different moments. */
export function lawfulHour(
  clock: Pick<Clock, "timeZone" | "zones" | "quiet">,
  on: CivilDate,
  { quietFrom, quietTo }: Pick<PlanRules, "quietFrom" | "quietTo">,
): LawfulHour | null {
  const silence = silenceOf(clock, { from: quietFrom, to: quietTo });
  for (const hour of usualHours) {
    const at = instantAt(clock.timeZone, on, hour);
    if (!isSilent(silence, at)) return { hour, at: at.getTime() };
  }
  return null;
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
  const { horizonDays } = calendar;
  const hours = calendar.hoursOf(unit.clock);
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
    const hour = hours[day] ?? null;
    if (day > latest) found[day] = TOO_LATE;
    else if (hour === null) found[day] = QUIET;
    else if (letters.some(({ from, to }) => day >= from && day <= to)) found[day] = LETTER;
    else if (allowedFrom > 0 && !(hour.at >= allowedFrom)) found[day] = CAPPED;
    else if (day > enough) found[day] = TOO_CLOSE;
    else early = true;
  }
  if (!early) for (let day = 1; day <= horizonDays; day++) if (found[day] === TOO_CLOSE) found[day] = LAWFUL;
  return found;
}

/** The instant from which the caps allow one more; 0 where nothing has left, Infinity where nothing is ever allowed. */
function cappedUntil({ clock, histories }: PlanUnit, { asOf, rules }: Calendar): number {
  const caps = clock.cap === null ? capsOf(rules) : [...capsOf(rules), clock.cap];
  if (histories.length === 0 && caps.every(({ most }) => most > 0)) return 0;
  const sent = histories.map((history) => history.map((at) => new Date(at)));
  return underAllCaps(caps, sent, new Date(`${asOf}T00:00:00Z`))?.getTime() ?? Number.POSITIVE_INFINITY;
}
