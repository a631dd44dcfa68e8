import type { CivilDate } from "@/lib/dates";
import { isMoved } from "../clock";
import type { Activity, Clock } from "../rule";
import { type CivilNumber, civilNumber, dayNumber, NO_DATE, plusYears, yearOf } from "./civil-number";

/** The dates of a card in a portfolio; `NO_DATE` where there is none. */
export type PreparedDates = {
  readonly soldOn: CivilNumber;
  readonly lastLoadOn: CivilNumber;
  readonly lastUseOn: CivilNumber;
  readonly lastEnquiryOn: CivilNumber;
  readonly lastContactOn: CivilNumber;
  readonly lastActivityOn: CivilNumber;
  readonly expiresOn: CivilNumber;
};

const FIELD_OF = {
  sale: "soldOn",
  load: "lastLoadOn",
  use: "lastUseOn",
  enquiry: "lastEnquiryOn",
  contact: "lastContactOn",
} as const satisfies Record<Activity, keyof PreparedDates>;

export type PreparedClock = {
  /** `NO_DATE` where the card has no expiry and the clock would start with it. */
  readonly start: (card: PreparedDates) => CivilNumber;
  /** `NO_DATE` where a date is missing that decides. */
  readonly end: (start: CivilNumber, card: PreparedDates) => CivilNumber;
};

/** `runClock` on whole numbers. @param hasExpiry of all cards of the kind; an expiry date on a card counts as true. */
export function prepareClock(clock: Clock, years: number | null, hasExpiry: boolean | null): PreparedClock {
  return {
    start: clock.fromDate === "card-expiry" ? (card) => card.expiresOn : prepareStart(clock),
    end: years === null ? () => NO_DATE : prepareEnd(clock, years, hasExpiry),
  };
}

function prepareStart(clock: Clock): PreparedClock["start"] {
  const afterSale = clock.from.filter((kind) => kind !== "sale" && kind !== "load");
  const read = clock.from.map((kind) => ({ field: FIELD_OF[kind], moved: isMoved(clock, [kind]) }));
  const anyKind = { field: "lastActivityOn", moved: isMoved(clock, afterSale) } as const;
  const dates: { field: keyof PreparedDates; moved: boolean }[] = afterSale.length > 0 ? [...read, anyKind] : read;
  const plain = dates.filter(({ moved }) => !moved).map(({ field }) => field);
  const moved = dates.filter((date) => date.moved).map(({ field }) => field);
  const toDay = dayNumber(clock.yearEnd ?? "12-31");
  return (card) => {
    const latest = latestOf(plain, card);
    const last = latestOf(moved, card);
    return last === NO_DATE ? latest : Math.max(latest, yearOf(last) * 10_000 + toDay);
  };
}

function latestOf(fields: readonly (keyof PreparedDates)[], card: PreparedDates): CivilNumber {
  let latest: CivilNumber = NO_DATE;
  for (const field of fields) latest = Math.max(latest, card[field]);
  return latest;
}

function prepareEnd(clock: Clock, years: number, hasExpiry: boolean | null): PreparedClock["end"] {
  const { orExpiry } = clock;
  if (orExpiry === undefined) return (start) => (start === NO_DATE ? NO_DATE : plusYears(start, years));
  const isFirst = orExpiry.whichever === "first";
  const { expiryAtLeast } = orExpiry;
  return (start, card) => {
    if (start === NO_DATE) return NO_DATE;
    const dormancy = plusYears(start, years);
    if (card.expiresOn === NO_DATE) return hasExpiry === false ? dormancy : NO_DATE;
    const paidOn = Math.max(card.lastLoadOn, card.soldOn);
    const floor = expiryAtLeast === undefined ? NO_DATE : plusYears(paidOn, expiryAtLeast);
    const byExpiry = plusYears(Math.max(floor, card.expiresOn), orExpiry.years);
    return isFirst === byExpiry < dormancy ? byExpiry : dormancy;
  };
}

/** A first or last day of a version; without one, the given bound. */
export const boundOf = (day: CivilDate | null, without: CivilNumber): CivilNumber =>
  day === null ? without : civilNumber(day);
