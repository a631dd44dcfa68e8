import type { CivilDate } from "@/lib/dates";

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which a zone's clock is ahead of UTC at an instant. @throws RangeError for a zone nobody knows. */
function offsetAt(timeZone: string, time: number): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(timeZone, formatter);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(time)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
}

const DAY_MS = 86_400_000;

/**
 * The instant at which a zone's clock shows the full hour of a civil date. An hour that an autumn night has twice is its
 * first; one that a spring night leaves out is as long after the change as it would have been (02:00 is 03:00).
 * @throws RangeError for a zone nobody knows, or no date.
 */
export function instantAt(timeZone: string, date: CivilDate, hour: number): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000;
  if (Number.isNaN(wall)) throw new RangeError(`${date} is not a date`);
  const [before, after] = [offsetAt(timeZone, wall - DAY_MS), offsetAt(timeZone, wall + DAY_MS)];
  const shown = [wall - before, wall - after].filter((time) => time + offsetAt(timeZone, time) === wall);
  return new Date(shown.length > 0 ? Math.min(...shown) : wall - before);
}
