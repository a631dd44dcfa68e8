import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withGate } from "@/db/client";
import { membership, person } from "@/db/schema/identity";
import { type Asked, authOptions } from "@/lib/identity/auth";
import { inviteMember } from "@/lib/identity/mutations/members";
import { findSession } from "@/lib/identity/queries/session";
import { scopeForOperator } from "@/lib/identity/scope";
import { type OidcServer, oidcClient, startOidcServer } from "../support/oidc-server";
import { auditOf, createIssuer, createPerson } from "../support/tenants";

/**
 * The whole flow against a real provider: discovery, redirect with PKCE, state and nonce, code, signed token. Only the
 * shell around next-auth is ours here (plain HTTP instead of Next); options, checks and accounts are the product's.
 */
let provider: OidcServer;
let base: string;
let issuer: number;

const application = createServer((request, response) => void serve(request, response));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", base);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const pairs = (request.headers.cookie ?? "").split("; ").filter(Boolean);
  const cookies = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(decodeURIComponent)));
  const asked: Asked = { address: "192.0.2.7", userAgent: "test", oldToken: null, retryAfterSeconds: 0, failure: null };
  const given = Object.assign(request, {
    query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split("/").slice(3) },
    body: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
    cookies,
  });
  const answer = Object.assign(response, {
    status: (code: number) => Object.assign(answer, { statusCode: code }),
    json: (body: unknown) => answer.end(JSON.stringify(body)),
    send: (body: unknown) => answer.end(typeof body === "object" ? JSON.stringify(body) : String(body ?? "")),
  });
  await NextAuth(given as unknown as NextApiRequest, answer as unknown as NextApiResponse, authOptions(asked));
}

beforeAll(async () => {
  await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
  provider = await startOidcServer(`${base}/api/auth/callback/oidc`);
  const { env } = await import("@/lib/env");
  Object.assign(env(), {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: oidcClient.id,
    OIDC_CLIENT_SECRET: oidcClient.secret,
  });
  vi.stubEnv("NEXTAUTH_URL", base);
  issuer = await createIssuer("ONE");
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await provider.close();
  application.closeAllConnections();
  await new Promise((resolve) => application.close(resolve));
});

/** A browser: keeps cookies per host, follows redirects by itself so that the test sees each of them. */
function browser() {
  const jar = new Map<string, Map<string, string>>();
  const visited: string[] = [];
  async function go(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const cookies = jar.get(host) ?? new Map<string, string>();
    jar.set(host, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    visited.push(url);
    const response = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      const gone = value === "" || attributes.some((one) => /max-age=0|expires=thu, 01 jan 1970/i.test(one.trim()));
      if (gone) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }
  return { go, visited, cookie: (host: string, name: string) => jar.get(host)?.get(name) ?? null };
}

type Changes = { atCallback?: (url: URL) => URL; dropCookie?: boolean };

/** Presses "continue with company account" and goes wherever that leads, until our own pages are reached. */
async function signIn(changes: Changes = {}) {
  const { go, visited, cookie } = browser();
  const { csrfToken } = (await (await go(`${base}/api/auth/csrf`)).json()) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, callbackUrl: "/issuer/breakage", json: "true" });
  let { url } = (await (await go(`${base}/api/auth/signin/oidc`, { method: "POST", body })).json()) as { url: string };
  for (let hop = 0; hop < 12; hop += 1) {
    let target = new URL(url, visited.at(-1));
    if (target.host !== new URL(provider.issuer).host && !target.pathname.startsWith("/api/auth/")) {
      return {
        landed: target.pathname + target.search,
        token: cookie(new URL(base).host, "breakwater.session"),
        visited,
      };
    }
    if (target.pathname.endsWith("/callback/oidc")) target = changes.atCallback?.(target) ?? target;
    const response = await (changes.dropCookie && target.pathname.endsWith("/callback/oidc")
      ? fetch(target, { redirect: "manual" })
      : go(target.href));
    url = response.headers.get("location") ?? "/nowhere";
    if (target.pathname === "/api/auth/error") url = `/sign-in?${target.searchParams}`;
  }
  throw new Error("went in circles");
}

const account = (email: string, verified = true) => ({
  sub: `sub-${email}`,
  email,
  email_verified: verified,
  name: "Olga Nowak",
});
let count = 0;
let email: string;

beforeEach(() => {
  count += 1;
  email = `olga${count}@one.test`;
});

describe("signing in through the company's provider", () => {
  test("opens the account with the same verified address, with code, PKCE, state and nonce", async () => {
    const id = await createPerson(email, [[issuer, "analyst"]]);
    provider.signInAs(account(email.toUpperCase()));
    const { landed, token, visited } = await signIn();
    expect(landed).toBe("/issuer/breakage");
    expect((await findSession(token ?? "", new Date()))?.person.id).toBe(id);
    const asked = new URL(visited.find((url) => url.startsWith(`${provider.issuer}/auth?`)) ?? "").searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: "code", code_challenge_method: "S256" });
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)?.length).toBeGreaterThan(30);
  });

  test("makes nobody an account who was not invited", async () => {
    provider.signInAs(account(email));
    const { landed, token } = await signIn();
    expect({ landed, token }).toEqual({ landed: "/sign-in?error=not-invited", token: null });
    expect(await withGate("identity", (tx) => tx.select().from(person).where(eq(person.email, email)))).toEqual([]);
  });

  test("makes who was invited a member with the role of the invitation", async () => {
    await inviteMember(await scopeForOperator("ONE"), { email, role: "manager" }, new Date());
    provider.signInAs(account(email));
    const { token } = await signIn();
    const session = await findSession(token ?? "", new Date());
    expect(session?.memberships.map(({ role, issuer: { code } }) => [code, role])).toEqual([["ONE", "manager"]]);
  });

  test("does not believe an address the provider has not verified", async () => {
    await createPerson(email, [[issuer, "admin"]]);
    provider.signInAs(account(email, false));
    expect((await signIn()).token).toBeNull();
  });

  test("does not open a disabled account, and the trail says so", async () => {
    const id = await createPerson(email, [[issuer, "analyst"]]);
    await withGate("identity", (tx) => tx.update(person).set({ disabledAt: new Date() }).where(eq(person.id, id)));
    provider.signInAs(account(email));
    expect((await signIn()).token).toBeNull();
    const lines = (await auditOf(issuer)).filter((line) => line.subject === email);
    expect(lines.map((line) => line.action)).toEqual(["sign-in.failed"]);
  });
});

describe("an answer that is not the provider's to this browser", () => {
  test.each([
    ["with another state", { atCallback: (url: URL) => changed(url, "state", "x".repeat(43)) }],
    ["with another code", { atCallback: (url: URL) => changed(url, "code", "x".repeat(43)) }],
    ["in a browser that did not ask", { dropCookie: true }],
  ])("%s opens nothing", async (_, changes) => {
    await createPerson(email, [[issuer, "analyst"]]);
    provider.signInAs(account(email));
    const { landed, token } = await signIn(changes);
    expect(token).toBeNull();
    expect(landed).toMatch(/^\/sign-in\?error=/);
  });
});

function changed(url: URL, name: string, value: string): URL {
  url.searchParams.set(name, value);
  return url;
}

test("memberships are only those invited to: the provider cannot name roles", async () => {
  const rows = await withGate("identity", (tx) => tx.select().from(membership));
  expect(rows.every((row) => row.issuerId === issuer)).toBe(true);
});
