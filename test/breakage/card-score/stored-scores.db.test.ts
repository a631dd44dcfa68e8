import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { withScope } from "@/db/client";
import { seedDemo } from "@/db/seed";
import { scoreIssuer } from "@/lib/breakage/card-score/mutations/score-issuer";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { withdrawBatch } from "@/lib/rollups/fold";
import { loadBatch, makeIssuer } from "../../support/cards";

const count = async (scope: Scope) => {
  const [row] = await withScope(scope, (tx) =>
    tx.execute<{ n: number }>(
      sql`select count(*)::int as n from silver.card_score where issuer_id = ${scope.issuerId}`,
    ),
  );
  return row?.n;
};

it("cards are scored by the forecasts that are kept, and not without one", async () => {
  await seedDemo({ cards: 1_200, seed: 9 });
  const scope = await scopeForOperator("DEMO");
  await expect(scoreIssuer(scope)).rejects.toThrow(/forecast run/);
  const made = await makeForecasts(scope, { currency: "USD" }, { now: new Date("2026-11-02T08:00:00Z") });
  const scored = await scoreIssuer(scope);
  expect(scored).toMatchObject({ status: "ok", asOf: made.dataDate });
  expect(await count(scope)).toBe(scored.status === "ok" ? scored.cards : -1);
  expect(await count(scope)).toBeGreaterThan(100);
}, 180_000);

it("a card that goes with its batch takes its score along", async () => {
  const made = await makeIssuer("SCORED");
  const scope = await scopeForOperator("SCORED");
  const batch = {
    types: [{ code: "T1" }],
    cards: [{ id: "one", type: "T1", soldOn: "2023-01-01", expiresOn: "2024-01-01" }],
    events: [{ id: "one-sale", card: "one", kind: "sale" as const, amount: 5_000, on: "2023-01-01" }],
  };
  const batchId = await loadBatch(made, batch);
  await withScope(scope, (tx) =>
    tx.execute(sql`
      insert into silver.card_score (customer_id, card_id, issuer_id, model_id, scored_on, cell, score, balance, probability_untouched,
        probability_never, expected_unredeemed)
      select customer_id, id, issuer_id, 1, '2023-01-31', 1, 1, 5000, 0.5, 0.5, 2500 from silver.card where issuer_id = ${scope.issuerId}`),
  );
  expect(await count(scope)).toBe(1);
  await withScope(scope, (tx) => withdrawBatch(tx, { issuerId: scope.issuerId, batchId }));
  expect(await count(scope)).toBe(0);
});
