import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import * as route from "@/app/api/v1/cards/[id]/route";
import { withScope } from "@/db/client";
import { chanceWithin } from "@/lib/breakage/card-score/card-score";
import { findCardOutlook } from "@/lib/breakage/card-score/queries/card-score";
import { makeForecastsAndScores, type RunOutcome } from "@/lib/breakage/forecast/mutations/make-and-score";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { cardResponse } from "@/lib/openapi/responses";
import { loadBatch, makeIssuer } from "../../support/cards";
import { asDescribed } from "../../support/described";
import { withForecast } from "../../support/forecast";

let scope: Scope;
let stranger: Scope;
let made: RunOutcome;
/** Source ids of a card in dollars with a score, of one with nothing left, and of one in euros. */
let ids: { open: string; empty: string; euros: string };

beforeAll(async () => {
  scope = await withForecast();
  stranger = await makeIssuer("ELSE");
  made = await makeForecastsAndScores(scope, { currency: "USD" }, { now: new Date("2026-11-02T08:00:00Z") });
  await loadBatch(scope, {
    types: [{ code: "NEW-TYPE", currency: "USD" }],
    cards: [
      { id: "LATER", type: "HV-BANK", soldOn: "2026-11-03" },
      { id: "UNKNOWN", type: "NEW-TYPE", soldOn: "2026-10-05" },
    ],
    events: ["LATER", "UNKNOWN"].map((card, i) => ({
      id: `${card}-sale`,
      card,
      kind: "sale" as const,
      amount: 5_000,
      on: i === 0 ? "2026-11-03" : "2026-10-05",
    })),
  });
  const one = async (where: ReturnType<typeof sql>) => {
    const [row] = await withScope(scope, (tx) =>
      tx.execute<{ id: string }>(sql`
        select k.source_id as id from silver.card_summary c join silver.card k on k.customer_id = c.customer_id and k.id = c.card_id
        left join silver.card_score s on s.customer_id = c.customer_id and s.card_id = c.card_id
        where c.issuer_id = ${scope.issuerId} and c.sold_on < '2026-10-01' and ${where} order by 1 limit 1`),
    );
    if (!row) throw new Error("no such card in the demo");
    return row.id;
  };
  ids = {
    open: await one(sql`s.card_id is not null and least(c.card_expires_on, c.funds_expires_on) > '2027-06-30'`),
    empty: await one(sql`c.currency = 'USD' and s.card_id is null and c.redeemed >= c.sold and c.reloaded = 0`),
    euros: await one(sql`c.currency = 'EUR' and c.redeemed = 0`),
  };
}, 180_000);

describe("what is expected of a card", () => {
  it("is there after a run, of the version that it made, with weeks and reasons", async () => {
    const found = await findCardOutlook(scope, ids.open);
    if (found?.status !== "scored") throw new Error(JSON.stringify(found));
    const { score } = found;
    expect(score).toMatchObject({ scoredOn: made.dataDate, forecastId: made.versions[0]?.id, currency: "USD" });
    expect([score.endedBy, score.hazardByWeek.length, score.contributions.length]).toEqual([null, 26, 8]);
    expect(score.expectedUnredeemed).toBeGreaterThan(0);
    expect(score.expectedUnredeemed).toBeLessThan(Number(score.balance));
    // November has 30 days: the first four weeks are 28 of its 30.
    const november = -Math.log1p(-score.comingMonth.own);
    expect(chanceWithin(score.hazardByWeek, 4)).toBeCloseTo(-Math.expm1((-november * 28) / 30), 6);
    const effects = score.contributions.reduce((sum, { effect }) => sum + effect, 0);
    const average = Math.log(-Math.log1p(-score.comingMonth.average));
    // Traits are taken in steps of 5 %, so the parts miss the whole by half a step at most.
    expect(Math.abs(average + effects - Math.log(november))).toBeLessThan(0.03);
  });

  it.each([
    ["empty", "nothing-left"],
    ["euros", "no-forecast"],
  ] as const)("of the card %s nothing is said: %s", async (card, why) => {
    expect(await findCardOutlook(scope, ids[card])).toEqual({ status: "unscored", why, dataDate: "2026-10-31" });
  });

  it("is nothing for a card sold later, or of a type that the version knows nothing of", async () => {
    expect(await findCardOutlook(scope, "LATER")).toMatchObject({ status: "unscored", why: "sold-later" });
    expect(await findCardOutlook(scope, "UNKNOWN")).toMatchObject({ status: "unscored", why: "no-history" });
  });

  it("is not found for a card that is not there, or not this issuer's", async () => {
    expect(await findCardOutlook(scope, "no-such-card")).toBeNull();
    expect(await findCardOutlook(stranger, ids.open)).toBeNull();
  });
});

describe("GET /api/v1/cards/{id}", () => {
  const get = async (id: string, scopes: ("card.read" | "forecast.read")[], query = "") => {
    const { key } = await createKey(scope, { name: scopes.join(), scopes, days: 1 }, new Date());
    const request = new Request(`http://localhost/api/v1/x${query}`, { headers: { authorization: `Bearer ${key}` } });
    const response = await route.GET(request, { params: Promise.resolve({ id }) });
    const body = await response.json();
    asDescribed(cardResponse, body);
    return body.score;
  };

  it("tells the score in the documented shape, amounts with the currency's decimals", async () => {
    const score = await get(ids.open, ["card.read", "forecast.read"]);
    expect(score).toMatchObject({ status: "scored", scoredOn: "2026-10-31", forecastVersion: made.versions[0]?.id });
    expect(score.expectedUnredeemed).toMatch(/^\d+\.\d\d$/);
    expect(score.weeks).toHaveLength(26);
  });

  it("tells none for an earlier day, none where there is none, and null to a key that may not read forecasts", async () => {
    const early = await get(ids.open, ["card.read", "forecast.read"], "?asOf=2026-10-30");
    expect(early).toEqual({ status: "unscored", reason: "earlier-day", dataDate: "2026-10-31" });
    expect(await get("UNKNOWN", ["card.read", "forecast.read"])).toMatchObject({ reason: "no-history" });
    expect(await get(ids.open, ["card.read"])).toBeNull();
  });
});
