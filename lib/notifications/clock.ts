import { ownerPlace } from "@/lib/escheat/jurisdiction";
import type { Cap } from "./sending/frequency-cap";
import type { QuietHours, Silence } from "./sending/quiet-hours";
import { stateHoursOf } from "./state-hours";
import { zonesOfState } from "./state-zones";

/** From where it is known which clock a person has: he or his source said so; his address; or nothing, then it is the issuer's. */
export const clockSources = ["own", "state", "issuer"] as const;
export type ClockSource = (typeof clockSources)[number];

/** Whose clock a person is written to by, and what his state demands. */
export type Clock = {
  /** By this one days are counted and moments told. */
  readonly timeZone: string;
  /** All that he may have, `timeZone` the first: where a state has two, a moment has to suit both. */
  readonly zones: readonly string[];
  readonly from: ClockSource;
  /** Of his address, where it lies in the United States. */
  readonly state: string | null;
  /** His state's own hours; null: it adds nothing to what binds the issuer anyway. */
  readonly quiet: QuietHours | null;
  readonly cap: Cap | null;
};

/** What is known of where a person lives. */
export type Residence = {
  readonly timeZone: string | null;
  readonly jurisdiction: string | null;
  readonly zip: string | null;
};

/** Of whom nothing of it is known. */
export const nowhere: Residence = { timeZone: null, jurisdiction: null, zip: null };

/** Clocks are few and people many, so that each is made once. */
const made = new Map<string, Clock>();

/**
 * The person's own zone, else that of his state, else the issuer's. What his state demands holds whichever it is. An address
 * is that of the escheat rules: a ZIP code alone tells the state, and of two that differ the state on record decides.
 */
export function clockOf({ timeZone, jurisdiction, zip }: Residence, issuersZone: string): Clock {
  const place = ownerPlace({ ownerJurisdiction: jurisdiction, ownerZip: zip });
  const lives = "jurisdiction" in place ? place.jurisdiction : null;
  const ofState = lives === null ? null : zonesOfState(lives);
  const state = ofState === null ? null : lives;
  const own = timeZone !== null && isZone(timeZone) ? timeZone : null;
  const key = `${own ?? ""} ${state ?? ""} ${issuersZone}`;
  const found = made.get(key);
  if (found) return found;
  const zones = own !== null ? [own] : (ofState ?? [issuersZone]);
  const [first = issuersZone] = zones;
  const hours = stateHoursOf(state);
  const from = own !== null ? "own" : ofState ? "state" : "issuer";
  const clock = { timeZone: first, zones, from, state, quiet: hours?.quiet ?? null, cap: hours?.cap ?? null } as const;
  made.set(key, clock);
  return clock;
}

/** When nobody may be written to by a clock, with the issuer's own quiet hours: the stricter of the two holds. */
export const silenceOf = ({ zones, quiet }: Pick<Clock, "zones" | "quiet">, issuers: QuietHours): Silence => ({
  zones,
  quiet: quiet === null ? [issuers] : [issuers, quiet],
});

const known = new Map<string, boolean>();

/** Whether this runtime has the zone: an import may have brought anything. */
function isZone(name: string): boolean {
  const found = known.get(name);
  if (found !== undefined) return found;
  let is = true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    is = false;
  }
  known.set(name, is);
  return is;
}
