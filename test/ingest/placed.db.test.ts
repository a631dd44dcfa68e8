import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { withdrawBatch } from "@/lib/ingest/mutations/withdraw";
import type { LoadScope } from "@/lib/ingest/plan";
import { verifyRollups } from "@/lib/rollups/verify";
import { dump, type Files, load, makeIssuer, NOW, rows } from "./support/issuer";

/** No file says when or where the cards were sold, and until when they are good: their sales do. */
const programme: Files = {
  "merchants.csv": "code,name\nM1,One\nM2,Two\n",
  "types.csv": "code,name,currency,fundsExpire,validityDays\nT,T,USD,yes,365\n",
};
const cards = (...ids: string[]) =>
  ["id,cardType,customer,soldOn,expiresOn", ...ids.map((id) => `${id},T,,,`), ""].join("\n");
const events = (...lines: string[]) => ["id,card,kind,amount,occurredAt,merchant,corrects", ...lines, ""].join("\n");

const JANUARY = "s1,c,sale,80,2023-01-10,M1,";
const TAKEN_BACK = "v1,c,void,,2023-01-11,,s1";
const JUNE = "s2,c,sale,80,2023-06-10,M2,";

const placeOf = (scope: LoadScope) =>
  rows(
    scope,
    `select s.sold_on::text as sold, s.funds_expires_on::text as until, m.code as shop
     from silver.card c join silver.card_summary s on s.customer_id = c.customer_id and s.card_id = c.id
     left join silver.merchant m on m.id = s.merchant_id`,
  );
const IN_JANUARY = [{ sold: "2023-01-10", until: "2024-01-10", shop: "M1" }];
const IN_JUNE = [{ sold: "2023-06-10", until: "2024-06-09", shop: "M2" }];

const differences = async (scope: LoadScope) =>
  (await withScope(scope, (tx) => verifyRollups(tx), { isolation: "repeatable read" })).differences;
const sound = async (scope: LoadScope) => expect(await differences(scope)).toEqual([]);
const withdraw = (scope: LoadScope, batchId: number | null) => withdrawBatch(scope, batchId ?? 0, { now: NOW });

describe("a card whose sale is taken back", () => {
  it("counts by the sale that stands: its day, its shop, and its expiry a year later", async () => {
    const scope = await makeIssuer("PLACE");
    await load(scope, { ...programme, "cards.csv": cards("c"), "events.csv": events(JANUARY, TAKEN_BACK, JUNE) });
    expect(await placeOf(scope)).toEqual(IN_JUNE);
    // 80.00 sold of which nothing was used: what lapses does so in June 2024.
    expect(
      await rows(
        scope,
        "select lapse_month::text as month, sum(sold)::int as sold from gold.type_expiry group by 1 having sum(sold) <> 0",
      ),
    ).toEqual([{ month: "2024-06-01", sold: 8000 }]);
    await sound(scope);
  });

  it("moves when the void comes later and back when it goes, with all that it has done since", async () => {
    const scope = await makeIssuer("PLACE2");
    await load(scope, { ...programme, "cards.csv": cards("c"), "events.csv": events(JANUARY) });
    const sold = await dump(scope);
    const taken = await load(scope, { "events-2.csv": events(TAKEN_BACK) });
    // All of its sales are taken back: it keeps the first.
    expect(await placeOf(scope)).toEqual(IN_JANUARY);
    const again = await load(scope, { "events-3.csv": events(JUNE, "r1,c,redemption,5,2023-07-01,M1,") });
    expect(await placeOf(scope)).toEqual(IN_JUNE);
    await sound(scope);
    const after = await dump(scope);

    await withdraw(scope, again.batchId);
    expect(await placeOf(scope)).toEqual(IN_JANUARY);
    await withdraw(scope, taken.batchId);
    expect(await dump(scope)).toBe(sold);
    await sound(scope);
    await load(scope, { "events-4.csv": events(TAKEN_BACK, JUNE, "r1,c,redemption,5,2023-07-01,M1,") });
    expect(await dump(scope)).toBe(after);
    await sound(scope);
  });

  it("moves to an earlier sale that comes when the later is taken back, what it did before included", async () => {
    const scope = await makeIssuer("PLACE3");
    await load(scope, {
      ...programme,
      "cards.csv": cards("c"),
      "events.csv": events(JUNE, "r1,c,redemption,5,2023-07-01,M1,"),
    });
    await load(scope, { "events-2.csv": events("v2,c,void,,2023-07-02,,s2", JANUARY) });
    expect(await placeOf(scope)).toEqual(IN_JANUARY);
    expect(
      await rows(
        scope,
        "select sale_month::text as month, sum(redeemed)::int as redeemed from gold.type_cohort group by 1 having sum(events) <> 0",
      ),
    ).toEqual([{ month: "2023-01-01", redeemed: 500 }]);
    await sound(scope);
  });

  it("is where its shop is known to be once the sale that named it is loaded, and nowhere without a sale", async () => {
    const scope = await makeIssuer("PLACE4");
    await load(scope, {
      "types.csv": programme["types.csv"] ?? "",
      "cards.csv": cards("c"),
      "events.csv": events(JANUARY),
    });
    expect(await placeOf(scope)).toEqual([{ sold: "2023-01-10", until: "2024-01-10", shop: null }]);
    const named = await load(scope, { "merchants.csv": programme["merchants.csv"] ?? "" });
    expect(named.healed).toBe(1);
    expect(await placeOf(scope)).toEqual(IN_JANUARY);
    await sound(scope);
    await withdraw(scope, named.batchId);
    expect(await placeOf(scope)).toEqual([{ sold: "2023-01-10", until: "2024-01-10", shop: null }]);
    await sound(scope);
  });
});

describe("a wrong place", () => {
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  afterAll(() => owner.end());

  it.each([
    ["a day of sale", "sold_on = sold_on + 1"],
    ["a day on which funds expire", "funds_expires_on = funds_expires_on + 1"],
    ["a shop", "merchant_id = null"],
  ])("is found, also where the card and its summary agree on it: %s", async (what, wrong) => {
    const scope = await makeIssuer(`WRONG-${what.length}`);
    await load(scope, { ...programme, "cards.csv": cards("c"), "events.csv": events(JANUARY) });
    await sound(scope);
    for (const table of ["card", "card_summary"])
      await owner.unsafe(`update silver.${table} set ${wrong} where issuer_id = ${scope.issuerId}`);
    expect((await differences(scope)).map(({ table }) => table)).toContain("silver.card");
  });
});

it("cards that are there already repeat in a file that does not say when they were sold; only new ones must be known sold", async () => {
  const scope = await makeIssuer("CUMULATIVE");
  await load(scope, { ...programme, "cards.csv": cards("c"), "events.csv": events(JANUARY) });
  const again = await load(scope, { "cards-2.csv": cards("c", "d") });
  expect(again.counts.card).toMatchObject({ read: 2, new: 0, repeated: 1, refused: 1 });
  expect(again.refused.map((row) => [row.line, row.problems[0]?.code])).toEqual([[3, "no-sale"]]);
});
