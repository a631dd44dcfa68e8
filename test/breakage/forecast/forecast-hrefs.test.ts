import { describe, expect, it } from "vitest";
import {
  allCardsHref,
  endingCardsHref,
  groupHref,
  quarterPeriod,
  triangleHref,
} from "@/components/breakage/forecast/forecast-hrefs";
import { breakageCell } from "@/components/breakage/forecast/forecast-words";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import { forecastRow } from "./rows";

const address = { issuer: "DEMO", asOf: "2026-11-20", knownAt: "2026-11-01", by: "brand,state", sort: "-sold" };
const behind = {
  dataDate: "2026-10-31",
  currency: "USD",
  filters: forecastParams.parse({ medium: "digital" }),
  address,
};
const partsOf = (href: string) => {
  const url = new URL(href, "http://x");
  return [url.pathname, Object.fromEntries(url.searchParams)];
};
const row = forecastRow("", { members: { brand: { id: "B", name: "Brand" }, state: { id: "US-TX", name: "US-TX" } } });

describe("ways from a forecast to what lies behind it", () => {
  it("a group opens to its cards that end in the quarters shown, as of the data date and as all is known now", () => {
    const period = { from: "2026-10-01", to: "2031-09-30" };
    expect(partsOf(endingCardsHref(behind, period, row))).toEqual([
      "/issuer/cards",
      {
        ...{ issuer: "DEMO", asOf: "2026-10-31", currency: "USD", of: "ending", ...period },
        ...{ medium: "digital", brand: "B", state: "US-TX" },
      },
    ]);
  });

  it("the whole opens to all cards", () => {
    expect(partsOf(allCardsHref(behind))).toEqual([
      "/issuer/cards",
      { issuer: "DEMO", asOf: "2026-10-31", currency: "USD", of: "all", medium: "digital" },
    ]);
  });

  it("a card type opens its own page, whatever its code is made of; a version goes along", () => {
    const type = forecastRow("", { members: { "card-type": { id: "A/B 1", name: "Gift" } } });
    const [path, parts] = partsOf(
      groupHref({ ...behind, address: { issuer: "DEMO", version: "7" } }, ["card-type"], type),
    );
    expect([path, parts]).toEqual(["/issuer/forecast/types/A%2FB%201", { issuer: "DEMO", version: "7" }]);
  });

  it("another group narrows the forecast to itself, by card type, and keeps the eyes of the reader", () => {
    expect(partsOf(groupHref(behind, ["brand", "state"], row))).toEqual([
      "/issuer/forecast",
      { issuer: "DEMO", asOf: "2026-11-20", knownAt: "2026-11-01", brand: "B", state: "US-TX" },
    ]);
  });

  it("cohorts open to their triangle with the filters of the forecast, in the same version; by state there is none", () => {
    const brand = forecastRow("", { members: { brand: { id: "B", name: "Brand" } } });
    const href = triangleHref({ ...behind, address: { issuer: "DEMO", version: "7", by: "brand" } }, brand);
    expect(partsOf(href ?? "")).toEqual([
      "/issuer/forecast/triangle",
      { issuer: "DEMO", version: "7", medium: "digital", brand: "B" },
    ]);
    expect(triangleHref(behind, row)).toBeNull();
    const ofMerchant = { ...behind, filters: forecastParams.parse({ merchant: "M" }) };
    expect(triangleHref(ofMerchant, brand)).toBeNull();
  });

  it("a quarter ends with its third month", () => {
    expect(["2026-10-01", "2028-01-01"].map(quarterPeriod).map(({ to }) => to)).toEqual(["2026-12-31", "2028-03-31"]);
  });
});

describe("a figure in a table", () => {
  it("says no history and too little history where it would be 0.00", () => {
    const written = (status: "no-history" | "too-little-history", isKnown: boolean) =>
      breakageCell({ status, isKnown, breakage: 0n }, "USD", "en");
    expect([written("no-history", false), written("too-little-history", false)]).toEqual([
      "no history",
      "too little history",
    ]);
    expect(written("no-history", true)).toBe("0.00");
  });
});
