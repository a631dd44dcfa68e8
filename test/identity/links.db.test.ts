import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { acceptInvitationAction, openInvitation, openReset, resetPasswordAction } from "@/lib/identity/actions/account";
import { limits } from "@/lib/identity/limits";
import { createResetLink, inviteMember } from "@/lib/identity/mutations/members";
import { signInWithPassword } from "@/lib/identity/mutations/sign-in";
import { countAttempt } from "@/lib/identity/mutations/throttle";
import { findSession } from "@/lib/identity/queries/session";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { newToken } from "@/lib/identity/token";
import { requestAs, sessionNow } from "../support/next-request";
import { auditOf, createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

const ownPage = { host: "localhost:3000", origin: "http://localhost:3000" };
const password = "salt marsh and lantern";
let issuer: number;
let scope: Scope;
let count = 0;

beforeAll(async () => {
  issuer = await createIssuer("ONE");
  await createPerson("admin@one.test", [[issuer, "admin"]]);
  scope = await scopeForOperator("ONE");
});
beforeEach(() => {
  count += 1;
});

/** Another address each time it is called, so that no test is counted with another's attempts. */
function visit(session: string | null = null): string {
  const address = `203.0.113.${count}`;
  requestAs({ session, headers: { ...ownPage, "x-forwarded-for": address } });
  return address;
}

async function invited(email: string): Promise<string> {
  return (await inviteMember(scope, { email, role: "analyst" }, new Date())).token;
}

async function whoIsIn(): Promise<string | undefined> {
  return (await findSession(sessionNow() ?? "", new Date()))?.person.email;
}

describe("a one-time link lets in who has it", () => {
  test("an invited person is signed in by joining, once", async () => {
    visit();
    const token = await invited("new@one.test");
    expect(await acceptInvitationAction({ token, name: "New Person", password })).toMatchObject({ ok: true });
    expect(await whoIsIn()).toBe("new@one.test");
    visit();
    expect(await acceptInvitationAction({ token, name: "Again", password })).toMatchObject({ code: "conflict" });
    expect(sessionNow()).toBeNull();
  });

  test("who joins with an account goes on under another token, and the old one is dead", async () => {
    const two = await createIssuer("TWO");
    const old = await signInAs(await createPerson("both@two.test", [[two, "analyst"]]));
    visit(old);
    expect(await acceptInvitationAction({ token: await invited("both@two.test") })).toMatchObject({ ok: true });
    expect(sessionNow()).not.toBe(old);
    expect((await findSession(sessionNow() ?? "", new Date()))?.memberships.length).toBe(2);
    expect(await findSession(old, new Date())).toBeNull();
  });

  test("who chose a new password is in at once, and can sign in there while others guess from everywhere", async () => {
    const email = "sieged@one.test";
    const id = await createPerson(email, [[issuer, "analyst"]]);
    const siege = async () => {
      for (let index = 0; index < limits.signInElsewhere.free + 5; index += 1)
        await countAttempt("signInElsewhere", email, new Date());
    };
    await siege();
    const address = visit();
    const there = { address, userAgent: "test" };
    expect(await signInWithPassword(email, password, there, new Date())).toMatchObject({ person: null });
    const { token } = await createResetLink(scope, id, new Date());
    expect(await resetPasswordAction({ token, password })).toMatchObject({ ok: true });
    expect(await whoIsIn()).toBe(email);
    await siege();
    expect((await signInWithPassword(email, password, there, new Date())).person?.email).toBe(email);
    const signedIn = (await auditOf(issuer)).filter(
      (line) => line.subject === email && line.action === "sign-in.succeeded",
    );
    expect(signedIn).toMatchObject([{ detail: { method: "reset link" } }, { detail: { method: "password" } }]);
  });
});

describe("links that are tried", () => {
  test("an office joins from one address, each after a bad password, however often its links were opened", async () => {
    for (let index = 0; index < limits.link.free / 2; index += 1) {
      requestAs({ headers: { ...ownPage, "x-forwarded-for": `203.0.113.${count}` } });
      const token = await invited(`office${index}@one.test`);
      expect(await openInvitation({ token })).toMatchObject({ ok: true });
      expect(await acceptInvitationAction({ token, name: "N", password: "short" })).toMatchObject({ code: "invalid" });
      expect(await acceptInvitationAction({ token, name: "N", password })).toMatchObject({ ok: true });
    }
  });

  test("links that were never made are refused after the limit, with the seconds to wait", async () => {
    visit();
    for (let index = 0; index < limits.link.free; index += 1)
      expect(await openReset({ token: newToken() })).toMatchObject({ code: "conflict" });
    expect(await openReset({ token: newToken() })).toMatchObject({ code: "too_many", retryAfterSeconds: 60 });
  });
});
