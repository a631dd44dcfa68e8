import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { fillRollups } from "@/lib/rollups/fill";
import { draw } from "./draw";
import { escheatOn } from "./ending-rows";
import { FIRST_MONTH, MONTHS } from "./programme";

const run = (tx: Tx, text: string) => tx.execute(sql.raw(text));

/** Months that are loaded together: each by itself in the demo, a year at a time where only the size matters. */
export const monthsPerBatch = (cards: number) => (cards <= 100_000 ? 1 : 12);

/**
 * `seed_batch`: one per month, recorded early in the next. One fact in sixty is recorded one to three months late, so that
 * a past month looks different as it was known then.
 */
export async function assignBatches(tx: Tx, issuerId: number, cards: number, seed: number): Promise<void> {
  const months = monthsPerBatch(cards);
  await tx.execute(sql`
    create temp table seed_batch on commit drop as
    select i / ${months}::int as i, (max(${FIRST_MONTH}::date + make_interval(months => i + 1)) + interval '54 hours')
        at time zone 'UTC' as recorded_at, min(to_char(${FIRST_MONTH}::date + make_interval(months => i), 'YYYY-MM')) as month,
      null::int as id
    from generate_series(0, ${MONTHS - 1}) i group by 1`);
  const monthOf = (day: string) =>
    `((extract(year from ${day}) - ${FIRST_MONTH.slice(0, 4)}) * 12 + extract(month from ${day}) - ${Number(FIRST_MONTH.slice(5, 7))})::int`;
  const recorded = (day: string, key: string) =>
    `least(${MONTHS - 1}, ${monthOf(day)} + case when ${draw(key, "late")} < 0.016
       then 1 + floor(${draw(key, "lateMonths")} * 3)::int else 0 end) / ${months}`;
  await run(
    tx,
    `create temp table seed_first on commit drop as
     select c.n, ${recorded("c.sold_on", "c.n * 256")} as batch_i from seed_card c`,
  );
  await run(tx, "create unique index on seed_first (n)");
  await run(
    tx,
    `create temp table seed_loaded on commit drop as
     select f.*, greatest(s.batch_i, ${recorded("f.booked_on", "f.key")},
       case when f.corrects_key is not null then ${recorded("f.occurred_on", "f.corrects_key")} end) as batch_i
     from seed_fact f join seed_first s using (n)`,
  );
  await run(tx, "drop table seed_fact");
  await run(tx, "analyze seed_loaded");
  await tx.execute(sql`
    with made as (
      insert into app.import_batch (issuer_id, source, content_key, state, label, files, counts, first_on, last_on, recorded_at)
      select ${issuerId}, 'seed', md5('seed ' || ${seed}::text || ' ' || b.month), 'loaded', 'Demo data of ' || b.month, '[]',
        jsonb_build_object('card_transaction',
          jsonb_build_object('read', f.n, 'new', f.n, 'repeated', 0, 'refused', 0)),
        f.first_on, f.last_on, b.recorded_at
      from seed_batch b
      join (select batch_i, count(*) as n, min(occurred_on)::text as first_on, max(occurred_on)::text as last_on
        from seed_loaded group by 1) f on f.batch_i = b.i
      order by b.i
      returning id, recorded_at)
    update seed_batch b set id = made.id from made where made.recorded_at = b.recorded_at`);
}

