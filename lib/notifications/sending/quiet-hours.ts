const QUARTER_MS = 15 * 60_000;
/** Two days hold an hour that is not quiet, whatever a zone does to its clock. */
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

/**
 * The first moment from `from` on that is not quiet where the person is: `from` itself, else a full hour of his clock.
 * Each instant is judged by the hour that the clock shows at it. Of a spring night's missing hour nothing is seen, and
 * an autumn night's doubled hour is quiet both times or neither. Zones differ from UTC by whole quarters of an hour.
 */
export function afterQuietHours(quiet: QuietHours, timeZone: string, from: Date): Date {
  if (!isQuiet(quiet, hourIn(timeZone, from))) return from;
  let at = Math.floor(from.getTime() / QUARTER_MS) * QUARTER_MS;
  for (let step = 0; step < MOST_QUARTERS; step++) {
    at += QUARTER_MS;
    const moment = new Date(at);
    if (!isQuiet(quiet, hourIn(timeZone, moment))) return moment;
  }
  throw new RangeError(`The quiet hours from ${quiet.from} to ${quiet.to} never end`);
}
