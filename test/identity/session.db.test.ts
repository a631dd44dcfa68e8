import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withGate } from "@/db/client";
import { person, session } from "@/db/schema/identity";
import { Forbidden, NotFound, Unauthorized } from "@/lib/errors";
import { SESSION_ABSOLUTE, SESSION_IDLE } from "@/lib/identity/limits";
import { changeOwnPassword } from "@/lib/identity/mutations/account";
import { resetPassword } from "@/lib/identity/mutations/link";
import { changeRole, createResetLink, disableMember, endMemberSessions } from "@/lib/identity/mutations/members";
import { createSession } from "@/lib/identity/mutations/session";
import { signOut } from "@/lib/identity/mutations/sign-out";
import { findSession } from "@/lib/identity/queries/session";
import { sessionScope } from "@/lib/identity/scope";
import { hashToken } from "@/lib/identity/token";
import { jobQuestions } from "@/lib/jobs/questions";
import { notificationQuestions } from "@/lib/notifications/questions";
import { askAs } from "../support/ask";
import { requestAs } from "../support/next-request";
import { createIssuer, createPerson, PASSWORD, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

const MINUTE = 60_000;
const visitor = { address: "192.0.2.9", userAgent: "test" };
let one: number;
let two: number;
let admin: number;
let count = 0;

beforeAll(async () => {
  one = await createIssuer("ONE");
  two = await createIssuer("TWO");
  admin = await createPerson("admin@one.test", [[one, "admin"]]);
});

/** Somebody new with a session that works. */
async function somebody(): Promise<{ id: number; token: string }> {
  count += 1;
  const id = await createPerson(`person${count}@one.test`, [[one, "analyst"]]);
  const token = await signInAs(id);
  expect(await accepted(token)).toBe(true);
  return { id, token };
}

/** Whether the very next request with this cookie gets in. */
async function accepted(token: string): Promise<boolean> {
  requestAs({ session: token });
  try {
    await sessionScope("overview.read");
    return true;
  } catch (error) {
    if (error instanceof Unauthorized) return false;
    throw error;
  }
}

async function adminScope() {
  requestAs({ session: await signInAs(admin) });
  return sessionScope("member.manage");
}

describe("an old cookie is refused by the next request", () => {
  test("after signing out", async () => {
    const { token } = await somebody();
    await signOut(token, visitor, new Date());
    expect(await accepted(token)).toBe(false);
  });

  test("after signing in again in the same browser, which gets another token", async () => {
    const { id, token } = await somebody();
    const fresh = await withGate("identity", (tx) => createSession(tx, id, visitor, new Date(), token));
    expect(fresh).not.toBe(token);
    expect([await accepted(token), await accepted(fresh)]).toEqual([false, true]);
  });

  test("after an admin disabled the member", async () => {
    const { id, token } = await somebody();
    await disableMember(await adminScope(), id, new Date());
    expect(await accepted(token)).toBe(false);
  });

  test("after the operator disabled the person", async () => {
    const { id, token } = await somebody();
    await withGate("identity", (tx) => tx.update(person).set({ disabledAt: new Date() }).where(eq(person.id, id)));
    expect(await accepted(token)).toBe(false);
  });

  test("after an admin ended the sessions", async () => {
    const { id, token } = await somebody();
    await endMemberSessions(await adminScope(), id, new Date());
    expect(await accepted(token)).toBe(false);
  });

  test("after the role changed", async () => {
    const { id, token } = await somebody();
    await changeRole(await adminScope(), { personId: id, role: "manager" }, new Date());
    expect(await accepted(token)).toBe(false);
  });

  test("after the person changed the password, in every browser", async () => {
    const { id, token } = await somebody();
    const other = await signInAs(id);
    const facts = await findSession(token, new Date());
    if (!facts) throw new Error("no session");
    const input = { current: PASSWORD, password: "another tide, another wall" };
    await changeOwnPassword(facts, input, visitor, new Date());
    expect([await accepted(token), await accepted(other)]).toEqual([false, false]);
  });

  test("after a password set through an admin's link", async () => {
    const { id, token } = await somebody();
    const link = await createResetLink(await adminScope(), id, new Date());
    await resetPassword({ token: link.token, password: "another tide, another wall" }, visitor, new Date());
    expect(await accepted(token)).toBe(false);
  });

  test("after standing idle for longer than allowed", async () => {
    const { token } = await somebody();
    const idle = new Date(Date.now() - SESSION_IDLE - 1000);
    await withGate("identity", (tx) =>
      tx
        .update(session)
        .set({ lastSeenAt: idle })
        .where(eq(session.tokenHash, hashToken(token))),
    );
    expect(await accepted(token)).toBe(false);
  });

  const polled = {
    "a run": () => askAs(jobQuestions.run, { runId: 1 }),
    "the list of runs": () => askAs(jobQuestions.list, {}),
    "runs that have ended": () => askAs(jobQuestions.ended, {}),
    "proposals to approve": () => askAs(notificationQuestions.approvals, {}),
    "how a batch is being sent": () => askAs(notificationQuestions.sending, { batchId: 1 }),
  };
  test.each(Object.entries(polled))("after standing idle, also while an open page asks for %s", async (_, ask) => {
    const { id } = await somebody();
    const begun = Date.now();
    const token = await signInAs(id, new Date(begun));
    requestAs({ session: token });
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      for (let minutes = 10; minutes < SESSION_IDLE / MINUTE; minutes += 10) {
        vi.setSystemTime(begun + minutes * MINUTE);
        expect(await ask()).not.toMatchObject({ code: "unauthorized" });
      }
      vi.setSystemTime(begun + SESSION_IDLE + MINUTE);
      expect(await ask()).toMatchObject({ code: "unauthorized" });
      expect(await accepted(token)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test("after its absolute end, however busy", async () => {
    const { id } = await somebody();
    const born = new Date(Date.now() - SESSION_ABSOLUTE - 1000);
    const token = await signInAs(id, born);
    await withGate("identity", (tx) =>
      tx
        .update(session)
        .set({ lastSeenAt: new Date() })
        .where(eq(session.tokenHash, hashToken(token))),
    );
    expect(await accepted(token)).toBe(false);
  });
});

describe("what the database keeps", () => {
  test("is not what the cookie carries", async () => {
    const { token } = await somebody();
    const rows = await withGate("identity", (tx) => tx.select().from(session));
    expect(JSON.stringify(rows)).not.toContain(token);
    requestAs({ session: hashToken(token) });
    await expect(sessionScope("overview.read")).rejects.toBeInstanceOf(Unauthorized);
  });

  test("tokens have 256 bits and are never twice the same, 1,000 of 1,000", async () => {
    const { newToken } = await import("@/lib/identity/token");
    const tokens = new Set(Array.from({ length: 1000 }, newToken));
    expect(tokens.size).toBe(1000);
    for (const token of tokens) expect(Buffer.from(token, "base64url")).toHaveLength(32);
  });
});

describe("the issuer in the address", () => {
  let both: string;
  let stranger: string;

  beforeAll(async () => {
    both = await signInAs(
      await createPerson("both@one.test", [
        [one, "admin"],
        [two, "analyst"],
      ]),
    );
    stranger = await signInAs(await createPerson("nobody@one.test"));
  });

  beforeEach(() => requestAs({}));

  test("chooses among one's own memberships, with the role of that issuer", async () => {
    requestAs({ session: both, issuer: "TWO" });
    const scope = await sessionScope("overview.read");
    expect({ issuer: scope.issuerId, role: scope.role }).toEqual({ issuer: two, role: "analyst" });
    await expect(sessionScope("member.manage")).rejects.toBeInstanceOf(Forbidden);
    requestAs({ session: both, issuer: "ONE" });
    expect((await sessionScope("member.manage")).issuerId).toBe(one);
  });

  test("never opens another: not yours and not there are the same error", async () => {
    const token = await signInAs(admin);
    const messages = [];
    for (const issuer of ["TWO", "NOWHERE", "", "one", "'; --"]) {
      requestAs({ session: token, issuer: encodeURIComponent(issuer) });
      const error = await sessionScope("overview.read").catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(NotFound);
      messages.push((error as Error).message);
    }
    expect(new Set(messages).size).toBe(1);
  });

  test("is of no use to somebody without any membership", async () => {
    for (const issuer of ["ONE", undefined]) {
      requestAs(issuer ? { session: stranger, issuer } : { session: stranger });
      await expect(sessionScope("overview.read")).rejects.toBeInstanceOf(NotFound);
    }
  });
});
