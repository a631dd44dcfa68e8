import fc from "fast-check";

/** What a parameter, an id or a field is sometimes given: almost right, far out, and what no database keeps. */
const odd = fc.constantFrom(
  "2026-01-31",
  "2026-02-30",
  "1900-01-01",
  "9999-12-31",
  "0000-01-01",
  "2026-10-31junk",
  "2026-10-31T18:00:00Z",
  "2026-10-31T18:00:00+16:00",
  "0000-06-01T00:00:00Z",
  "2026-13",
  "0000-01",
  "0000",
  "9999",
  "infinity",
  "USD",
  "usd",
  "XXX",
  "card-type",
  "state",
  "unknown",
  "0",
  "1",
  "-1",
  "1.5",
  "1e9",
  "2147483648",
  "9007199254740993",
  "99999999999999999999",
  "NaN",
  "FUZZ",
  "null",
  "[]",
  "'",
  "%",
  "\u0000",
  "\ud800",
  "eyJpZCI6MX0",
  "a".repeat(400),
);
export const value = fc.oneof(
  { weight: 3, arbitrary: odd },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
);
/** Where a body is JSON, numbers can be odd too. */
export const flaw = fc.oneof(
  value,
  fc.constantFrom(-1, 0, 1.5, 2_147_483_648, 2 ** 53, 1e308, true, null, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);

/** As it stands in an address; half a character is written as the bytes that no reader takes. */
export function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ED%A0%80";
  }
}
