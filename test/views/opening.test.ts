import { describe, expect, it } from "vitest";
import { placeHref, screenOf } from "@/components/layout/navigation";
import { hrefWithState, isBare, keptState, openingState, placeState, viewHref } from "@/lib/views/opening";
import { readPlaces, writePlaces } from "@/lib/views/places";

const address = {
  issuer: "HV",
  lang: "ru",
  asOf: "2026-10-31",
  from: "2026-01-01",
  to: "2026-06-30",
  currency: "EUR",
  by: "brand,state",
  sort: "-sold",
  cursor: "abc",
  page: "3",
};

describe("what is kept of an address", () => {
  it("as a view: its dates, currency, cut and order, but neither issuer, language nor the place in a list", () => {
    expect(keptState(address)).toEqual({
      asOf: "2026-10-31",
      from: "2026-01-01",
      to: "2026-06-30",
      currency: "EUR",
      by: "brand,state",
      sort: "-sold",
    });
  });

  it("of a screen that is left: only what is its own", () => {
    expect(placeState(address)).toEqual({ by: "brand,state", sort: "-sold" });
  });

  it("is never what somebody searched for, which may be a name", () => {
    const search = { search: "Мария", q: "Maria" };
    expect([keptState(search), placeState(search)]).toEqual([{}, {}]);
  });

  it("as the view that opens first: without the day on which it was kept", () => {
    expect(openingState({ ...address, knownAt: "2026-09-30" })).toEqual({
      from: "2026-01-01",
      to: "2026-06-30",
      currency: "EUR",
      by: "brand,state",
      sort: "-sold",
    });
  });
});

describe("an address", () => {
  it("asks for nothing when it names no more than issuer and language; a copied one names the day and so asks", () => {
    expect(isBare({})).toBe(true);
    expect(isBare({ issuer: "HV", lang: "ja", by: "" })).toBe(true);
    expect(isBare({ issuer: "HV", asOf: "2026-10-31" })).toBe(false);
    expect(isBare({ by: ["brand", "state"] })).toBe(false);
  });

  it("opens a kept view with the dates of that day, in the reader's language and issuer", () => {
    expect(viewHref("/issuer/breakage", { ...address, measure: "rate" }, { asOf: "2025-12-31", by: "state" })).toBe(
      "/issuer/breakage?issuer=HV&lang=ru&asOf=2025-12-31&by=state",
    );
    expect(viewHref("/issuer/breakage", {}, { by: "state", lang: "ja", issuer: "OTHER" })).toBe(
      "/issuer/breakage?by=state",
    );
  });

  it("that chooses dates or currency keeps them against a state's; one end of a period counts as both", () => {
    const state = { from: "2020-01-01", to: "2020-12-31", currency: "USD", by: "brand" };
    expect(hrefWithState("/issuer/breakage", { issuer: "HV", from: "2026-05-01" }, state)).toBe(
      "/issuer/breakage?issuer=HV&from=2026-05-01&currency=USD&by=brand",
    );
    expect(hrefWithState("/issuer/breakage", { currency: "EUR" }, state)).toBe(
      "/issuer/breakage?currency=EUR&from=2020-01-01&to=2020-12-31&by=brand",
    );
  });
});

describe("leaving a screen and coming back", () => {
  it("finds it as it was left, with the dates one looks at now", () => {
    const left = new URLSearchParams("issuer=HV&asOf=2026-10-31&by=state&state=US-TX&sort=-sold&page=2");
    const kept = writePlaces({}, "/issuer/breakage", placeState(Object.fromEntries(left)));
    const elsewhere = new URLSearchParams("issuer=HV&asOf=2026-09-30&compare=year");
    expect(placeHref("/issuer/breakage", elsewhere, readPlaces(kept)["/issuer/breakage"])).toBe(
      "/issuer/breakage?issuer=HV&asOf=2026-09-30&by=state&state=US-TX&sort=-sold",
    );
  });

  it("finds it bare when it was left bare, and keeps the others", () => {
    const first = writePlaces({}, "/issuer/cards", { of: "sold" });
    const second = readPlaces(writePlaces(readPlaces(first), "/issuer/breakage", {}));
    expect(second).toEqual({ "/issuer/cards": { of: "sold" }, "/issuer/breakage": {} });
  });

  it("begins anew where the browser gives back something else", () => {
    for (const text of [null, "", "{", "[]", "7", '"x"', '{"/issuer/cards":7,"/issuer/insights":{"a":1}}']) {
      expect(readPlaces(text), String(text)).toEqual({});
    }
  });

  it("is for the screens whose state can be kept, not for a card or a setting", () => {
    expect(screenOf("/issuer/cards")).toBe("cards");
    expect([screenOf("/issuer/cards/C-1"), screenOf("/issuer/settings"), screenOf("/")]).toEqual([null, null, null]);
  });
});
