import { addDays, type CivilDate, civilDateIn } from "@/lib/dates";
import { instantAt } from "../local-time";
import { afterQuietHours, hourIn, type QuietHours } from "./quiet-hours";

/** A message whose planned moment has passed before it may leave. */
export type LateMessage = {
  readonly key: string;
  readonly timeZone: string;
  /** As it was planned: its hour is kept on a later day. */
  readonly plannedAt: Date;
  /** From then on it is of no use; null: no day makes it useless. */
  readonly uselessAt: Date | null;
};

export type SpreadRules = {
  /** Nothing leaves before. */
  readonly from: Date;
  /** Messages a day. */
  readonly capacity: number;
  /** Messages of others by civil day of whoever gets them. */
  readonly usedOn: (day: CivilDate) => number;
  readonly quiet: QuietHours;
};

export type Spread = {
  readonly moments: ReadonlyMap<string, Date>;
  /** For so many no day had room while they are of use: they leave at once, beyond the capacity. */
  readonly beyond: number;
};

/** A message that no day makes useless waits no longer than this for a day with room. */
const LONGEST_DAYS = 366;

/**
 * Gives late messages days with room, those whose use ends first before the others: with messages that take one place
 * each, more of them are in time in no other order. The first day begins with `from`, later days with the planned hour.
 */
export function spreadLate(messages: readonly LateMessage[], { from, capacity, usedOn, quiet }: SpreadRules): Spread {
  const taken = new Map<CivilDate, number>();
  const takenOn = (day: CivilDate) => taken.get(day) ?? usedOn(day);
  const moments = new Map<string, Date>();
  let beyond = 0;
  for (const message of [...messages].sort(byEndOfUse)) {
    const first = firstMoment(message, from, quiet);
    const found = dayWithRoom(message, first, (day) => takenOn(day) < capacity);
    if (found === null) beyond += 1;
    const at = found ?? first;
    const day = civilDateIn(message.timeZone, at);
    taken.set(day, takenOn(day) + 1);
    moments.set(message.key, at);
  }
  return { moments, beyond };
}

const endOf = ({ uselessAt }: LateMessage) => uselessAt?.getTime() ?? Number.POSITIVE_INFINITY;

function byEndOfUse(a: LateMessage, b: LateMessage): number {
  if (endOf(a) !== endOf(b)) return endOf(a) < endOf(b) ? -1 : 1;
  return a.plannedAt.getTime() - b.plannedAt.getTime() || (a.key < b.key ? -1 : 1);
}

/** The planned hour where it is still to come on that day, else as soon as it is not quiet. */
function firstMoment({ timeZone, plannedAt }: LateMessage, from: Date, quiet: QuietHours): Date {
  const lawful = afterQuietHours(quiet, timeZone, from);
  const planned = instantAt(timeZone, civilDateIn(timeZone, lawful), hourIn(timeZone, plannedAt));
  return new Date(Math.max(planned.getTime(), lawful.getTime()));
}

function dayWithRoom(
  { timeZone, plannedAt, uselessAt }: LateMessage,
  first: Date,
  hasRoom: (day: CivilDate) => boolean,
): Date | null {
  const hour = hourIn(timeZone, plannedAt);
  let day = civilDateIn(timeZone, first);
  let at = first;
  for (let waited = 0; waited < LONGEST_DAYS; waited++) {
    if (uselessAt !== null && at >= uselessAt) return null;
    if (hasRoom(day)) return at;
    day = addDays(day, 1);
    at = instantAt(timeZone, day, hour);
  }
  return null;
}
