import { type Address, carriedParts, firstOf, hrefTo, hrefWith } from "@/lib/address";
import type { Screen } from "./constants";

/** The address state of one screen: short names and values. */
export type ViewState = Readonly<Record<string, string>>;
/** With what each screen opens; one without an entry opens with its own defaults. */
export type Openings = Readonly<Partial<Record<Screen, ViewState>>>;

/** Words that were searched for may name people, and a place in a long list is no state of it: neither is kept. */
const unkept: ReadonlySet<string> = new Set(["search", "q", "cursor", "page", "before"]);
/** The session's and the reader's own: a colleague reads in another language and perhaps for another issuer. */
const readers: ReadonlySet<string> = new Set(["issuer", "lang"]);
const carried: ReadonlySet<string> = new Set(carriedParts);
/** As of when one looks is said anew each day; a screen that opens first must not stand still. */
const dated: ReadonlySet<string> = new Set(["asOf", "knownAt"]);

function partsOf(address: Address, isLeftOut: (name: string) => boolean): Record<string, string> {
  const parts = Object.entries(address).map(([name, value]) => [name, firstOf(value) ?? ""] as const);
  return Object.fromEntries(parts.filter(([name, value]) => value !== "" && !unkept.has(name) && !isLeftOut(name)));
}

/** What a view keeps of an address: all that is of the screen, dates and currency with it. */
export const keptState = (address: Address): ViewState => partsOf(address, (name) => readers.has(name));

/** What is remembered of a screen one leaves: its own parts. Dates and currency go along to every screen anyway. */
export const placeState = (address: Address): ViewState => partsOf(address, (name) => carried.has(name));

/** What a view that opens first brings along: all but the day on which it was kept. */
export const openingState = (state: ViewState): ViewState =>
  partsOf(state, (name) => readers.has(name) || dated.has(name));

/** Whether an address asks for nothing: then, and only then, a screen may open with a view. A copied link always asks. */
export const isBare = (address: Address): boolean =>
  Object.entries(address).every(([name, value]) => readers.has(name) || !firstOf(value));

/** A kept view as it was kept, dates and all, in the reader's language. */
export function viewHref(path: string, address: Address, state: ViewState): string {
  return hrefWith(path, Object.fromEntries([...readers].map((name) => [name, address[name]])), keptState(state));
}

/** A screen with a state, seen with the reader's own dates and currency where he has chosen some. */
export function hrefWithState(path: string, address: Address, state: ViewState): string {
  const has = (name: string) => Boolean(firstOf(address[name]));
  const isChosen = (name: string) =>
    name === "from" || name === "to" ? has("from") || has("to") : carried.has(name) && has(name);
  return hrefTo(path, address, Object.fromEntries(Object.entries(state).filter(([name]) => !isChosen(name))));
}
