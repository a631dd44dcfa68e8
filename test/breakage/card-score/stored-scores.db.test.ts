import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { headlineOf } from "@/lib/breakage/card-score/headline";
import { scoreIssuer } from "@/lib/breakage/card-score/mutations/score-issuer";
import { readHeadline } from "@/lib/breakage/card-score/queries/headlines";
import { forecastBreakage } from "@/lib/breakage/forecast/forecast";
import { monthOf } from "@/lib/breakage/forecast/months";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { makeForecastsAndScores } from "@/lib/breakage/forecast/mutations/make-and-score";
import { readCohorts } from "@/lib/breakage/forecast/queries/cohorts";
import { listNewestVersions } from "@/lib/breakage/forecast/queries/versions";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { withdrawBatch } from "@/lib/rollups/fold";
import { loadBatch, makeIssuer } from "../../support/cards";
import { withForecast } from "../../support/forecast";
import { factsOf } from "./facts-of";

const now = new Date("2026-11-02T08:00:00Z");
const count = async (scope: Scope, what = "silver.card_score") => {
  const [row] = await withScope(scope, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(what)} where issuer_id = ${scope.issuerId}`),
  );
  return row?.n;
};
const models = (scope: Scope) => count(scope, "gold.card_score_model");

describe("scores of the forecasts that are kept", () => {
  let scope: Scope;
  beforeAll(async () => {
    scope = await withForecast();
  }, 120_000);

  it("are not made without one", async () => {
    const other = await makeIssuer("UNFORECAST");
    await loadBatch(other, {
      types: [{ code: "T1" }],
      cards: [{ id: "one", type: "T1", soldOn: "2023-01-01" }],
      events: [{ id: "one-sale", card: "one", kind: "sale", amount: 5_000, on: "2023-01-01" }],
    });
    await expect(scoreIssuer(other)).rejects.toThrow(/forecast run/);
  });

  it("go on from a version that a run was cut off after, are then there for every open card, and are not made twice", async () => {
    const cut = await makeForecasts(scope, { currency: "USD" }, { now });
    const { versions, scores } = await makeForecastsAndScores(scope, { currency: "USD" }, { now });
    expect(versions).toEqual(cut.versions.map((version) => ({ ...version, state: "unchanged" })));
    expect(scores).toEqual({ asOf: cut.dataDate, status: "ok", cards: await count(scope) });
    expect(scores.cards).toBeGreaterThan(100);

    const again = await makeForecastsAndScores(scope, { currency: "USD" }, { now });
    expect(again.scores).toEqual({ ...scores, status: "unchanged" });
    expect(await models(scope)).toBe(1);
  }, 180_000);

  it("lean on the shares, ranges and hazards that the forecast had before it was stored", async () => {
    const stored = await withScope(scope, async (tx) => {
      const [version] = await listNewestVersions(tx, scope);
      if (!version) throw new Error("no version");
      const { currency, dataDate } = version;
      const facts = await readHeadline(tx, scope, version);
      const book = await readCohorts(tx, { issuerId: scope.issuerId, currency, dataDate });
      const [cut, cohorts] = [monthOf(dataDate), book.at(monthOf(dataDate))];
      const forecast = forecastBreakage(cohorts, { cut, seed: "breakwater", history: (at) => book.at(at) });
      if (forecast.status !== "ok") throw new Error(forecast.status);
      const typeIdOf = (code: string) => book.all().find(({ type }) => type === code)?.cardTypeId ?? 0;
      return { facts, direct: factsOf(forecast, { forecastId: version.id, currency, cohorts, typeIdOf }), forecast };
    });
    const { facts, direct, forecast } = stored;
    expect(facts).toMatchObject({ cut: direct.cut, firstSale: direct.firstSale, typeIds: direct.typeIds });
    expect(facts.refinements).toEqual(direct.refinements);
    const key = ({ typeId, endMonth }: { typeId: number; endMonth: number }) => typeId * 100_000 + endMonth;
    const inOrder = (all: typeof facts.shares) => [...all].sort((a, b) => key(a) - key(b));
    expect(inOrder(facts.shares).map(key)).toEqual(inOrder(direct.shares).map(key));
    for (const [i, { openNow, expected }] of inOrder(facts.shares).entries()) {
      expect(openNow).toBeCloseTo(inOrder(direct.shares)[i]?.openNow ?? -1, 6);
      expect(expected).toBeCloseTo(inOrder(direct.shares)[i]?.expected ?? -1, 6);
    }
    const rangeOf = (typeId: number) => direct.ranges.find((one) => one.typeId === typeId)?.range ?? null;
    expect(facts.ranges.filter(({ range }) => range !== null).length).toBeGreaterThan(10);
    for (const { typeId, range } of facts.ranges) {
      // Worlds are kept in single precision.
      expect([typeId, range?.low.toFixed(4), range?.high.toFixed(4)]).toEqual([
        typeId,
        rangeOf(typeId)?.low.toFixed(4),
        rangeOf(typeId)?.high.toFixed(4),
      ]);
    }
    const { hazards } = headlineOf(facts);
    const { reference } = forecast.refined.model;
    expect(hazards.reference(0, 3)).toBeCloseTo(-Math.log1p(-(reference[3] ?? 0)), 12);
  });

  it("are made again when the facts have changed, and stand as they were while that is cancelled", async () => {
    const before = await count(scope);
    await loadBatch(scope, {
      cards: [{ id: "NEW", type: "HV-BANK", soldOn: "2026-10-05" }],
      events: [{ id: "NEW-sale", card: "NEW", kind: "sale", amount: 5_000, on: "2026-10-05" }],
    });
    const throwIfCancelled = () => {
      throw new Error("cancelled by hand");
    };
    await expect(scoreIssuer(scope, { throwIfCancelled })).rejects.toThrow("cancelled by hand");
    expect([await count(scope), await models(scope)]).toEqual([before, 1]);

    const told: number[] = [];
    const made = await scoreIssuer(scope, { progress: (fraction) => told.push(fraction) });
    expect(made).toMatchObject({ status: "ok", cards: (before ?? 0) + 1 });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeGreaterThan(0.5);
    expect(await scoreIssuer(scope)).toMatchObject({ status: "unchanged", cards: (before ?? 0) + 1 });
  }, 120_000);

  it("stay those of the newest data when a forecast of an earlier day is made", async () => {
    const early = await makeForecastsAndScores(scope, { currency: "EUR", asOf: "2026-06-30" }, { now });
    expect([early.dataDate, early.scores.asOf, early.scores.status]).toEqual(["2026-06-30", "2026-10-31", "unchanged"]);
  }, 120_000);
});

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
      insert into silver.card_score (customer_id, card_id, issuer_id, model_id, cell, score, balance)
      select customer_id, id, issuer_id, 1, 1, 1, 5000 from silver.card where issuer_id = ${scope.issuerId}`),
  );
  expect(await count(scope)).toBe(1);
  await withScope(scope, (tx) => withdrawBatch(tx, { issuerId: scope.issuerId, batchId }));
  expect(await count(scope)).toBe(0);
});