/** Holders: the named ones once, and one without a name for each anonymous card. `seed_key` knows who holds what. */
export async function insertHolders(tx: Tx, issuerId: number): Promise<void> {
  await run(tx, "create temp table seed_holder (customer_id bigint, p bigint) on commit drop");
  await tx.execute(sql`
    with made as (
      insert into silver.customer (issuer_id, source_id, name, email, phone, address_line, city, zip, jurisdiction, born_on,
        registered_on, time_zone, language, consent_email, consent_sms, search, batch_id)
      select ${issuerId}, code, p.name, p.email, p.phone, p.address_line, p.city, p.zip, p.jurisdiction, p.born_on, c.first_on,
        p.zone, p.language, p.consent_email, p.consent_sms, lower(concat_ws(' ', p.name, p.email, p.phone, code)), b.id
      from seed_person p
      join (select c.person, min(c.sold_on) as first_on, min(f.batch_i) as batch_i
        from seed_card c join seed_first f using (n) group by 1) c on c.person = p.p
      join seed_batch b on b.i = c.batch_i
      cross join lateral (select 'P-' || lpad(p.p::text, 7, '0') as code) s
      order by p.p
      returning customer_id, source_id),
    claimed as (
      insert into app.customer_key (issuer_id, source_id, customer_id) select ${issuerId}, source_id, customer_id from made)
    insert into seed_holder select customer_id, substr(source_id, 3)::bigint from made`);
  await run(tx, "create temp table seed_anonymous (customer_id bigint) on commit drop");
  await tx.execute(sql`
    with made as (
      insert into silver.customer (issuer_id, batch_id)
      select ${issuerId}, b.id
      from seed_card c join seed_first f using (n) join seed_batch b on b.i = f.batch_i
      where c.person is null order by c.n
      returning customer_id)
    insert into seed_anonymous select customer_id from made`);
  // Ids were given out in the order of the insert, so the k-th id belongs to the k-th anonymous card.
  await run(
    tx,
    `create temp table seed_key on commit drop as
     select c.n, h.customer_id from seed_card c join seed_holder h on h.p = c.person
     union all
     select c.n, a.customer_id
     from (select n, row_number() over (order by n) as k from seed_card where person is null) c
     join (select customer_id, row_number() over (order by customer_id) as k from seed_anonymous) a using (k)`,
  );
  await run(tx, "analyze seed_key");
}

export async function insertCards(tx: Tx, issuerId: number): Promise<void> {
  await run(
    tx,
    "create temp table seed_place_of (n bigint primary key, customer_id bigint, card_id bigint) on commit drop",
  );
  await tx.execute(sql`
    with made as (
      insert into silver.card (customer_id, issuer_id, source_id, card_type_id, merchant_id, jurisdiction, birth_year,
        face_value, sold_on, card_expires_on, funds_expires_on, escheat_on, batch_id, recorded_at)
      select k.customer_id, ${issuerId}, 'C-' || lpad(c.n::text, 9, '0'), t.id, c.seller_id,
        coalesce(p.jurisdiction, 'unknown'), coalesce(extract(year from p.born_on), 0), c.face, c.sold_on,
        c.card_expires_on, c.funds_expires_on, ${sql.raw(escheatOn("p.jurisdiction"))}, b.id, b.recorded_at
      from seed_card c
      join seed_key k using (n)
      join seed_first f using (n)
      join seed_batch b on b.i = f.batch_i
      join seed_type t on t.i = c.type_i
      left join seed_person p on p.p = c.person
      order by b.i, k.customer_id, c.n
      returning customer_id, id, source_id),
    claimed as (
      insert into app.card_key (issuer_id, source_id, customer_id, card_id)
      select ${issuerId}, source_id, customer_id, id from made)
    insert into seed_place_of select substr(source_id, 3)::bigint, customer_id, id from made`);
  await run(tx, "analyze seed_place_of");
}

/** Facts batch by batch, in the order in which an import would have brought them, and the rollups over all of them. */
export async function insertFacts(tx: Tx, issuerId: number, log: (message: string) => void): Promise<void> {
  const batches = await tx.execute<{ i: number; id: number; month: string }>(
    sql.raw("select i, id, month from seed_batch where id is not null order by i"),
  );
  await run(tx, "create index on seed_loaded (batch_i)");
  for (const batch of batches) {
    const insert = (corrections: boolean) =>
      tx.execute(sql`
      insert into silver.card_transaction (customer_id, card_id, issuer_id, source_id, kind, counts_as, amount,
        purchase_total, merchant_id, occurred_at, occurred_on, booked_on, recorded_at, corrects_id, batch_id)
      select p.customer_id, p.card_id, ${issuerId}, 'T-' || f.key, f.kind, f.counts_as, f.amount, f.purchase_total,
        f.merchant_id, f.occurred_at, f.occurred_on, f.booked_on, b.recorded_at, ${
          corrections ? sql`o.id` : sql`null`
        }, ${batch.id}
      from seed_loaded f
      join seed_place_of p using (n)
      join seed_batch b on b.i = f.batch_i
      ${
        corrections
          ? sql`join silver.card_transaction o on o.customer_id = p.customer_id and o.source_id = 'T-' || f.corrects_key`
          : sql``
      }
      where f.batch_i = ${batch.i} and f.corrects_key is ${corrections ? sql`not null` : sql`null`}
      order by p.customer_id, p.card_id, f.key`);
    await insert(false);
    await insert(true);
  }
  log("events loaded");
  await fillRollups(tx, issuerId);
  log("rollups filled");
}
