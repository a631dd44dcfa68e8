import { addDays, type CivilDate, civilDateIn } from "@/lib/dates";
import { type Clock, silenceOf } from "../clock";
import { instantAt } from "../local-time";
import { afterQuietHours, hourIn, isSilent, type QuietHours } from "./quiet-hours";

/** A message whose planned moment has passed before it may leave. */
export type LateMessage = {
  readonly key: string;
  readonly timeZone: string;
  /** Every clock that its reader may have, and his state's own hours. */
  readonly clock: Pick<Clock, "zones" | "quiet">;
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
    const found = dayWithRoom(message, first, quiet, (day) => takenOn(day) < capacity);
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

/** Where no hour is lawful any more it stays: the sender judges it again and hands it to a person. */
const lawful = ({ clock }: LateMessage, quiet: QuietHours, at: Date): Date =>
  afterQuietHours(silenceOf(clock, quiet), at) ?? at;

/** The planned hour where it is still to come on that day, else as soon as it is not quiet. */
function firstMoment(message: LateMessage, from: Date, quiet: QuietHours): Date {
  const { timeZone, plannedAt } = message;
  const soonest = lawful(message, quiet, from);
  const planned = instantAt(timeZone, civilDateIn(timeZone, soonest), hourIn(timeZone, plannedAt));
  return lawful(message, quiet, new Date(Math.max(planned.getTime(), soonest.getTime())));
}

/** The planned hour of a day, else its first that is not quiet. */
function laterMoment(message: LateMessage, day: CivilDate, hour: number, quiet: QuietHours): Date {
  const planned = instantAt(message.timeZone, day, hour);
  const isLawful = !isSilent(silenceOf(message.clock, quiet), planned);
  return isLawful ? planned : lawful(message, quiet, instantAt(message.timeZone, day, 0));
}

/** Days without room are passed over without asking what hour they would have, for there may be very many. */
function dayWithRoom(
  message: LateMessage,
  first: Date,
  quiet: QuietHours,
  hasRoom: (day: CivilDate) => boolean,
): Date | null {
  const { timeZone, plannedAt, uselessAt } = message;
  const hour = hourIn(timeZone, plannedAt);
  const lastDay = uselessAt === null ? null : civilDateIn(timeZone, uselessAt);
  const firstDay = civilDateIn(timeZone, first);
  let day = firstDay;
  for (let waited = 0; waited < LONGEST_DAYS && (lastDay === null || day <= lastDay); waited++) {
    if (hasRoom(day)) {
      const at = day === firstDay ? first : laterMoment(message, day, hour, quiet);
      const lands = civilDateIn(timeZone, at);
      if (lands === day || hasRoom(lands)) return uselessAt !== null && at >= uselessAt ? null : at;
    }
    day = addDays(day, 1);
  }
  return null;
}
