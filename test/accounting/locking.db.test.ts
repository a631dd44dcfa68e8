import postgres from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import type { Books } from "@/lib/accounting/books";
import { cohortDifferences } from "@/lib/accounting/ledger-check";
import { lockBooks } from "@/lib/accounting/mutations/lock";
import { chooseRecognition } from "@/lib/accounting/mutations/method";
import { signOffBooks } from "@/lib/accounting/mutations/sign-off";
import { getBooks } from "@/lib/accounting/queries/books";
import { missesBy } from "@/lib/accounting/roll-forward";
import { env } from "@/lib/env";
import { type Scope, scopeForJob } from "@/lib/identity/scope";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import { loadBatch, makeIssuer } from "../support/cards";
import { createPerson } from "../support/tenants";
import { insertEscheatForecast } from "./escheat-forecast";

const day = (text: string) => new Date(`${text}T09:00:00Z`);
let ann: Scope;
let bob: Scope;
let stranger: Scope;

beforeAll(async () => {
  const scope = await makeIssuer("LOCKS");
  const people = await Promise.all(["ann@locks.test", "bob@locks.test"].map((mail) => createPerson(mail)));
  [ann, bob] = (await Promise.all(
    people.map((personId, i) => scopeForJob(scope.issuerId, { personId, name: i === 0 ? "Ann" : "Bob" })),
  )) as [Scope, Scope];
  const other = await makeIssuer("ELSE");
  stranger = await scopeForJob(other.issuerId, { personId: people[0] ?? 0, name: "Stranger" });
  // Sold in January for 1,000.00 and 500.00; the second never lapses, the first in April. Data reach into May.
  await loadBatch(scope, {
    recordedAt: "2024-01-31T00:00:00Z",
    brands: ["NORTH"],
    types: [
      { code: "CLASSIC", brand: "NORTH" },
      { code: "EURO", brand: "NORTH", currency: "EUR" },
    ],
    cards: [
      { id: "A", type: "CLASSIC", soldOn: "2024-01-10", expiresOn: "2024-04-14", fundsExpireOn: "2024-04-14" },
      { id: "B", type: "CLASSIC", soldOn: "2024-01-20" },
      { id: "E", type: "EURO", soldOn: "2024-01-20" },
    ],
    events: [
      { id: "a1", card: "A", kind: "sale", amount: 100_000, on: "2024-01-10" },
      { id: "b1", card: "B", kind: "sale", amount: 50_000, on: "2024-01-20" },
      { id: "e1", card: "E", kind: "sale", amount: 30_000, on: "2024-01-20" },
      { id: "a2", card: "A", kind: "redemption", amount: -20_000, on: "2024-01-25" },
    ],
  });
  await loadBatch(scope, {
    recordedAt: "2024-05-02T00:00:00Z",
    events: [
      { id: "a3", card: "A", kind: "redemption", amount: -30_000, on: "2024-02-10" },
      { id: "b2", card: "B", kind: "redemption", amount: -10_000, on: "2024-03-10" },
      { id: "b3", card: "B", kind: "redemption", amount: -1_000, on: "2024-05-01" },
    ],
  });
  await insertEscheatForecast(scope, { currency: "USD", asOf: "2024-01-31", shares: { "not-yet": 25, exempt: 75 } });
});

const classic = (books: Books, month: string) =>
  books.rows.find((row) => row.cardType === "CLASSIC" && row.month === month);
/** Of locked months no cohorts are made. */
const differences = ({ rows, cohorts, locks }: Books) =>
  cohortDifferences(
    rows.filter(({ month }) => month > (locks.at(-1)?.month ?? "")),
    cohorts,
  );
const lock = (month: string, at: string, scope = ann) => lockBooks(scope, { month }, day(at));

