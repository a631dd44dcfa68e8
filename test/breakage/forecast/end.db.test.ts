import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { readCohorts } from "@/lib/breakage/forecast/queries/cohorts";
import { getForecast } from "@/lib/breakage/forecast/queries/report";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams } from "@/lib/cards/schema";
import { addMonths } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { verifyIssuer } from "@/lib/rollups/verify";
import { loadBatch, makeIssuer, type TestCard, type TestEvent } from "../../support/cards";

/** Cards of two types sold in each month of 2024: of one the card expires first, of the other the funds. One card of each is reloaded. */
const cards: TestCard[] = [];
const events: TestEvent[] = [];
for (let month = 0; month < 12; month++) {
  const soldOn = addMonths("2024-01-10", month);
  for (const type of ["card-first", "funds-first"]) {
    const id = `${type}/${month}`;
    const ends =
      type === "card-first"
        ? { expiresOn: addMonths(soldOn, 6) }
        : { expiresOn: addMonths(soldOn, 12), fundsExpireOn: addMonths(soldOn, 8) };
    cards.push({ id, type, soldOn, ...ends });
    events.push({ id: `${id}-sale`, card: id, kind: "sale", amount: 10_000, on: soldOn });
    events.push({ id: `${id}-use`, card: id, kind: "redemption", amount: -6_000, on: addMonths(soldOn, 1) });
    if (month === 0)
      events.push({ id: `${id}-more`, card: id, kind: "reload", amount: 5_000, on: addMonths(soldOn, 2) });
  }
}

// So that the data reach the end of 2025.
cards.push({ id: "late", type: "late", soldOn: "2025-12-31" });
events.push({ id: "late-sale", card: "late", kind: "sale", amount: 10_000, on: "2025-12-31" });

let scope: Scope;
beforeAll(async () => {
  scope = await makeIssuer("ends");
  await loadBatch(scope, { types: [{ code: "card-first" }, { code: "funds-first" }, { code: "late" }], cards, events });
});

describe("the end of a cohort", () => {
  it("is the month of card expiry or of funds expiry, whichever is first, for sales and reloads alike", async () => {
    const book = await withScope(scope, (tx) =>
      readCohorts(tx, { issuerId: scope.issuerId, currency: "USD", dataDate: "2024-12-31" }),
    );
    const ends = (type: string, lot: string) =>
      book.all().flatMap((one) => (one.type === type && one.lot === lot ? [(one.endMonth ?? 0) - one.vintage] : []));
    expect(ends("card-first", "sale")).toEqual(new Array(12).fill(6));
    expect(ends("funds-first", "sale")).toEqual(new Array(12).fill(8));
    // A reload of March on a card of January.
    expect([...ends("card-first", "reload"), ...ends("funds-first", "reload")]).toEqual([4, 6]);
  });

  it("is the same in the rollup as in the facts", async () => {
    const { differences, checked } = await verifyIssuer(scope);
    expect(checked.some((name) => name.includes("type_cohort"))).toBe(true);
    expect(differences).toEqual([]);
  });

  it("is where a forecast of cards whose funds have gone stops: what is left is counted, and nothing is still to come", async () => {
    await makeForecasts(scope, {}, { now: new Date("2026-01-05T08:00:00Z") });
    const rows = await withScope(scope, (tx) =>
      tx.execute<{ code: string; sold: string; left: string; expected: number; last: string }>(sql`
        select y.code, sum(q.sold)::text as sold, sum(q.sold - q.redeemed)::text as left, sum(q.expected)::float8 as expected,
          max(q.quarter)::text as last
        from gold.forecast_quarter q join silver.card_type y on y.id = q.card_type_id
        where q.issuer_id = ${scope.issuerId} and y.code <> 'late' group by y.code order by y.code`),
    );
    // Twelve cards of 100.00 and a reload of 50.00; 60.00 used of each card. The last card ends in June or August 2025.
    expect(rows.map((row) => ({ ...row, expected: Math.round(row.expected) }))).toEqual([
      { code: "card-first", sold: "125000", left: "53000", expected: 53_000, last: "2025-04-01" },
      { code: "funds-first", sold: "125000", left: "53000", expected: 53_000, last: "2025-07-01" },
    ]);
  });

  it("is that of the cards behind a quarter: of Q3 2025 those sold in November and December, whose funds go in July and August", async () => {
    const { ahead, settled } = await getForecast(
      scope,
      forecastParams.parse({ quarters: "80", "card-type": "funds-first" }),
    );
    expect([ahead.total.cards, settled?.cards]).toEqual([0, 12]);
    const cardsOf = async (from: string, to: string) => {
      const asked = { of: "ending", asOf: "2025-12-31", currency: "USD", from, to, "card-type": "funds-first" };
      const { items } = await listCards(scope, cardListParams.parse(asked));
      return items.map(({ id }) => id).sort();
    };
    expect(await cardsOf("2025-07-01", "2025-09-30")).toEqual(["funds-first/10", "funds-first/11"]);
    expect(await cardsOf("2025-10-01", "2025-12-31")).toEqual([]);
    // What has neither expiry ends five years after its sale.
    const late = { of: "ending", asOf: "2025-12-31", from: "2030-12-31", to: "2030-12-31" };
    expect((await listCards(scope, cardListParams.parse(late))).items.map(({ id }) => id)).toEqual(["late"]);
  });
});
