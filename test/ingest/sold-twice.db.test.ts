import { describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadOutcome, LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { createIssuer } from "../support/issuer";
import { type Files, load, NOW, rows } from "./support/issuer";

const base: Files = {
  "types.csv": "code,name,currency,fundsExpire,validityDays\nT,Plain,USD,no,365\n",
  "cards.csv": "id,cardType,customer,soldOn,expiresOn\nA,T,,2024-01-10,\nB,T,,2024-01-10,\n",
};
const events = (...lines: string[]) => ["id,card,kind,amount,occurredAt,merchant,corrects", ...lines, ""].join("\n");
const loadEvents = (scope: LoadScope, name: string, ...lines: string[]) => load(scope, { [name]: events(...lines) });
const reasons = ({ refused }: LoadOutcome) =>
  refused.map(({ line, problems }) => [line, ...problems.map(({ code, reason }) => `${code}: ${reason}`)]);
const sold = (scope: LoadScope) =>
  rows(scope, "select source_id as id from silver.card_transaction where kind = 'sale' order by 1");
const sound = async (scope: LoadScope) =>
  expect((await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" })).differences).toEqual([]);
const rule = "A card is sold once: value added later is a reload, and a sale that was wrong is taken back by a void.";

/** Cards as a report and a list count them, and the rows of the list. */
async function counted(scope: Scope) {
  const asked = { asOf: "2024-12-31", from: "2024-01-01", to: "2025-12-31" };
  const report = await getBreakage(scope, breakageParams.parse({ ...asked, by: "card-type" }));
  const list = await listCards(scope, cardListParams.parse({ ...asked, of: "all" }));
  return { report: report.total.cards, list: list.total.cards, listed: list.listed, rows: list.items.length };
}

describe("a second sale of a card", () => {
  it("is kept aside with the sale that stands, in one load and in a later one, and every count is of cards", async () => {
    const scope = await createIssuer("TWICE");
    const first = await load(scope, {
      ...base,
      "events.csv": events(
        "s2,A,sale,23.00,2024-01-11,,",
        "s1,A,sale,21.00,2024-01-10,,",
        "s3,B,sale,50.00,2024-01-10,,",
      ),
    });
    expect(reasons(first)).toEqual([[2, `sold-twice: Card A was sold already on 2024-01-10 (s1). ${rule}`]]);
    const later = await loadEvents(
      scope,
      "events-more.csv",
      "s4,B,sale,5.00,2024-01-02,,",
      "l1,B,reload,5.00,2024-02-01,,",
    );
    expect(reasons(later)).toEqual([[2, `sold-twice: Card B was sold already on 2024-01-10 (s3). ${rule}`]]);
    expect(await sold(scope)).toEqual([{ id: "s1" }, { id: "s3" }]);
    expect(await counted(scope)).toEqual({ report: 2, list: 2, listed: 2, rows: 2 });
    await sound(scope);
  });

  it("brings no value: what only it would pay for is kept aside too, and a void of it has nothing to take back", async () => {
    const scope = await createIssuer("TWICEPAID");
    const outcome = await load(scope, {
      ...base,
      "events.csv": events(
        "s1,A,sale,20.00,2024-01-10,,",
        "s2,A,sale,20.00,2024-01-11,,",
        "r1,A,redemption,30.00,2024-02-01,,",
        "s3,B,sale,20.00,2024-01-10,,",
        "s4,B,sale,20.00,2024-01-11,,",
        "s5,B,sale,20.00,2024-01-12,,",
        "v5,B,void,,2024-01-13,,s5",
      ),
    });
    expect(reasons(outcome).map(([line, reason]) => [line, String(reason).split(":")[0]])).toEqual([
      [3, "sold-twice"],
      [4, "above-balance"],
      [6, "sold-twice"],
    ]);
    expect(await sold(scope)).toEqual([{ id: "s1" }, { id: "s3" }, { id: "s5" }]);
    await sound(scope);
  });

  it("is loaded where the first is taken back: with it, or once the void of it has come", async () => {
    const scope = await createIssuer("RESOLD");
    const files = { ...base, "events.csv": events("s1,A,sale,20.00,2024-01-10,,", "s2,B,sale,20.00,2024-01-10,,") };
    await load(scope, files);
    const waits = await loadEvents(scope, "events-b.csv", "s3,A,sale,25.00,2024-01-12,,");
    expect(waits.refusedTotal).toBe(1);
    const both = await loadEvents(
      scope,
      "events-c.csv",
      "v1,A,void,,2024-01-11,,s1",
      "v2,B,void,,2024-01-11,,s2",
      "s4,B,sale,30.00,2024-01-12,,",
      "s5,B,sale,31.00,2024-01-13,,",
    );
    expect([both.healed, ...reasons(both)]).toEqual([
      1,
      [5, `sold-twice: Card B was sold already on 2024-01-12 (s4). ${rule}`],
    ]);
    expect(await counted(scope)).toEqual({ report: 2, list: 2, listed: 2, rows: 2 });
    await sound(scope);
    await withdrawBatch(scope, both.batchId ?? 0, { now: NOW });
    expect(await sold(scope)).toEqual([{ id: "s1" }, { id: "s2" }]);
    await sound(scope);
  });

  it("stays out where the void that would have made room is itself kept aside", async () => {
    const scope = await createIssuer("NOROOM");
    await load(scope, {
      ...base,
      "events.csv": events("s1,A,sale,20.00,2024-01-10,,", "r1,A,redemption,15.00,2024-02-01,,"),
    });
    // Without its 20.00 the card could not have paid 15.00, so the sale cannot be taken back.
    const outcome = await loadEvents(scope, "events-b.csv", "v1,A,void,,2024-03-01,,s1", "s2,A,sale,5.00,2024-03-02,,");
    expect(reasons(outcome).map(([line, reason]) => [line, String(reason).split(":")[0]])).toEqual([
      [2, "above-balance"],
      [3, "sold-twice"],
    ]);
    await sound(scope);
  });
});

describe("a card whose sale was taken back, with a reload left on it", () => {
  it("is a row of the list and of its export, and no card of a figure", async () => {
    const scope = await createIssuer("UNSOLD");
    const lines = ["s1,A,sale,20.00,2024-01-10,,", "s2,B,sale,9.00,2024-01-10,,", "l2,B,reload,1.00,2024-01-11,,"];
    await load(scope, { ...base, "events.csv": events(...lines, "v2,B,void,,2024-01-12,,s2") });
    expect(await counted(scope)).toEqual({ report: 1, list: 1, listed: 2, rows: 2 });
  });
});