describe("locking", () => {
  it("refuses a month that is not over, one whose data are not whole, and one without data", async () => {
    await expect(lock("2024-05-01", "2024-05-20")).rejects.toMatchObject({ fields: { month: "2024-05 is not over" } });
    await expect(lock("2024-05-01", "2024-06-20")).rejects.toMatchObject({
      fields: { month: expect.stringContaining("data reach to 2024-05-01") },
    });
    await expect(lock("2023-12-01", "2024-06-20")).rejects.toMatchObject({
      fields: { month: "there are no data of 2023-12" },
    });
  });

  it("closes with the first lock all months before it, and keeps their rows as they are known then", async () => {
    const before = await getBooks(ann, { asOf: "2024-04-30", from: "2024-01-01" });
    expect(await lock("2024-02-01", "2024-05-03")).toEqual({ months: ["2024-01-01", "2024-02-01"] });
    const after = await getBooks(ann, { asOf: "2024-04-30", from: "2024-01-01" });
    expect(after.rows).toEqual(before.rows);
    expect(after.locks.map(({ month, lockedByName }) => [month, lockedByName])).toEqual([
      ["2024-01-01", "Ann"],
      ["2024-02-01", "Ann"],
    ]);
    expect(classic(after, "2024-02-01")).toMatchObject({ opening: 130_000n, closing: 100_000n });
  });

  it("refuses the same month again, a gap, and a method that would begin in a locked month", async () => {
    await expect(lock("2024-02-01", "2024-05-03")).rejects.toMatchObject({ code: "invalid" });
    await expect(lock("2024-04-01", "2024-05-03")).rejects.toMatchObject({
      fields: { month: "2024-03 comes first: months are locked in a row" },
    });
    const method = {
      cardTypes: ["CLASSIC"],
      method: "remote" as const,
      constraintKind: "haircut" as const,
      constraintValue: "0",
      reason: "Because",
    };
    await expect(chooseRecognition(ann, { ...method, from: "2024-02-01" }, day("2024-05-04"))).rejects.toMatchObject({
      fields: { from: expect.stringContaining("2024-02 is locked") },
    });
  });

  it("is signed off by another person, for all months up to it, once", async () => {
    await expect(signOffBooks(ann, { month: "2024-02-01" }, day("2024-05-04"))).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await signOffBooks(bob, { month: "2024-02-01" }, day("2024-05-04"))).toEqual({
      months: ["2024-01-01", "2024-02-01"],
    });
    await expect(signOffBooks(bob, { month: "2024-02-01" }, day("2024-05-05"))).rejects.toMatchObject({
      code: "conflict",
    });
    const books = await getBooks(ann, { asOf: "2024-04-30" });
    expect(books.locks.map(({ signedOffByName }) => signedOffByName)).toEqual(["Bob", "Bob"]);
  });

  it("is nothing a stranger can see or do", async () => {
    await expect(signOffBooks(stranger, { month: "2024-02-01" }, day("2024-05-05"))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(lock("2024-03-01", "2024-05-05", stranger)).rejects.toMatchObject({ code: "invalid" });
    expect((await getBooks(stranger, { asOf: "2024-04-30" })).locks).toEqual([]);
  });
});

