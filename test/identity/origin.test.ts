import { describe, expect, test } from "vitest";
import { changesState, isSameOrigin } from "@/lib/identity/origin";

const headers = (values: Record<string, string>) => new Headers(values);
const own = { host: "cards.example", "x-forwarded-host": "cards.example", origin: "https://cards.example" };

describe("a request that changes something", () => {
  test("from our own page passes", () => {
    expect(isSameOrigin(headers(own), undefined)).toBe(true);
    expect(isSameOrigin(headers({ ...own, "sec-fetch-site": "same-origin" }), undefined)).toBe(true);
  });

  test.each([
    ["a foreign origin", { ...own, origin: "https://evil.example" }],
    ["no origin", { host: own.host }],
    ["the origin null", { ...own, origin: "null" }],
    ["an empty origin", { ...own, origin: "" }],
    ["a host that only begins like ours", { ...own, origin: "https://cards.example.evil.example" }],
    ["our name on another port", { ...own, origin: "https://cards.example:8443" }],
    ["a forwarded host that is not ours", { ...own, "x-forwarded-host": "evil.example" }],
    [
      "origin and forwarded host forged alike",
      { ...own, origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ],
    ["a browser saying cross-site", { ...own, "sec-fetch-site": "cross-site" }],
    ["a browser saying same-site", { ...own, "sec-fetch-site": "same-site" }],
    ["an extension as origin", { ...own, origin: "chrome-extension://cards.example" }],
  ])("with %s is refused", (_, values) => {
    expect(isSameOrigin(headers(values), undefined)).toBe(false);
  });

  test("behind a proxy that renames the host, the configured public address passes and nothing else", () => {
    const behind = { host: "web:3000", "x-forwarded-host": "cards.example", origin: "https://cards.example" };
    expect(isSameOrigin(headers(behind), "https://cards.example")).toBe(true);
    expect(isSameOrigin(headers({ ...behind, origin: "http://cards.example" }), "https://cards.example")).toBe(false);
    expect(isSameOrigin(headers(behind), "https://other.example")).toBe(false);
  });
});

test("reading methods change nothing, every other one does", () => {
  expect(["GET", "head", "OPTIONS"].map(changesState)).toEqual([false, false, false]);
  expect(["POST", "PUT", "PATCH", "DELETE", "SERVERACTION"].every(changesState)).toBe(true);
});
