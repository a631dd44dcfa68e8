import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commonSecurityHeaders, contentSecurityPolicy } from "@/lib/identity/content-security";
import { cookieAttributes, cookieName, isSecure } from "@/lib/identity/cookies";
import { clientAddress, safeReturnPath } from "@/lib/identity/request";
import { browserName } from "@/lib/identity/user-agent";

describe("cookies", () => {
  test("over https are __Host-, Secure, HttpOnly, Lax and for the whole site", () => {
    expect(isSecure("https://cards.example")).toBe(true);
    expect(cookieName("session", true)).toBe("__Host-breakwater.session");
    expect(cookieAttributes(true)).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
  });

  test("over plain http, as on localhost, keep everything but Secure and the prefix that needs it", () => {
    expect([isSecure("http://localhost:3000"), isSecure(undefined)]).toEqual([false, false]);
    expect(cookieName("session", false)).toBe("breakwater.session");
    expect(cookieAttributes(false)).toMatchObject({ httpOnly: true, sameSite: "lax", secure: false });
  });
});

describe("the content policy", () => {
  const policy = contentSecurityPolicy("abc", { secure: true, development: false });

  test("runs no script without this request's nonce and evaluates none", () => {
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toContain("unsafe-eval");
  });

  test("lets nobody frame the page, change its base, post elsewhere or embed objects", () => {
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"]) {
      expect(policy).toContain(part);
    }
  });

  test("comes with HSTS of two years for all subdomains, over https only", () => {
    expect(commonSecurityHeaders(true)["Strict-Transport-Security"]).toBe("max-age=63072000; includeSubDomains");
    expect(commonSecurityHeaders(false)["Strict-Transport-Security"]).toBeUndefined();
  });
});

describe("the client's address", () => {
  const forwarded = (value: string) => new Headers({ "x-forwarded-for": value });

  test.each([
    ["203.0.113.7", 0, "203.0.113.7"],
    ["::ffff:203.0.113.7", 0, "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7", 1, "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7, 10.0.0.2", 2, "203.0.113.7"],
    ["2001:db8::1", 1, "2001:db8::1"],
    ["<script>", 0, null],
    ["", 0, null],
  ])("of %j behind %i proxies is %j: what a client wrote itself stands left of it", (value, proxies, address) => {
    expect(clientAddress(forwarded(value), proxies)).toBe(address);
  });
});

describe("where signing in leads to", () => {
  test.each(["/issuer/breakage?asOf=2026-01-31", "/issuer/audit", "/choose-issuer"])("%s is kept", (path) => {
    expect(safeReturnPath(path)).toBe(path);
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/issuer\r\nset-cookie: a=b",
    "/sign-in?to=/x",
    "/api/auth/signout",
    "",
    null,
    undefined,
  ])("%j leads to the workspace instead", (path) => {
    expect(safeReturnPath(path)).toBe("/issuer");
  });

  test("is always a path of this site, whatever stands in the address", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.webUrl(),
          fc.webPath(),
          fc.string().map((text) => `/${text}`),
        ),
        (text) => {
          const target = new URL(safeReturnPath(text), "https://cards.example");
          return target.origin === "https://cards.example";
        },
      ),
      { numRuns: 20_000 },
    );
  });
});

test("one's own browser is recognised by name and system", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0";
  expect([browserName(chrome), browserName(edge), browserName("curl/8"), browserName(null)]).toEqual([
    "Chrome, Linux",
    "Edge, Windows",
    null,
    null,
  ]);
});
