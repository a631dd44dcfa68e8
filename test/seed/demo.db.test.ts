import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { isDatabaseEmpty, seedDemo } from "@/db/seed";
import { verifyRollups } from "@/lib/rollups/verify";

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

const CARDS = 3000;
let issuerId = 0;
beforeAll(async () => {
  expect(await isDatabaseEmpty()).toBe(true);
  ({ issuerId } = await seedDemo({ cards: CARDS, seed: 11 }));
});

/** Everything the generator made for an issuer, in an order of its own and without the database's ids. */
async function dumpHash(issuer: number): Promise<string> {
  const [row] = await owner<{ hash: string }[]>`
    with fact as (
      select concat_ws('|', t.source_id, c.source_id, h.source_id, h.name, t.kind, t.counts_as, t.amount, t.purchase_total,
        m.code, t.occurred_at, t.occurred_on, t.booked_on, t.recorded_at, o.source_id, y.code, c.jurisdiction,
        c.birth_year, c.face_value, c.sold_on, c.card_expires_on, c.funds_expires_on, c.escheat_on) as line
      from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      join silver.customer h on h.customer_id = t.customer_id
      join silver.card_type y on y.id = c.card_type_id
      left join silver.merchant m on m.id = t.merchant_id
      left join silver.card_transaction o on o.customer_id = t.customer_id and o.id = t.corrects_id
      where t.issuer_id = ${issuer}
      union all
      select concat_ws('|', source_id, name, email, phone, address_line, city, zip, jurisdiction, born_on, registered_on,
        time_zone, language, consent_email, consent_sms, search) from silver.customer where issuer_id = ${issuer}
      union all
      select concat_ws('|', label, content_key, recorded_at, counts) from app.import_batch where issuer_id = ${issuer})
    select md5(string_agg(line, ';' order by line)) as hash from fact`;
  return row?.hash ?? "";
}

describe("the demo issuer", () => {
  it("has rollups, twins and summaries equal to a recomputation", async () => {
    const found = await withScope({ issuerId, partnerId: null, personId: null }, (tx) => verifyRollups(tx));
    expect(found.facts).toBeGreaterThan(CARDS * 3);
    expect(found.differences).toEqual([]);
  });

  it("never shows a balance below zero, by the clock or by the civil date", async () => {
    const below = await owner`
      select customer_id, card_id from (
        select customer_id, card_id,
          sum(amount) over (partition by customer_id, card_id order by occurred_at, id) as by_clock,
          sum(amount) over (partition by customer_id, card_id order by occurred_on) as by_day
        from silver.card_transaction) b where by_clock < 0 or by_day < 0`;
    expect(below).toHaveLength(0);
  });

  it("has no use after the card's expiry, nothing before the sale, and nothing after the demo's last day", async () => {
    const wrong = await owner`
      select t.source_id from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      join silver.card_transaction s on s.customer_id = c.customer_id and s.card_id = c.id and s.kind = 'sale'
      where (t.kind = 'redemption' and t.occurred_on > c.card_expires_on)
        or t.occurred_at < s.occurred_at or t.booked_on > '2026-10-31' or t.recorded_at < t.occurred_at`;
    expect(wrong).toHaveLength(0);
  });

  it("dates events by the issuer's own calendar, and a void by the day of what it takes back", async () => {
    const wrong = await owner`
      select t.source_id from silver.card_transaction t
      left join silver.card_transaction o on o.customer_id = t.customer_id and o.id = t.corrects_id
      where t.booked_on <> (t.occurred_at at time zone 'America/New_York')::date
        or t.occurred_on <> coalesce(o.occurred_on, t.booked_on)
        or (t.kind = 'void') <> (o.id is not null) or (t.kind = 'void' and t.counts_as <> o.kind)`;
    expect(wrong).toHaveLength(0);
  });

  it("holds every kind of event, loop, medium and currency, all jurisdictions, and three scripts", async () => {
    const [found] = await owner`
      select (select count(distinct kind)::int from silver.card_transaction) as kinds,
        (select count(distinct business_model)::int from silver.card_type) as models,
        (select count(*)::int from silver.card_type where medium is null) as unknown_media,
        (select count(*)::int from silver.card_type) as types, (select count(*)::int from silver.brand) as brands,
        (select count(distinct currency)::int from silver.card_type) as currencies,
        (select count(distinct jurisdiction)::int from silver.customer where jurisdiction like 'US-%') as states,
        (select count(*) > 5 from silver.customer where name ~ '[А-я]') as cyrillic,
        (select count(*) > 5 from silver.customer where name ~ '[一-龠]') as japanese`;
    expect(found).toMatchObject({ models: 3, unknown_media: 3, types: 50, brands: 12, currencies: 4 });
    expect(found).toMatchObject({ cyrillic: true, japanese: true });
    // Escheatment needs three dormant years, of which so small a demo may hold none.
    expect(found?.kinds).toBeGreaterThanOrEqual(12);
    expect(found?.states).toBeGreaterThanOrEqual(45);
  });

  it("has households of six that share a mailbox", async () => {
    const [most] = await owner<{ holders: number }[]>`
      select count(*)::int as holders from silver.customer where email like 'family%' group by email order by 1 desc limit 1`;
    expect(most?.holders).toBeGreaterThan(3);
  });

  it("redeems along G(t): 38, 69 and 81 % of what is redeemable within 30, 180 and 365 days", async () => {
    // Cards of at least two years' life, sold at least two years before the end; nothing pulled, dropped or planted.
    const [share] = await owner<{ d30: number; d180: number; d365: number }[]>`
      select (sum(-t.amount) filter (where t.occurred_on <= c.sold_on + 30))::float / sum(distinct_face) as d30,
        (sum(-t.amount) filter (where t.occurred_on <= c.sold_on + 180))::float / sum(distinct_face) as d180,
        (sum(-t.amount) filter (where t.occurred_on <= c.sold_on + 365))::float / sum(distinct_face) as d365
      from silver.card c
      join silver.card_type y on y.id = c.card_type_id and y.currency = 'USD' and not y.reloadable and not y.promotional
      left join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.id and t.kind = 'redemption'
      cross join lateral (select case when t.id is null or t.id = (
        select min(f.id) from silver.card_transaction f
        where f.customer_id = c.customer_id and f.card_id = c.id and f.kind = 'redemption') then c.face_value end as distinct_face) one
      where c.sold_on < '2024-10-31' and coalesce(c.card_expires_on, 'infinity') >= c.sold_on + 730 and c.face_value <= 20000`;
    expect(share?.d30).toBeCloseTo(0.377, 1);
    expect(share?.d180).toBeCloseTo(0.689, 1);
    expect(share?.d365).toBeCloseTo(0.809, 1);
  });

  it("is refused a second time", async () => {
    await expect(seedDemo({ cards: 200 })).rejects.toThrow("already");
  });

  it("is the same for the same seed, and another for another", { timeout: 240_000 }, async () => {
    await owner`update app.issuer set code = 'LARGE' where id = ${issuerId}`;
    const hashes: string[] = [];
    for (const seed of [11, 11, 12]) {
      const made = await seedDemo({ cards: 400, seed });
      // Known passwords only where there is nothing else in the database.
      expect(made.accounts).toBe(false);
      hashes.push(await dumpHash(made.issuerId));
      await owner`update app.issuer set code = ${`DEMO-${hashes.length}`} where id = ${made.issuerId}`;
    }
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });
});
