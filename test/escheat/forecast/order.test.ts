import { describe, expect, it } from "vitest";
import { sortPlaces, usualPlaceOrder } from "@/lib/escheat/forecast/order";
import type { JurisdictionRow } from "@/lib/escheat/forecast/table";

const nothing = { cards: 0, balance: 0n, claimed: 0n, unmeasured: 0n, foreseen: 0n };
const row = (jurisdiction: string, foreseen: bigint, high: number): JurisdictionRow => ({
  ...nothing,
  jurisdiction,
  foreseen,
  range: { low: 0, high: 0 },
  lawRange: { low: 0, high },
  needsCounsel: false,
  years: [],
  exempt: nothing,
  counsel: nothing,
});
const rows = [row("US-TX", 10n, 12), row("US-DE", 0n, 90), row("US-AK", 10n, 12)];
const shown = (sorted: readonly JurisdictionRow[]) => sorted.map(({ jurisdiction }) => jurisdiction);
const nameOf = (code: string) => code;

describe("jurisdictions in a table", () => {
  it("come by what may fall to them at most: a state whose share nobody knows before one of which all is settled", () => {
    expect(shown(sortPlaces(rows, usualPlaceOrder, nameOf))).toEqual(["US-DE", "US-AK", "US-TX"]);
  });

  it("by any other column, and by name where they are equal", () => {
    expect(shown(sortPlaces(rows, { by: "expected", direction: "desc" }, nameOf))).toEqual(["US-AK", "US-TX", "US-DE"]);
    expect(shown(sortPlaces(rows, { by: "place", direction: "desc" }, nameOf))).toEqual(["US-TX", "US-DE", "US-AK"]);
  });
});
