import { countryCode, usStates } from "@/lib/ingest/row/places";

/** Under ISO 3166 they are countries of their own too; unclaimed property law knows them as parts of the United States. */
const TERRITORIES: ReadonlySet<string> = new Set(["AS", "GU", "MP", "PR", "VI"]);

const STATE = /^US-([A-Z]{2})$/;
const countries = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Whether 'US-' and a state, the federal district or a territory; or the code of another country. */
export function isJurisdiction(code: string): boolean {
  return jurisdictionName(code) !== null;
}

/** The two letters of 'US-WV'; null for a country. */
export const stateOf = (jurisdiction: string): string | null => STATE.exec(jurisdiction)?.[1] ?? null;

/** 'US-WV' is West Virginia, 'CA' is Canada; null where no such place is known. 'US' alone is none: its states claim. */
export function jurisdictionName(code: string): string | null {
  const state = STATE.exec(code)?.[1];
  if (state !== undefined) return usStates[state] ?? null;
  const isCountry = code !== "US" && !TERRITORIES.has(code) && countryCode(code) === code;
  return isCountry ? (countries.of(code) ?? null) : null;
}

/** The place in words; what is no place is shown as it is. */
export const placeName = (jurisdiction: string): string => jurisdictionName(jurisdiction) ?? jurisdiction;

/** States, the federal district and territories, as 'US-AL'. */
export const usJurisdictions: readonly string[] = Object.keys(usStates).map((state) => `US-${state}`);
