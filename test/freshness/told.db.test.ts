import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { lockBooks } from "@/lib/accounting/mutations/lock";
import { getBooks } from "@/lib/accounting/queries/books";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { getBreakage } from "@/lib/breakage/queries/report";
import { getFreshness } from "@/lib/freshness/queries";
import { findFacts } from "@/lib/health/queries";
import { type Scope, scopeForJob } from "@/lib/identity/scope";
import { loadBatch, makeIssuer } from "../support/cards";
import { createPerson } from "../support/tenants";

const now = new Date("2024-04-05T09:00:00Z");
let ann: Scope;

/** A source has told of January and February. On the last day of March we paid a state 40.00 and booked it. */
beforeAll(async () => {
  const scope = await makeIssuer("TOLD");
  ann = await scopeForJob(scope.issuerId, { personId: await createPerson("ann@told.test"), name: "Ann" });
  await loadBatch(scope, {
    label: "told",
    recordedAt: "2024-03-01T00:00:00Z",
    types: [{ code: "CLASSIC" }],
    cards: [{ id: "A", type: "CLASSIC", soldOn: "2024-01-10", expiresOn: "2024-02-20" }],
    events: [
      { id: "a1", card: "A", kind: "sale", amount: 10_000, on: "2024-01-10" },
      { id: "a2", card: "A", kind: "redemption", amount: -2_500, on: "2024-02-29" },
    ],
  });
  await loadBatch(scope, {
    label: "paid",
    source: "remittance",
    recordedAt: "2024-03-31T12:00:00Z",
    events: [
      { id: "paid", card: "A", kind: "escheat", amount: -4_000, on: "2024-03-31" },
      { id: "asked", card: "A", kind: "enquiry", amount: 0, on: "2024-03-31" },
    ],
  });
});

it("data reach to the last day that a source has told of; what is looked at reaches to our own booking", async () => {
  expect(await getFreshness(ann)).toMatchObject({ dataUntil: "2024-02-29", asOf: "2024-03-31" });
});

it("what we pay ourselves makes no data younger: the newest batch is the source's, a month old", async () => {
  const told = new Date("2024-03-01T00:00:00Z");
  expect((await getFreshness(ann)).lastBatch).toMatchObject({ label: "told", recordedAt: told });
  await withScope(ann, (tx) =>
    tx.execute(sql`update app.import_batch set last_on = recorded_at::date where state = 'loaded'`),
  );
  expect(await findFacts()).toMatchObject({ lastBatchAt: told, lastEventOn: "2024-03-01" });
});

it("what was paid to the state is off the card at the as-of date that is shown by itself", async () => {
  // Sold for 100.00, used for 25.00, and 40.00 paid to the state: 35.00 are still owed.
  const { total } = await getBreakage(ann, {
    by: ["card-type"],
    from: "2024-02-01",
    to: "2024-02-29",
    compare: "none",
  });
  expect(total).toMatchObject({ sold: 10_000n, redeemed: 2_500n, owed: 3_500n });
});

it("a remittance ends no month: March has no sales and redemptions, so nothing is forecast of it", async () => {
  expect((await makeForecasts(ann, {}, { now })).dataDate).toBe("2024-02-29");
});

it("nor are its books made or locked", async () => {
  expect((await getBooks(ann, {})).span?.to).toBe("2024-02-01");
  await expect(lockBooks(ann, { month: "2024-03-01" }, now)).rejects.toMatchObject({
    fields: { month: expect.stringContaining("data reach to 2024-02-29") },
  });
});
