/**
 * An issuer with cards that West Virginia takes for 2022, people who may prepare, look over and only read, and a holder as
 * states know it. All of it lies years back, so that no test hangs on today.
 *
 * West Virginia: 60 % of what was paid, three years after 31 December of the year of sale; cut-off 30 June, due before
 * 1 November; letters 60 to 120 days before, from $50 on.
 */
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { withScope } from "@/db/client";
import { holder } from "@/db/schema/escheat";
import type { ActionResult } from "@/lib/action";
import type { Role } from "@/lib/identity/constants";
import { type Scope, sessionScope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer, type TestCard, type TestEvent } from "../../support/cards";
import { requestAs } from "../../support/next-request";
import { createPerson, signInAs } from "../../support/tenants";

export const WV = { jurisdiction: "US-WV", reportYear: 2022 } as const;
/** Last day with data: inside the letters' window, 3 July to 1 September 2022. */
export const DATA_UNTIL = "2022-07-15";

export type Office = {
  readonly scope: Scope;
  /** From now on requests come from this person; null: from nobody. */
  readonly be: (name: Name | null) => void;
  readonly scopeOf: (name: Name) => Promise<Scope>;
};

const people = { ann: "analyst", mia: "manager", max: "manager", ada: "admin" } as const satisfies Record<string, Role>;
export type Name = keyof typeof people;

export async function openOffice(code: string): Promise<Office> {
  const scope = await makeIssuer(code, { timeZone: "America/New_York" });
  await withScope(scope, (tx) =>
    tx.execute(sql`update app.issuer set legal_name = ${`${code} Gift Cards Inc`}, state_of_incorporation = 'DE'
      where id = ${scope.issuerId}`),
  );
  await loadPortfolio(scope);
  await enterHolder(scope);
  const sessions = new Map<string, string>();
  for (const [name, role] of Object.entries(people)) {
    const person = await createPerson(`${name}.${code.toLowerCase()}@example.test`, [[scope.issuerId, role]]);
    sessions.set(name, await signInAs(person));
  }
  const be = (name: Name | null) => requestAs({ session: name === null ? null : (sessions.get(name) ?? null) });
  return {
    scope,
    be,
    scopeOf: async (name) => {
      be(name);
      return sessionScope("escheat.read");
    },
  };
}

const sale = (card: string, on: string, amount: number): TestEvent => ({
  id: `S-${card}`,
  card,
  kind: "sale",
  amount,
  on,
});
const card = (id: string, soldOn: string, customer: string | null, jurisdiction: string, type = "GC"): TestCard => ({
  id,
  type,
  soldOn,
  jurisdiction,
  ...(customer ? { customer } : {}),
});

async function loadPortfolio(scope: Scope): Promise<void> {
  await loadBatch(scope, {
    recordedAt: "2022-07-16T06:00:00Z",
    types: [
      { code: "GC", model: "closed" },
      { code: "EU", model: "closed", currency: "EUR" },
    ],
    customers: [
      { id: "ann", name: "Ann O'Neil" },
      { id: "bo", name: "Bo Li" },
      { id: "cy", name: "Cy Day" },
      { id: "dee", name: "ดีน่า ใจดี" },
    ],
    cards: [
      card("A-1001", "2018-03-15", "ann", "US-WV"),
      card("A-1002", "2018-05-01", "ann", "US-WV"),
      card("B-1003", "2018-06-01", "bo", "US-WV"),
      card("C-1004", "2017-02-01", "cy", "US-WV"),
      card("C-1005", "2019-02-01", "cy", "US-WV"),
      card("C-1006", "2018-02-01", "cy", "US-WV", "EU"),
      card("D-1007", "2018-09-09", "dee", "US-WV"),
      card("N-1008", "2018-09-09", null, "unknown"),
    ],
    events: [
      sale("A-1001", "2018-03-15", 100_00),
      sale("A-1002", "2018-05-01", 40_00),
      { id: "R-1", card: "A-1002", kind: "redemption", amount: -30_00, on: "2018-08-01" },
      sale("B-1003", "2018-06-01", 50_00),
      sale("C-1004", "2017-02-01", 200_00),
      sale("C-1005", "2019-02-01", 80_00),
      sale("C-1006", "2018-02-01", 70_00),
      sale("D-1007", "2018-09-09", 90_00),
      sale("N-1008", "2018-09-09", 60_00),
      // The last day with data.
      { id: "R-2", card: "C-1005", kind: "redemption", amount: -10_00, on: DATA_UNTIL },
    ],
  });
  await withScope(scope, async (tx) => {
    await tx.execute(sql`update silver.card_type set has_expiry = false, has_fees = false, cash_redeemable = false,
      promotional = false, funds_expire = false, issuer_type = 'retailer' where issuer_id = ${scope.issuerId}`);
  });
  await moveTo(scope, "ann", "12 Oak St", "25301");
  await moveTo(scope, "bo", null, "25302");
  await moveTo(scope, "cy", "3 Elm St", "25303");
  await moveTo(scope, "dee", "4 Ash St", "25304");
}

/** Addresses come with files of customers; the application itself changes none. */
export const moveTo = (scope: Scope, customer: string, line: string | null, zip: string): Promise<void> =>
  behindItsBack(
    (owner) => owner`update silver.customer set address_line = ${line}, city = 'Charleston', zip = ${zip},
      jurisdiction = 'US-WV' where issuer_id = ${scope.issuerId} and source_id = ${customer}`,
  );

export const enterHolder = (scope: Scope, change: Partial<typeof holder.$inferInsert> = {}): Promise<unknown> =>
  withScope(scope, (tx) =>
    tx
      .insert(holder)
      .values({
        issuerId: scope.issuerId,
        incorporatedOn: "1998-02-03",
        fein: "123456789",
        naics: "455110",
        addressLine: "1 Pier Road",
        city: "Wilmington",
        state: "DE",
        zip: "19801",
        contactName: "Rosa Field",
        contactEmail: "property@example.com",
        contactPhone: "3025550100",
        propertyCode: "MS003",
        updatedByName: "test",
        updatedAt: new Date("2022-07-16T06:00:00Z"),
        ...change,
      })
      .onConflictDoUpdate({ target: holder.issuerId, set: { updatedByName: "test", ...change } }),
  );

/** Something the owner did after all. */
export const redeem = (scope: Scope, id: string, cardId: string, cents: number, on: string): Promise<number> =>
  loadBatch(scope, { events: [{ id, card: cardId, kind: "redemption", amount: -cents, on }] });

export async function ok<T>(asked: Promise<ActionResult<T>>): Promise<T> {
  const result = await asked;
  if (!result.ok) throw new Error(`${result.code}: ${result.message} ${JSON.stringify(result.fields)}`);
  return result.data;
}

export async function refused(
  asked: Promise<ActionResult<unknown>>,
): Promise<{ code: string; message: string; fields: Record<string, string> }> {
  const result = await asked;
  if (result.ok) throw new Error("was not refused");
  return { code: result.code, message: result.message, fields: { ...result.fields } };
}

/** As the owner of the database, who passes every guard: what somebody does behind the product's back. */
export async function behindItsBack(work: (owner: postgres.Sql) => Promise<unknown>): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set");
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}
