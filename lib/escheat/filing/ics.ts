import { addDays, type CivilDate } from "@/lib/dates";

export type CalendarEntry = {
  /** The same entry has the same one whenever the file is taken: a calendar then moves it instead of adding a second. */
  readonly uid: string;
  readonly on: CivilDate;
  readonly summary: string;
  readonly description: string;
};

/** An iCalendar file (RFC 5545) of whole days. `stamp` is when its contents were true, as 20261031T000000Z. */
export function icsOf(name: string, stamp: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Breakwater//Escheat calendar//EN",
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(({ uid, on, summary, description }) => [
      "BEGIN:VEVENT",
      `UID:${uid}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(on)}`,
      `DTEND;VALUE=DATE:${compact(addDays(on, 1))}`,
      `SUMMARY:${escaped(summary)}`,
      `DESCRIPTION:${escaped(description)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

const compact = (date: CivilDate): string => date.replaceAll("-", "");

const escaped = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll("\n", "\\n");

const mostBytes = 75;

/** A line of at most 75 bytes; what is left over follows after a line break and a space. No character is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const character of line) {
    const limit = parts.length === 0 ? mostBytes : mostBytes - 1;
    if (Buffer.byteLength(part + character) > limit) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part].join("\r\n ");
}
