import { fork } from "node:child_process";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { withGate } from "@/db/client";
import { person } from "@/db/schema/identity";
import { limits } from "@/lib/identity/limits";
import { signInWithPassword } from "@/lib/identity/mutations/sign-in";
import { countAttempt } from "@/lib/identity/mutations/throttle";
import { needsRehash } from "@/lib/identity/password";
import { auditOf, createIssuer, createPerson, PASSWORD, signInAs } from "../support/tenants";

const start = new Date("2026-03-02T09:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const from = (address: string) => ({ address, userAgent: "test" });
const { free } = limits.signInAccount;
const spread = limits.signInElsewhere.free;
let issuer: number;
let count = 0;

beforeAll(async () => {
  issuer = await createIssuer("ONE");
});

async function somebody(): Promise<string> {
  count += 1;
  const email = `person${count}@one.test`;
  await createPerson(email, [[issuer, "analyst"]]);
  return email;
}

/** Guesses wrongly, each time from another address, so that only the account's own count can stop it; or from one. */
async function guess(email: string, times: number, address?: string): Promise<number[]> {
  const waits = [];
  for (let index = 0; index < times; index += 1) {
    const result = await signInWithPassword(email, "wrong", from(address ?? `198.51.100.${index + 1}`), start);
    waits.push(result.person ? -1 : result.retryAfterSeconds);
  }
  return waits;
}

describe("signing in with a password", () => {
  test("works with the right one, in any letter case of the address, and raises the cost of an old hash", async () => {
    const email = await somebody();
    const result = await signInWithPassword(` ${email.toUpperCase()} `, PASSWORD, from("192.0.2.1"), start);
    expect(result.person?.email).toBe(email);
    const [row] = await withGate("identity", (tx) => tx.select().from(person).where(eq(person.email, email)));
    expect(needsRehash(row?.passwordHash ?? "")).toBe(false);
    expect((await signInWithPassword(email, PASSWORD, from("192.0.2.1"), start)).person?.email).toBe(email);
  });

  test("says the same of a wrong password, an unknown address, a disabled person and one without a password", async () => {
    const [wrong, disabled, passwordless] = [await somebody(), await somebody(), await somebody()];
    await withGate("identity", async (tx) => {
      await tx.update(person).set({ disabledAt: start }).where(eq(person.email, disabled));
      await tx.update(person).set({ passwordHash: null }).where(eq(person.email, passwordless));
    });
    const outcomes = await Promise.all([
      signInWithPassword(wrong, "wrong", from("192.0.2.2"), start),
      signInWithPassword("nobody@one.test", PASSWORD, from("192.0.2.3"), start),
      signInWithPassword(disabled, PASSWORD, from("192.0.2.4"), start),
      signInWithPassword(passwordless, PASSWORD, from("192.0.2.5"), start),
    ]);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set(['{"person":null,"retryAfterSeconds":0}']),
    );
  });
});

describe("guessing", () => {
  test(`one account from one address is refused after ${free} attempts, with the seconds to wait`, async () => {
    const email = await somebody();
    expect(await guess(email, free + 2, "198.51.100.201")).toEqual([...Array(free).fill(0), 30, 30]);
  });

  test(`one account from ever new addresses is refused after ${spread} attempts`, async () => {
    const email = await somebody();
    expect(await guess(email, spread + 2)).toEqual([...Array(spread).fill(0), 30, 30]);
  });

  test("from one address keeps nobody out at another, however long it goes on", async () => {
    const email = await somebody();
    for (let round = 0; round < 60; round += 1)
      await signInWithPassword(email, "wrong", from("198.51.100.202"), at(round * 60));
    expect((await signInWithPassword(email, PASSWORD, from("203.0.113.9"), at(3_600))).person?.email).toBe(email);
  });

  test("is refused also with the right password while blocked, and the wait ends", async () => {
    const email = await somebody();
    await guess(email, spread);
    expect(await signInWithPassword(email, PASSWORD, from("203.0.113.1"), at(29))).toMatchObject({
      person: null,
      retryAfterSeconds: 1,
    });
    expect((await signInWithPassword(email, PASSWORD, from("203.0.113.1"), at(30))).person?.email).toBe(email);
  });

  test("at many accounts from one address is refused after the address's own limit", async () => {
    const waits = [];
    for (let index = 0; index <= limits.signInAddress.free; index += 1) {
      const result = await signInWithPassword(await somebody(), "x", from("198.51.100.200"), start);
      waits.push(result.person ? -1 : result.retryAfterSeconds);
    }
    expect(waits).toEqual([...Array(limits.signInAddress.free).fill(0), 30]);
  });

  test("does not keep the owner out where he signed in before, however long it goes on", async () => {
    const email = await somebody();
    const [row] = await withGate("identity", (tx) => tx.select().from(person).where(eq(person.email, email)));
    await signInAs(row?.id ?? 0, start);
    await guess(email, spread + 5);
    expect((await signInWithPassword(email, PASSWORD, from("192.0.2.1"), at(1))).person?.email).toBe(email);
  });

  test("by many at once is counted once each: 40 attempts together, no more let through than are free", async () => {
    const waits = await Promise.all(Array.from({ length: 40 }, () => countAttempt("signInAccount", "race", start)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(free);
  });

  test("is counted across processes: another process finds the account blocked", async () => {
    const email = await somebody();
    await guess(email, spread);
    const wait = await inAnotherProcess(email);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(30);
  });
});

/** The same count asked by a process of its own, which shares nothing with this one but the database. */
function inAnotherProcess(email: string): Promise<number> {
  const child = fork("test/support/count-attempt.ts", [email, at(1).toISOString()], { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.once("message", (wait) => resolve(Number(wait)));
    child.once("exit", (code) => reject(new Error(`ended with ${code} before answering`)));
  });
}

test("the trail has each failed, refused and successful sign-in, and never what was typed", async () => {
  const email = await somebody();
  await guess(email, spread + 1);
  await signInWithPassword(email, PASSWORD, from("203.0.113.5"), at(31));
  const lines = (await auditOf(issuer)).filter((line) => line.subject === email);
  expect(lines.map((line) => line.action)).toEqual([
    ...Array(spread).fill("sign-in.failed"),
    "sign-in.blocked",
    "sign-in.succeeded",
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/wrong|harbour/);
});

test("somebody who goes on knocking does not fill the trail: 40 refused attempts leave ten lines", async () => {
  const email = await somebody();
  await guess(email, spread + 40);
  const lines = (await auditOf(issuer)).filter((line) => line.subject === email && line.action === "sign-in.blocked");
  expect(lines).toHaveLength(10);
});
