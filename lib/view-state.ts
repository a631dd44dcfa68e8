import { createParser, parseAsStringLiteral } from "nuqs/server";
import { comparisons } from "./breakage/constants";
import { isUsableDate } from "./dates";
import { locales } from "./format";
import { isKnownAt } from "./instant";

/**
 * The part of the address that all issuer screens share, as the browser reads and writes it. A value that does not
 * parse counts as absent. Pages read the same address with their domain's schema; this file stays free of zod, because
 * it is loaded with every page.
 */

function parseWhen(isRight: (value: string) => boolean) {
  return createParser({ parse: (value: string) => (isRight(value) ? value : null), serialize: (value) => value });
}

const parseAsCivilDate = parseWhen(isUsableDate);

export const viewParsers = {
  asOf: parseAsCivilDate,
  knownAt: parseWhen(isKnownAt),
  from: parseAsCivilDate,
  to: parseAsCivilDate,
  compare: parseAsStringLiteral(comparisons),
  match: parseAsStringLiteral(["weekday"]),
  compareFrom: parseAsCivilDate,
  compareTo: parseAsCivilDate,
  currency: parseWhen((value) => /^[A-Z]{3}$/.test(value)),
  /** Absent: as the reader has chosen for himself. */
  lang: parseAsStringLiteral(locales),
  issuer: parseWhen((value) => value.length <= 64),
};