describe("what becomes known of a locked month", () => {
  let late: number;
  const asked = { asOf: "2024-04-30", from: "2024-01-01" };

  it("is booked in the first open month with the month it belongs to; the locked rows stay, to the cent", async () => {
    const before = await getBooks(ann, asked);
    late = await loadBatch(ann, {
      recordedAt: "2024-05-10T00:00:00Z",
      events: [
        { id: "a9", card: "A", kind: "redemption", amount: -5_000, on: "2024-01-28" },
        { id: "e9", card: "E", kind: "redemption", amount: -700, on: "2024-02-11" },
      ],
    });
    const after = await getBooks(ann, asked);
    const locked = (books: Books) => books.rows.filter(({ month }) => month <= "2024-02-01");
    expect(locked(after)).toEqual(locked(before));
    expect(classic(after, "2024-03-01")?.movements).toMatchObject({ redeemed: 10_000n + 5_000n });
    expect(
      after.corrections.map(({ cardType, month, bookedIn, movements }) => [
        cardType,
        month,
        bookedIn,
        movements.redeemed,
      ]),
    ).toEqual([
      ["CLASSIC", "2024-01-01", "2024-03-01", 5_000n],
      ["EURO", "2024-02-01", "2024-03-01", 700n],
    ]);
    for (const row of after.rows) expect(missesBy(row)).toEqual({ liability: 0n, payable: 0n });
    expect(differences(after)).toEqual([]);
  });

  it("leaves the closing where it would be without any lock: April alone, computed from the facts, is the same April", async () => {
    const along = await getBooks(ann, asked);
    const alone = await getBooks(ann, { ...asked, from: "2024-04-01" });
    const april = (books: Books) => books.rows.filter(({ month }) => month === "2024-04-01");
    expect(april(alone)).toEqual(april(along));
    // 550.00 were left on card A when its funds lapsed: 450.00 after the late redemption, and a quarter of it is for states.
    expect(classic(along, "2024-04-01")?.movements.breakage).toBe(33_750n);
    expect(alone.corrections).toEqual([]);
  });

  it("was not known before it was loaded: then the open month had nothing of it", async () => {
    const then = await getBooks(ann, { ...asked, knownAt: "2024-05-09" });
    expect(classic(then, "2024-03-01")?.movements.redeemed).toBe(10_000n);
    expect(then.corrections).toEqual([]);
    expect(then.locks).toHaveLength(2);
    const earlier = await getBooks(ann, { ...asked, knownAt: "2024-05-02" });
    expect(earlier.locks).toEqual([]);
    expect(
      (await getBooks(ann, { ...asked, knownAt: "2024-05-03T09:00:01Z" })).locks.map((one) => one.signedOffBy),
    ).toEqual([null, null]);
  });

  it("is kept with the next lock, and comes back with its own month when the batch is withdrawn after that", async () => {
    expect(await lock("2024-03-01", "2024-05-20")).toEqual({ months: ["2024-03-01"] });
    const kept = await getBooks(ann, asked);
    expect(kept.corrections).toEqual([]);
    expect(classic(kept, "2024-03-01")?.movements.redeemed).toBe(15_000n);

    await withdrawBatch(ann, late, { now: day("2024-05-21") });
    const after = await getBooks(ann, asked);
    expect(after.rows.filter(({ month }) => month <= "2024-03-01")).toEqual(
      kept.rows.filter(({ month }) => month <= "2024-03-01"),
    );
    expect(
      after.corrections.map(({ cardType, month, bookedIn, movements }) => [
        cardType,
        month,
        bookedIn,
        movements.redeemed,
      ]),
    ).toEqual([
      ["CLASSIC", "2024-01-01", "2024-04-01", -5_000n],
      ["EURO", "2024-02-01", "2024-04-01", -700n],
    ]);
    // 500.00 lapse now: 375.00 of them are revenue.
    expect(classic(after, "2024-04-01")?.movements).toMatchObject({ redeemed: -5_000n, breakage: 37_500n });
    expect(differences(after)).toEqual([]);
  });

  it("can be another standing: what was booked of cards that turn out to be given away is taken back whole", async () => {
    const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} });
    await owner`update silver.card_type set promotional = true where code = 'CLASSIC'`;
    const after = await getBooks(ann, asked);
    const april = after.rows.filter(({ cardType, month }) => cardType === "CLASSIC" && month === "2024-04-01");
    expect(april.map(({ standing, opening, closing }) => [standing, opening, closing])).toEqual([
      ["given", 0n, 90_000n],
      ["unknown", 85_000n, 0n],
    ]);
    for (const row of after.rows) expect(missesBy(row)).toEqual({ liability: 0n, payable: 0n });
    expect(differences(after)).toEqual([]);
    await owner`update silver.card_type set promotional = null where code = 'CLASSIC'`;
    await owner.end();
  });

  it("that is changed behind our back is refused with the month, and nothing is built on it", async () => {
    const owner = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} });
    await owner`update app.accounting_row set closing = closing + 1 where month = '2024-02-01' and currency = 'EUR'`;
    await expect(getBooks(ann, asked)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("What is kept of 2024-02 is no longer what was locked"),
    });
    await expect(lock("2024-04-01", "2024-05-25")).rejects.toMatchObject({ code: "conflict" });
    await owner`update app.accounting_row set closing = closing - 1 where month = '2024-02-01' and currency = 'EUR'`;
    await owner`update app.accounting_position set face = face + 1`;
    await expect(getBooks(ann, asked)).rejects.toMatchObject({ message: expect.stringContaining("2024-03") });
    await owner`update app.accounting_position set face = face - 1`;
    await owner.end();
    expect((await getBooks(ann, asked)).rows.length).toBeGreaterThan(5);
  });

  it("keeps the card types that a method was chosen for: their batch is not withdrawn, and the sentence says why", async () => {
    const batch = await loadBatch(ann, {
      recordedAt: "2024-06-01T00:00:00Z",
      types: [{ code: "SPARE" }],
    });
    const method = { method: "remote" as const, constraintKind: "haircut" as const, constraintValue: "0" };
    await chooseRecognition(
      ann,
      { ...method, cardTypes: ["SPARE"], from: "2024-04-01", reason: "New" },
      day("2024-06-02"),
    );
    await expect(withdrawBatch(ann, batch, { now: day("2024-06-03") })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("breakage of SPARE is forecast or recognised"),
    });
  });
});
