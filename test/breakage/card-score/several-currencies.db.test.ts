import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { seedDemo } from "@/db/seed";
import { findCardOutlook } from "@/lib/breakage/card-score/queries/card-score";
import { makeForecastsAndScores } from "@/lib/breakage/forecast/mutations/make-and-score";
import { startDueForecasts } from "@/lib/breakage/forecast/mutations/nightly";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { cancelJob } from "@/lib/jobs/mutations";

/** September is forecast in every currency, then October in US dollars alone. */
const now = new Date("2026-11-05T08:00:00Z");
let scope: Scope;
let september: readonly Kept[];
let october: readonly Kept[];

type Kept = { currency: string; day: string; cards: number; explained: number; balance: string };

/** Scores by currency and day; a score is explained by its cell. */
async function kept(): Promise<Kept[]> {
  const rows = await withScope(scope, (tx) =>
    tx.execute<Kept>(sql`
      select c.currency, m.scored_on::text as day, count(*)::int as cards, count(p.score)::int as explained,
        sum(s.balance)::text as balance
      from silver.card_score s
      join silver.card_summary c on c.customer_id = s.customer_id and c.card_id = s.card_id
      join gold.card_score_model m on m.issuer_id = s.issuer_id and m.id = s.model_id
      left join gold.card_score_cell p on p.issuer_id = s.issuer_id and p.model_id = s.model_id and p.score = s.score
      where s.issuer_id = ${scope.issuerId} group by 1, 2 order by 1, 2`),
  );
  return rows.map((row) => ({ ...row }));
}
const of = (all: readonly Kept[], currency: string) => all.filter((one) => one.currency === currency);

beforeAll(async () => {
  await seedDemo({ cards: 2_000, seed: 5 });
  scope = await scopeForOperator("DEMO");
  await makeForecastsAndScores(scope, { asOf: "2026-09-30" }, { now });
  september = await kept();
  await makeForecastsAndScores(scope, { currency: "USD" }, { now });
  october = await kept();
}, 600_000);

describe("a newer forecast of one currency alone", () => {
  it("scores that currency anew, and every score has its cell", () => {
    expect(of(september, "USD").map(({ day }) => day)).toEqual(["2026-09-30"]);
    expect(of(october, "USD").map(({ day }) => day)).toEqual(["2026-10-31"]);
    for (const { cards, explained } of [...september, ...october]) expect(explained).toBe(cards);
  });

  it("leaves every other currency its scores, of their own day", () => {
    expect(of(september, "EUR")[0]?.cards).toBeGreaterThan(3);
    expect(of(october, "EUR")).toEqual(of(september, "EUR"));
  });

  it("leaves their cards an outlook with its reasons", async () => {
    const [card] = await withScope(scope, (tx) =>
      tx.execute<{ source_id: string }>(sql`
        select k.source_id from silver.card_score s
        join silver.card_summary c on c.customer_id = s.customer_id and c.card_id = s.card_id
        join app.card_key k on k.issuer_id = s.issuer_id and k.customer_id = s.customer_id and k.card_id = s.card_id
        join gold.card_score_cell p on p.issuer_id = s.issuer_id and p.model_id = s.model_id and p.score = s.score
        where s.issuer_id = ${scope.issuerId} and c.currency = 'EUR' and p.probability_untouched < 1 order by 1 limit 1`),
    );
    const outlook = await findCardOutlook(scope, card?.source_id ?? "");
    expect(outlook).toMatchObject({ status: "scored", score: { scoredOn: "2026-09-30", currency: "EUR" } });
    if (outlook?.status !== "scored") throw new Error("no score");
    expect(outlook.score.contributions.length).toBeGreaterThan(0);
    expect(outlook.score.forecastId).toBeGreaterThan(0);
  });

  it("leaves a forecast of all of them due in the night; after one, all scores are of one day and nothing is due", async () => {
    const [due] = await startDueForecasts(now, { anyHour: true });
    if (due === undefined) throw new Error("nothing is due");
    await cancelJob(scope, due);
    await makeForecastsAndScores(scope, {}, { now });
    expect(await startDueForecasts(now, { anyHour: true })).toEqual([]);
    expect(new Set((await kept()).map(({ day }) => day))).toEqual(new Set(["2026-10-31"]));
  }, 120_000);
});
