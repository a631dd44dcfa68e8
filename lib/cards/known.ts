import { type CivilDate, daysBetween } from "@/lib/dates";

type Dated = {
  /** The day on which the event counts in figures. */
  readonly occurredOn: CivilDate;
  /** The day in the issuer's zone on which its batch was loaded: figures as known before leave it out. */
  readonly knownOn: CivilDate;
};

/** A nightly file brings a day's events on the day after: that is no late booking. */
const USUAL_DAYS = 1;

/** By how many days an event was known later than usual after it happened; null where it was not. */
export function daysKnownLate({ occurredOn, knownOn }: Dated): number | null {
  const days = daysBetween(occurredOn, knownOn);
  return days > USUAL_DAYS ? days : null;
}
