import { describe, expect, it } from "vitest";
import { z } from "zod";
import { hrefTo, hrefWith, readAddress, readSort, writeSort } from "@/lib/address";
import { breakageParams } from "@/lib/breakage/schema";

describe("reading an address", () => {
  it("keeps what parses and lets the rest fall back to its default", () => {
    const read = readAddress(breakageParams, { asOf: "2020-08-03", by: "nonsense", compare: "year", utm: "x" });
    expect(read).toMatchObject({ asOf: "2020-08-03", by: ["card-type"], compare: "year" });
    expect(read).not.toHaveProperty("utm");
  });

  it("takes the first of a parameter given twice, and refuses a date that does not exist", () => {
    expect(readAddress(breakageParams, { by: ["brand", "state"] }).by).toEqual(["brand"]);
    expect(readAddress(breakageParams, { asOf: "2023-02-29" }).asOf).toBeUndefined();
  });

  it("leaves out what the parts have against one another, and keeps all else", () => {
    const kept = { asOf: "2026-03-01", state: "US-TX" };
    const backwards = readAddress(breakageParams, { ...kept, from: "2026-02-01", to: "2026-01-01" });
    expect(backwards).toMatchObject({ ...kept, from: "2026-02-01" });
    expect(backwards.to).toBeUndefined();
    for (const given of [{}, { compareFrom: "2025-02-01" }, { compareFrom: "2025-02-01", compareTo: "2025-01-01" }]) {
      const read = readAddress(breakageParams, { ...kept, compare: "custom", ...given });
      expect(read).toEqual({ ...breakageParams.parse({}), ...kept });
    }
    const weekday = readAddress(breakageParams, {
      ...kept,
      compare: "none",
      match: "weekday",
      compareTo: "2025-01-01",
    });
    expect(weekday).toEqual({ ...breakageParams.parse({}), ...kept });
  });

  it("falls back as a whole where nothing that is left out would help", () => {
    const never = z.object({ page: z.string().default("1") }).refine(({ page }) => page === "1", { path: ["other"] });
    expect(readAddress(never, { page: "2" })).toEqual({ page: "1" });
    const asked = z.object({ a: z.string().default(""), b: z.string().default("") });
    const both = asked.refine(({ a, b }) => `${a}${b}` !== "12", { path: ["c"] });
    expect(readAddress(both, { a: "1", b: "2" })).toEqual({ a: "", b: "2" });
  });
});

describe("writing an address", () => {
  const address = { asOf: "2026-10-31", by: "card-type,state", cursor: "abc", sort: "-sold" };

  it("changes one part, leaves the others, and forgets where one was in the list", () => {
    expect(hrefWith("/issuer/breakage", address, { sort: null })).toBe(
      "/issuer/breakage?asOf=2026-10-31&by=card-type,state",
    );
    expect(hrefWith("/issuer/cards", address, { cursor: "next" })).toContain("cursor=next");
  });

  it("takes dates, currency and language along to another page, and nothing else", () => {
    expect(hrefTo("/issuer/cards", address, { state: "US-TX" })).toBe("/issuer/cards?asOf=2026-10-31&state=US-TX");
  });

  it("escapes what a source may call its things", () => {
    expect(hrefTo("/x", {}, { brand: "A&B=C #1" })).toBe("/x?brand=A%26B%3DC+%231");
  });
});

describe("an order in the address", () => {
  const usual = { by: "sold", direction: "desc" } as const;
  it("survives the round trip, and an unknown column is the usual order", () => {
    expect(readSort({ sort: "-rate" }, ["sold", "rate"], usual)).toEqual({ by: "rate", direction: "desc" });
    expect(readSort({ sort: "rate" }, ["sold", "rate"], usual)).toEqual({ by: "rate", direction: "asc" });
    expect(readSort({ sort: "drop table" }, ["sold", "rate"], usual)).toEqual(usual);
    expect(writeSort({ by: "rate", direction: "desc" })).toBe("-rate");
  });
});

it.each(["US-TX\u0000", "US-TX\ud800", "\udfff"])("leaves out a value that no database could keep: %j", (state) => {
  const schema = z.object({ state: z.string().optional() });
  expect(readAddress(schema, { state })).toEqual({});
});

it("keeps whole characters beyond the first plane", () => {
  const schema = z.object({ state: z.string().optional() });
  expect(readAddress(schema, { state: "𠮷 😀" })).toEqual({ state: "𠮷 😀" });
});
