import { stateOf } from "../jurisdiction-name";
import { countryInThreeLetters } from "../report-file/country-codes";
import type { PersonName, PostalAddress } from "../report-file/party";
import { isZip, placeOfZip } from "../zip-state";

/** The owner of a card as the holder's books have him. */
export type OwnerRecord = {
  /** The source's own id; null: the card was sold without a name. */
  readonly customer: string | null;
  readonly name: string | null;
  readonly language: string | null;
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  /** 'US-TX', or a country such as 'FR'. */
  readonly jurisdiction: string | null;
};

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * A name of one field as the parts that states ask for. Files keep it whole, so the parts are read from their order:
 * "Family, Given" as it says; in East Asian script the family name first; otherwise the last word, with what stands
 * between as middle name. A single word is a family name. Somebody looks at the table of a report before it is sent.
 */
export function personNameOf(name: string): PersonName {
  const [family = "", given] = name.split(",").map((part) => part.trim());
  if (given !== undefined && given !== "") return personOf(given.split(/\s+/), family);
  const words = name.trim().split(/\s+/);
  const last = EAST_ASIAN.test(name) ? words.shift() : words.pop();
  return personOf(words, last ?? "");
}

function personOf([first = "", ...middle]: readonly string[], last: string): PersonName {
  const orNull = (text: string) => (text === "" ? null : text);
  return { kind: "person", prefix: null, first: orNull(first), middle: orNull(middle.join(" ")), last, suffix: null };
}

/**
 * Where mail reaches the owner: street, city and, at home, state and ZIP code, or the country abroad. Null where one of
 * them is missing: a state or a ZIP code alone says whose law decides, but nobody can write to it.
 */
export function postalAddressOf({ addressLine, city, zip, ...owner }: OwnerRecord): PostalAddress | null {
  const jurisdiction = owner.jurisdiction ?? (zip === null ? null : placeOfZip(zip));
  if (addressLine === null || city === null || jurisdiction === null) return null;
  const lines = { line1: addressLine, line2: null, line3: null, city };
  const state = stateOf(jurisdiction);
  if (state !== null) return zip !== null && isZip(zip) ? { kind: "us", ...lines, state, zip: hyphened(zip) } : null;
  const country = countryInThreeLetters(jurisdiction);
  return country === null ? null : { kind: "foreign", ...lines, province: null, postalCode: zip, country };
}

const hyphened = (zip: string): string => zip.replace(/^(\d{5})-?(\d{4})$/, "$1-$2");
