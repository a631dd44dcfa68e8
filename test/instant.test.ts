import { expect, it } from "vitest";
import { parseAuditFilter } from "@/lib/identity/audit-filter";
import { dayOf, isInstant, isKnownAt } from "@/lib/instant";
import { viewParsers } from "@/lib/view-state";

const right = ["2026-10-31", "2026-10-31T18:00:00Z", "2026-10-31T18:00Z", "2026-10-31T18:00:00.123456-12:00"];
const wrong = [
  "2026-10-31junk",
  "2026-02-29",
  "2026-02-29T00:00:00Z",
  "0000-06-01T00:00:00Z",
  "1899-12-31T23:59:59Z",
  "2026-10-31T18:00:00",
  "2026-10-31T18:00:00+16:00",
  "2026-10-31T24:00:00Z",
  "2026-10-31T18:00:00.1234567Z",
  "2026-10-31T18:00:00Z\n",
  "",
];

it("a known-at date is a day or an instant of our time that the database can hold", () => {
  expect(right.filter((text) => !isKnownAt(text))).toEqual([]);
  expect(wrong.filter(isKnownAt)).toEqual([]);
  expect(right.filter(isInstant)).toEqual(right.slice(1));
  expect(right.map(dayOf)).toEqual(right.map(() => "2026-10-31"));
});

it("the header of a screen shows a date of the address only where the screen reads it", () => {
  expect(right.map((text) => viewParsers.knownAt.parse(text))).toEqual(right);
  expect(wrong.map((text) => viewParsers.knownAt.parse(text))).toEqual(wrong.map(() => null));
  for (const parser of [viewParsers.asOf, viewParsers.from, viewParsers.to]) {
    expect(parser.parse("2026-10-31")).toBe("2026-10-31");
    expect(
      ["1899-12-31", "2201-01-01", "0050-01-01", "2026-10-31T18:00:00Z"].map((text) => parser.parse(text)),
    ).toEqual([null, null, null, null]);
  }
});

it("the filter of the audit trail leaves out a day that the database could not read", () => {
  for (const day of ["0000-01-01", "0000-12-31", "1899-12-31", "2201-01-01"])
    expect(parseAuditFilter({ from: day, to: day })).toMatchObject({ from: null, to: null });
  expect(parseAuditFilter({ from: "2026-10-01", to: "2026-10-31" })).toMatchObject({
    from: "2026-10-01",
    to: "2026-10-31",
  });
});
