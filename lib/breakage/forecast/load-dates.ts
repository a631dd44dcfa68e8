import { type CivilDate, endOfMonth } from "@/lib/dates";
import { firstDayOf, monthOf } from "./months";

/** What a batch brought of one month: facts by the month they happened in. */
export type BatchMonth = {
  readonly batchId: number;
  /** The day it was loaded, in the issuer's zone. */
  readonly loadedOn: CivilDate;
  readonly month: number;
  readonly events: number;
  /** The last day of the month of which a source has told anything in the batch; a remittance of ours tells nothing. */
  readonly lastDay: CivilDate | null;
};

/**
 * `load-date`: what happened by the month's end and was loaded by `historyOn`. `event-date`: what happened by then,
 * whenever it was loaded, because most of it was not there at the time.
 */
export const knownBases = ["load-date", "event-date"] as const;
export type Known = {
  readonly basis: (typeof knownBases)[number];
  /** The day on which the history to the month's end was there; null where nothing says when it was loaded. */
  readonly historyOn: CivilDate | null;
};

/** By month. */
export type KnownAt = ReadonlyMap<number, Known>;

/** So much of what is known today to have happened by a month's end must have been loaded for the history to be there. */
const MOST = 0.95;
/** A history that was there this many months after the month's end, or sooner, was loaded as time went by. */
const MONTHS_TO_LOAD = 2;

/**
 * For each month from the first one with facts to `cut`, what a forecast of its end could have known. The history was there
 * on the first day on which the data reached the month's last day and nearly all that happened by then was loaded: the day
 * on which the forecast could have been made. Late rows never come to so much that they would move it.
 */
export function knownAt(rows: readonly BatchMonth[], cut: number): KnownAt {
  const days = loadDays(rows);
  const first = rows.reduce((earliest, { month }) => Math.min(earliest, month), cut + 1);
  const known = new Map<number, Known>();
  for (let month = first; month <= cut; month++) {
    const historyOn = historyThere(days, month);
    const wasThere = historyOn !== null && monthOf(historyOn) <= month + MONTHS_TO_LOAD;
    known.set(month, { basis: wasThere ? "load-date" : "event-date", historyOn });
  }
  return known;
}

type LoadDay = { readonly day: CivilDate; lastDay: CivilDate | null; readonly months: Map<number, number> };

/** What each day's batches brought together, in the order of time. */
function loadDays(rows: readonly BatchMonth[]): LoadDay[] {
  const days = new Map<CivilDate, LoadDay>();
  for (const { loadedOn, month, events, lastDay } of rows) {
    const own = days.get(loadedOn) ?? { day: loadedOn, lastDay, months: new Map<number, number>() };
    days.set(loadedOn, own);
    if (lastDay !== null && (own.lastDay === null || lastDay > own.lastDay)) own.lastDay = lastDay;
    own.months.set(month, (own.months.get(month) ?? 0) + events);
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

function historyThere(days: readonly LoadDay[], month: number): CivilDate | null {
  const until = endOfMonth(firstDayOf(month));
  const upTo = days.map(({ months }) => {
    let events = 0;
    for (const [of, count] of months) if (of <= month) events += count;
    return events;
  });
  const enough = MOST * upTo.reduce((sum, events) => sum + events, 0);
  let [loaded, hasReached] = [0, false];
  for (const [i, { day, lastDay }] of days.entries()) {
    loaded += upTo[i] ?? 0;
    hasReached ||= lastDay !== null && lastDay >= until;
    if (hasReached && loaded >= enough) return day;
  }
  return null;
}

/** Past month ends, from the first to the last, at which a fact was not known though it had happened. */
export type Unknown = { readonly from: number; readonly to: number };

/** Of a fact of one month that was loaded on a day; several spans where some month ends go by event date. */
export function unknownAt(known: KnownAt, month: number, loadedOn: CivilDate): Unknown[] {
  const spans: { from: number; to: number }[] = [];
  for (const [cut, { basis, historyOn }] of known) {
    if (cut < month || basis !== "load-date" || historyOn === null || loadedOn <= historyOn) continue;
    const last = spans.at(-1);
    if (last && last.to === cut - 1) last.to = cut;
    else spans.push({ from: cut, to: cut });
  }
  return spans;
}

/** A batch, and the last month of which its facts came too late for some past month's end. */
export type LateBatch = { readonly batchId: number; readonly loadedOn: CivilDate; readonly until: number };

/** The batches with facts that were late. */
export function lateBatches(rows: readonly BatchMonth[], known: KnownAt): LateBatch[] {
  const late = new Map<number, LateBatch>();
  for (const { batchId, loadedOn, month } of rows) {
    if (unknownAt(known, month, loadedOn).length === 0) continue;
    const until = Math.max(month, late.get(batchId)?.until ?? month);
    late.set(batchId, { batchId, loadedOn, until });
  }
  return [...late.values()];
}
