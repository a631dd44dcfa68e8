const QUARTER_MS = 15 * 60_000;
/** Two days hold an hour that is not quiet, whatever a zone does to its clock; if they do not, no day does. */
const MOST_QUARTERS = 192;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The hour, 0 to 23, that the clock of a zone shows. @throws RangeError for a zone nobody knows. */
export function hourIn(timeZone: string, instant: Date): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
    formatters.set(timeZone, formatter);
  }
  return Number(formatter.format(instant));
}

export type QuietHours = { readonly from: number; readonly to: number };

/** From the beginning of hour `from` to that of hour `to`, past midnight when `to` is the smaller; the same hour: never. */
export function isQuiet({ from, to }: QuietHours, hour: number): boolean {
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}

/** Whether there is an hour that `one` makes quiet and `other` does not. */
export const isStricter = (one: QuietHours, other: QuietHours): boolean =>
  Array.from({ length: 24 }, (_, hour) => hour).some((hour) => isQuiet(one, hour) && !isQuiet(other, hour));

/** All clocks that a person may have, and all hours in which one of them makes a moment a quiet one. */
export type Silence = { readonly zones: readonly string[]; readonly quiet: readonly QuietHours[] };

export const isSilent = ({ zones, quiet }: Silence, instant: Date): boolean =>
  zones.some((zone) => {
    const hour = hourIn(zone, instant);
    return quiet.some((one) => isQuiet(one, hour));
  });

/**
 * The first moment from `from` on that is quiet by none of the clocks: `from` itself, else a full hour of one of them; null
 * where there is none, as with two clocks an hour apart and one hour a day that is not quiet.
 * Each instant is judged by the hour that a clock shows at it. Of a spring night's missing hour nothing is seen, and
 * an autumn night's doubled hour is quiet both times or neither. Zones differ from UTC by whole quarters of an hour.
 */
export function afterQuietHours(silence: Silence, from: Date): Date | null {
  if (!isSilent(silence, from)) return from;
  let at = Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS;
  for (let step = 0; step < MOST_QUARTERS; step++) {
    at += QUARTER_MS;
    const moment = new Date(at);
    if (!isSilent(silence, moment)) return moment;
  }
  return null;
}
