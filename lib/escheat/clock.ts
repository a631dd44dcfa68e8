import { addYears, type CivilDate } from "@/lib/dates";
import type { CardFacts } from "./card-facts";
import type { Activity, Clock } from "./rule";

export type ClockFacts = Pick<
  CardFacts,
  | "soldOn"
  | "lastLoadOn"
  | "lastUseOn"
  | "lastEnquiryOn"
  | "lastContactOn"
  | "lastActivityOn"
  | "hasExpiry"
  | "expiresOn"
>;

export type ClockStart = {
  readonly on: CivilDate;
  /** What set it off: a kind of owner activity, one of a kind nobody recorded, or the card's expiry. */
  readonly by: Activity | "activity" | "expiry";
  /** The day of that itself, where the law moves the start to a day of its year. */
  readonly happenedOn: CivilDate;
};

export type DormancyEnd = {
  readonly on: CivilDate;
  /** Whether the years of dormancy end it, or the card's expiry. */
  readonly by: "years" | "expiry";
  /** 29 February plus years that end in a common year: counted to 28 February. */
  readonly leapDay: boolean;
};

export type ClockRun = {
  readonly start: ClockStart | null;
  readonly end: DormancyEnd | null;
  /** Why there is no start or no end: the card never expires, so no clock runs; or a fact that nobody knows. */
  readonly without: "never-expires" | "hasExpiry" | "expiresOn" | null;
};

/** Without an expiry date of its own a card may still have one that nobody entered. */
type Expiry = { readonly on: CivilDate } | "never" | "hasExpiry" | "expiresOn";

/** A date on the card speaks louder than what is said of its type. */
function expiryOf({ hasExpiry, expiresOn }: Pick<CardFacts, "hasExpiry" | "expiresOn">): Expiry {
  if (expiresOn !== null) return { on: expiresOn };
  if (hasExpiry === null) return "hasExpiry";
  return hasExpiry ? "expiresOn" : "never";
}

/**
 * The start of dormancy and its end, in civil dates: the latest of what the law counts, moved to a day of its year where
 * the law does so, plus whole years (29 February becomes 28 February in a common year); then the card's expiry, where the
 * law lets it end dormancy first or last. With `years` null only the start is told.
 */
export function runClock(clock: Clock, years: number | null, card: ClockFacts): ClockRun {
  const expiry = expiryOf(card);
  const start = clock.fromDate === "card-expiry" ? expiryStart(expiry) : latestStart(clock, card);
  if (typeof start === "string")
    return { start: null, end: null, without: start === "never" ? "never-expires" : start };
  if (start === null || years === null) return { start, end: null, without: null };
  const dormancy: DormancyEnd = { ...plusYears(start.on, years), by: "years" };
  if (clock.orExpiry === undefined || expiry === "never") return { start, end: dormancy, without: null };
  if (typeof expiry === "string") return { start, end: null, without: expiry };
  const { whichever, years: afterExpiry, expiryAtLeast } = clock.orExpiry;
  const expiresOn = notBefore(expiry.on, expiryAtLeast, card);
  const byExpiry: DormancyEnd = { ...plusYears(expiresOn, afterExpiry), by: "expiry" };
  const expiryDecides = whichever === "first" ? byExpiry.on < dormancy.on : byExpiry.on > dormancy.on;
  return { start, end: expiryDecides ? byExpiry : dormancy, without: null };
}

const expiryStart = (expiry: Expiry): ClockStart | Exclude<Expiry, object> =>
  typeof expiry === "string" ? expiry : { on: expiry.on, by: "expiry", happenedOn: expiry.on };

/** Of an unrecorded kind: at least one of these, and the owner gets the benefit of the doubt. */
const AFTER_SALE: readonly Activity[] = ["use", "enquiry", "contact"];

function latestStart(clock: Clock, card: ClockFacts): ClockStart | null {
  const dates: Readonly<Record<Activity, CivilDate | null>> = {
    sale: card.soldOn,
    load: card.lastLoadOn,
    use: card.lastUseOn,
    enquiry: card.lastEnquiryOn,
    contact: card.lastContactOn,
  };
  const counted = clock.from.map((by) => startBy(by, dates[by], isMoved(clock, [by])));
  const anyKind = clock.from.filter((by) => AFTER_SALE.includes(by));
  if (anyKind.length > 0) counted.push(startBy("activity", card.lastActivityOn, isMoved(clock, anyKind)));

  function startBy(by: ClockStart["by"], happenedOn: CivilDate | null, moved: boolean): ClockStart | null {
    if (happenedOn === null) return null;
    return { on: moved ? `${happenedOn.slice(0, 4)}-${clock.yearEnd}` : happenedOn, by, happenedOn };
  }
  return counted.reduce((latest, start) => (isLater(start, latest) ? start : latest), null);
}

/** Of two that are moved to the same day, the one that happened later. */
function isLater(start: ClockStart | null, latest: ClockStart | null): boolean {
  if (start === null || latest === null) return start !== null;
  return start.on === latest.on ? start.happenedOn > latest.happenedOn : start.on > latest.on;
}

export const isMoved = ({ yearEnd, yearEndOf }: Clock, kinds: readonly Activity[]): boolean =>
  yearEnd !== undefined && (yearEndOf === undefined || kinds.some((kind) => yearEndOf.includes(kind)));

function plusYears(date: CivilDate, years: number): { readonly on: CivilDate; readonly leapDay: boolean } {
  const on = addYears(date, years);
  return { on, leapDay: on.slice(5) !== date.slice(5) };
}

function notBefore(expiresOn: CivilDate, years: number | undefined, { soldOn, lastLoadOn }: ClockFacts): CivilDate {
  if (years === undefined) return expiresOn;
  const floor = addYears(lastLoadOn !== null && lastLoadOn > soldOn ? lastLoadOn : soldOn, years);
  return floor > expiresOn ? floor : expiresOn;
}
