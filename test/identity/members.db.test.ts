import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { withGate } from "@/db/client";
import { invitation, membership, person } from "@/db/schema/identity";
import { Conflict, Forbidden, Invalid, NotFound, Unauthorized } from "@/lib/errors";
import { foundIssuer } from "@/lib/identity/mutations/found-issuer";
import { createKey, revokeKey } from "@/lib/identity/mutations/keys";
import { acceptInvitation, getLink, resetPassword } from "@/lib/identity/mutations/link";
import * as members from "@/lib/identity/mutations/members";
import { signInWithPassword } from "@/lib/identity/mutations/sign-in";
import { permissions } from "@/lib/identity/permissions";
import { type Scope, scopeForKey, scopeForOperator, sessionScope } from "@/lib/identity/scope";
import { requestAs } from "../support/next-request";
import { auditOf, createIssuer, createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

const visitor = { address: "192.0.2.9", userAgent: "test" };
const now = new Date();
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
let count = 0;
let one: number;
let two: number;
let admin: number;
let scope: Scope;

async function scopeOf(personId: number): Promise<Scope> {
  requestAs({ session: await signInAs(personId) });
  return sessionScope("member.manage");
}

function newEmail(begin = "new"): string {
  count += 1;
  return `${begin}${count}@one.test`;
}

beforeAll(async () => {
  one = await createIssuer("ONE");
  two = await createIssuer("TWO");
});

beforeEach(async () => {
  await withGate("identity", async (tx) => {
    await tx.delete(membership);
  });
  admin = await createPerson(newEmail(), [[one, "admin"]]);
  scope = await scopeOf(admin);
});

describe("an invitation", () => {
  const password = "salt marsh and lantern";

  test("makes a member with the role it names, once", async () => {
    const email = newEmail();
    const { token } = await members.inviteMember(scope, { email, role: "manager" }, now);
    expect(await getLink(token, "invite", now)).toMatchObject({ email, role: "manager", issuerName: "ONE Ltd" });
    await acceptInvitation({ token, name: "New Person", password }, null, visitor, now);
    expect((await signInWithPassword(email, password, visitor, now)).person?.email).toBe(email);
    await expect(acceptInvitation({ token, name: "Again", password }, null, visitor, now)).rejects.toBeInstanceOf(
      Conflict,
    );
  });

  test("does not work after its time, after it was taken back, for another purpose, or when it was never made", async () => {
    const link = () => members.inviteMember(scope, { email: newEmail("late"), role: "analyst" }, now);
    const expired = await link();
    await expect(getLink(expired.token, "invite", later(8 * 86_400_000))).rejects.toBeInstanceOf(Conflict);
    await expect(getLink(expired.token, "reset", now)).rejects.toBeInstanceOf(Conflict);
    await expect(getLink("A".repeat(43), "invite", now)).rejects.toBeInstanceOf(Conflict);
    const revoked = await link();
    const rows = await withGate("identity", (tx) => tx.select().from(invitation));
    await members.revokeInvitation(scope, rows.at(-1)?.id ?? 0, now);
    await expect(getLink(revoked.token, "invite", now)).rejects.toBeInstanceOf(Conflict);
  });

  test("is kept only as a hash", async () => {
    const { token } = await members.inviteMember(scope, { email: newEmail(), role: "analyst" }, now);
    const rows = await withGate("identity", (tx) => tx.select().from(invitation));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("never opens an account that exists: its owner must be signed in", async () => {
    const email = newEmail();
    const known = await createPerson(email);
    const { token } = await members.inviteMember(scope, { email, role: "analyst" }, now);
    await expect(acceptInvitation({ token, name: "Thief", password }, null, visitor, now)).rejects.toBeInstanceOf(
      Conflict,
    );
    await expect(acceptInvitation({ token }, admin, visitor, now)).rejects.toBeInstanceOf(Conflict);
    await acceptInvitation({ token }, known, visitor, now);
    expect((await signInWithPassword(email, password, visitor, now)).person).toBeNull();
  });

  test("refuses a short, worn or self-made password, naming the field", async () => {
    const email = newEmail("verylongname");
    const { token } = await members.inviteMember(scope, { email, role: "analyst" }, now);
    for (const bad of ["short", "passwordpassword", "aaaaaaaaaaaaaaaa", `${email.split("@")[0]}1`, undefined]) {
      const error = await acceptInvitation({ token, name: "N", password: bad }, null, visitor, now).catch(
        (caught) => caught,
      );
      expect(error).toBeInstanceOf(Invalid);
      expect(Object.keys((error as Invalid).fields)).toEqual(["password"]);
    }
  });

  test("used by two at once makes one member", async () => {
    const email = newEmail();
    const { token } = await members.inviteMember(scope, { email, role: "analyst" }, now);
    const accept = () => acceptInvitation({ token, name: "Twice", password }, null, visitor, now);
    const outcomes = await Promise.allSettled([accept(), accept(), accept()]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const people = await withGate("identity", (tx) => tx.select().from(person));
    expect(people.filter((one) => one.email === email)).toHaveLength(1);
  });
});

describe("the last admin", () => {
  test("can be neither demoted, disabled nor removed, by himself or by anybody", async () => {
    await expect(members.changeRole(scope, { personId: admin, role: "analyst" }, now)).rejects.toBeInstanceOf(Conflict);
    await expect(members.disableMember(scope, admin, now)).rejects.toBeInstanceOf(Conflict);
    await expect(members.removeMember(scope, admin, now)).rejects.toBeInstanceOf(Conflict);
    expect((await auditOf(one)).filter((line) => line.action === "member.removed")).toEqual([]);
  });

  test("stays when two admins remove each other at the same moment, 20 of 20", async () => {
    for (let round = 0; round < 20; round += 1) {
      const other = await createPerson(newEmail(), [[one, "admin"]]);
      const mine = await scopeOf(admin);
      const his = await scopeOf(other);
      const outcomes = await Promise.allSettled([
        members.removeMember(mine, other, now),
        members.removeMember(his, admin, now),
      ]);
      const left = await withGate("identity", (tx) => tx.select().from(membership));
      expect(left.filter((row) => row.issuerId === one && row.role === "admin")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      admin = left.find((row) => row.issuerId === one && row.role === "admin")?.personId ?? 0;
    }
  });

  test("who is disabled does not count as one", async () => {
    const other = await createPerson(newEmail(), [[one, "admin"]]);
    await members.disableMember(scope, other, now);
    await expect(members.removeMember(scope, admin, now)).rejects.toBeInstanceOf(Conflict);
  });
});

describe("another issuer's people", () => {
  test("are not found, whatever is tried with them", async () => {
    const foreign = await createPerson(newEmail(), [[two, "analyst"]]);
    const tries = [
      () => members.changeRole(scope, { personId: foreign, role: "admin" }, now),
      () => members.disableMember(scope, foreign, now),
      () => members.enableMember(scope, foreign, now),
      () => members.removeMember(scope, foreign, now),
      () => members.endMemberSessions(scope, foreign, now),
      () => members.createResetLink(scope, foreign, now),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toBeInstanceOf(NotFound);
    const absent = await members.disableMember(scope, 999_999, now).catch((error: Error) => error.message);
    const yours = await members.disableMember(scope, foreign, now).catch((error: Error) => error.message);
    expect(yours).toBe(absent);
  });

  test("who are members here too get no reset link from here: it would open the other issuer's data", async () => {
    const shared = await createPerson(newEmail(), [
      [one, "analyst"],
      [two, "admin"],
    ]);
    await expect(members.createResetLink(scope, shared, now)).rejects.toBeInstanceOf(Conflict);
    await members.disableMember(scope, shared, now);
    const rows = await withGate("identity", (tx) => tx.select().from(membership));
    expect(rows.find((row) => row.personId === shared && row.issuerId === two)?.disabledAt).toBeNull();
  });

  test("who are members here too are signed out there as well, and their trail says so without saying by whom", async () => {
    const email = newEmail();
    const shared = await createPerson(email, [
      [one, "analyst"],
      [two, "analyst"],
    ]);
    const theirLines = async () =>
      (await auditOf(two)).filter((line) => line.subject === email && line.action === "session.ended");
    await members.endMemberSessions(scope, shared, now);
    expect(await theirLines()).toEqual([]);
    await signInAs(shared);
    await members.disableMember(scope, shared, now);
    expect(await theirLines()).toMatchObject([{ actor: "admin of another issuer" }]);
  });

  test("who join them, or make an issuer, after a reset link was made here cannot have their password set by it", async () => {
    const theirs = await scopeOf(await createPerson(newEmail(), [[two, "admin"]]));
    const joins = async (personId: number, email: string) => {
      const { token } = await members.inviteMember(theirs, { email, role: "analyst" }, now);
      await acceptInvitation({ token }, personId, visitor, now);
    };
    const founds = async (personId: number) => {
      const wanted = { name: "Founded", currency: "USD", timeZone: "America/New_York", stateOfIncorporation: null };
      await foundIssuer(await scopeOf(personId), { ...wanted, code: `FOUNDED${personId}` });
    };
    for (const outgrows of [joins, founds]) {
      const email = newEmail();
      const personId = await createPerson(email, [[one, "admin"]]);
      const { token } = await members.createResetLink(scope, personId, now);
      expect(await getLink(token, "reset", now)).toMatchObject({ email });
      await outgrows(personId, email);
      await expect(getLink(token, "reset", now)).rejects.toBeInstanceOf(Conflict);
      const reset = resetPassword({ token, password: "chosen by an admin of one" }, visitor, now);
      await expect(reset).rejects.toBeInstanceOf(Conflict);
      expect((await signInWithPassword(email, "chosen by an admin of one", visitor, now)).person).toBeNull();
      const byOperator = await members.createResetLink(await scopeForOperator("ONE"), personId, now);
      await resetPassword({ token: byOperator.token, password: "chosen by the person" }, visitor, now);
      expect((await signInWithPassword(email, "chosen by the person", visitor, now)).person?.email).toBe(email);
    }
  });

  test("who would make an issuer that exists is sent to its admins, or to whoever runs the server where it has none", async () => {
    const wanted = { name: "x", currency: "USD", timeZone: "America/New_York", stateOfIncorporation: null };
    const make = async () => foundIssuer(await scopeOf(admin), { ...wanted, code: "TWO" });
    await expect(make()).rejects.toThrow("has no admin yet. Whoever runs the server can invite you: user create EMAIL");
    const analyst = await createPerson(newEmail(), [[two, "analyst"]]);
    await expect(make()).rejects.toThrow("has no admin yet");
    const theirs = await createPerson(newEmail(), [[two, "admin"]]);
    await expect(make()).rejects.toThrow("you are not one of its admins. Ask one of them to invite you.");
    await withGate("identity", (tx) =>
      tx.update(membership).set({ disabledAt: now }).where(eq(membership.personId, theirs)),
    );
    await expect(make()).rejects.toThrow("has no admin yet");
    const rows = await withGate("identity", (tx) => tx.select().from(membership));
    expect(rows.filter(({ issuerId }) => issuerId === two).map(({ personId }) => personId)).toEqual([analyst, theirs]);
  });

  test("an invitation of theirs cannot be taken back from here", async () => {
    const theirs = await scopeOf(await createPerson(newEmail(), [[two, "admin"]]));
    await members.inviteMember(theirs, { email: newEmail(), role: "analyst" }, now);
    const rows = await withGate("identity", (tx) => tx.select().from(invitation));
    await expect(members.revokeInvitation(scope, rows.at(-1)?.id ?? 0, now)).rejects.toBeInstanceOf(NotFound);
  });
});

describe("an API key", () => {
  test("opens its own issuer with its own scopes until it is revoked", async () => {
    const { id, key, prefix } = await createKey(scope, { name: "nightly", scopes: ["breakage.read"], days: null }, now);
    expect(key.startsWith(prefix)).toBe(true);
    const made = await scopeForKey(key, "breakage.read", null);
    expect({ issuer: made.issuerId, may: [...made.permissions], person: made.personId }).toEqual({
      issuer: one,
      may: ["breakage.read"],
      person: null,
    });
    await expect(scopeForKey(key, "import.run", null)).rejects.toBeInstanceOf(Forbidden);
    await revokeKey(scope, id, now);
    await expect(scopeForKey(key, "breakage.read", null)).rejects.toBeInstanceOf(Unauthorized);
  });

  test("is refused after its time, with one letter changed, and by its hash or beginning", async () => {
    const { key, prefix } = await createKey(
      scope,
      { name: "short", scopes: ["card.read"], days: 30 },
      later(-31 * 86_400_000),
    );
    await expect(scopeForKey(key, "card.read", null)).rejects.toBeInstanceOf(Unauthorized);
    const live = await createKey(scope, { name: "live", scopes: ["card.read"], days: 30 }, now);
    const changed = live.key.slice(0, -1) + (live.key.endsWith("A") ? "B" : "A");
    for (const bad of [changed, live.prefix, prefix, "", live.key.toUpperCase()]) {
      await expect(scopeForKey(bad, "card.read", null)).rejects.toBeInstanceOf(Unauthorized);
    }
  });

  test("never administers, even if its row said so", async () => {
    const { key } = await createKey(scope, { name: "wide", scopes: [...permissions] as never, days: null }, now);
    for (const permission of ["member.manage", "key.manage", "audit.read", "setting.read"] as const) {
      await expect(scopeForKey(key, permission, null)).rejects.toBeInstanceOf(Forbidden);
    }
  });

  test("of another issuer cannot be revoked from here", async () => {
    const theirs = await scopeOf(await createPerson(newEmail(), [[two, "admin"]]));
    const { id, key } = await createKey(theirs, { name: "theirs", scopes: ["card.read"], days: null }, now);
    await expect(revokeKey(scope, id, now)).rejects.toBeInstanceOf(NotFound);
    expect((await scopeForKey(key, "card.read", null)).issuerId).toBe(two);
  });
});

test("after invite, join, change of role, link, disable, enable, remove and a key, the trail has each with who and what, and no secret", async () => {
  const email = newEmail();
  const invite = await members.inviteMember(scope, { email, role: "analyst" }, now);
  await acceptInvitation({ token: invite.token, name: "Nora", password: "salt marsh and lantern" }, null, visitor, now);
  const rows = await withGate("identity", (tx) => tx.select().from(person));
  const personId = rows.find((row) => row.email === email)?.id ?? 0;
  await members.changeRole(scope, { personId, role: "manager" }, now);
  const reset = await members.createResetLink(scope, personId, now);
  await members.disableMember(scope, personId, now);
  await members.enableMember(scope, personId, now);
  await members.removeMember(scope, personId, now);
  const { key } = await createKey(scope, { name: "load", scopes: ["import.run"], days: 30 }, now);
  const lines = (await auditOf(one)).slice(-9);
  expect(lines.map((line) => [line.action, line.actor === "Nora" ? "Nora" : "admin"])).toEqual([
    ["member.invited", "admin"],
    ["member.joined", "Nora"],
    ["sign-in.succeeded", "Nora"],
    ["member.role-changed", "admin"],
    ["member.reset-link", "admin"],
    ["member.disabled", "admin"],
    ["member.enabled", "admin"],
    ["member.removed", "admin"],
    ["key.created", "admin"],
  ]);
  expect(lines[3]?.detail).toEqual({ from: "analyst", to: "manager" });
  for (const secret of [invite.token, reset.token, key, "salt marsh"])
    expect(JSON.stringify(lines)).not.toContain(secret);
});
