import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { draw, pick } from "./draw";
import { LAST_DAY } from "./programme";
import { DRAINED_AT, fallingBrand, surgingBrand, TINY_BALANCES, unusedBatch } from "./stories";

const run = (tx: Tx, text: string) => tx.execute(sql.raw(text));

/**
 * `seed_fact`: what happens to each card. A fact's key is its card's number and a code, so that draws and source ids
 * follow from it: 0 sale, 1–3 reloads, 8–40 uses, 63 void of the sale, 64–104 voids of uses, 108 refund, 109 transfer,
 * 110 adjustment, 111 expiry, 112 escheat, 113–116 opened, resent, enquiries, 128– fees.
 */
export async function drawEvents(tx: Tx): Promise<void> {
  await run(
    tx,
    `create temp table seed_fact (n bigint, key bigint, kind text, counts_as text, amount bigint, purchase_total bigint,
       merchant_id int, occurred_at timestamptz, occurred_on date, booked_on date, corrects_key bigint) on commit drop`,
  );
  await drawLoads(tx);
  await drawUses(tx);
  await drawVoids(tx);
}

const START = `insert into seed_fact (n, key, kind, counts_as, amount, purchase_total, merchant_id, occurred_at, occurred_on, booked_on, corrects_key)`;
const key = (code: number | string) => `c.n * 256 + ${code}`;

/** The sale, and for a quarter of the reloadable cards up to three reloads. */
async function drawLoads(tx: Tx): Promise<void> {
  await run(
    tx,
    `create temp table seed_load on commit drop as
     select c.n, 0 as load, c.face as amount, c.sold_at as loaded_at, c.sold_on as loaded_on from seed_card c
     union all
     select c.n, load, c.face, pg_temp.at(day, ${draw(key("load"), "reloadHour")} * 0.8), day
     from seed_card c
     join seed_type t on t.i = c.type_i and t.reloadable
     cross join generate_series(1, 3) load
     cross join lateral (select c.sold_on + load * 40 + floor(${draw(key("load"), "reloadGap")} * 40)::int as day) d
     where c.story is null and ${draw("c.n", "reloads")} < 0.3 / load and day <= c.use_until`,
  );
  await run(
    tx,
    `${START}
     select c.n, ${key("l.load")}, k, k, l.amount, null, c.seller_id, l.loaded_at, l.loaded_on, l.loaded_on, null
     from seed_load l join seed_card c using (n)
     cross join lateral (select case l.load when 0 then 'sale' else 'reload' end as k) kind`,
  );
}

/**
 * Uses of each load. Their days follow G(t) = (1 − b)(1 − ½e^(−t/25d) − ½e^(−t/300d)), drawn by its inverse; of the share
 * b never used, three fifths are cards never used at all and the rest is left over on the others. The parts of a load
 * add up to no more than the load and come after it: so no balance is ever below zero.
 */
async function drawUses(tx: Tx): Promise<void> {
  const load = "l.n * 256 + l.load";
  const use = `(${load}) * 64 + j`;
  const day = `l.loaded_on + floor(case when ${draw(use, "phase")} < 0.5 then -25 else -300 end * ln(1 - ${draw(use, "wait")}))::int`;
  await run(
    tx,
    `create temp table seed_use on commit drop as
     select l.n, t.brand, t.shops, c.story, c.use_until, c.card_expires_on, l.n * 256 + 8 + l.load * 8 + j as key,
       floor(spendable * power(j / k::float8, evenness))::bigint
         - floor(spendable * power((j - 1) / k::float8, evenness))::bigint as amount,
       case when c.story = 'drained-at-once' then c.sold_on
         -- Drawn for later than the demo lasts, pulled into its last month.
         when t.brand = '${surgingBrand.brand}' and day > date '${LAST_DAY}' and day <= date '${LAST_DAY}' + ${surgingBrand.days}
           and ${draw(use, "pulled")} < ${surgingBrand.pulled}
           then greatest(l.loaded_on + 1, date '${surgingBrand.from}' + floor(${draw(use, "useHour")} * 26)::int)
         else day end as day,
       l.loaded_on, l.loaded_at, ${draw(use, "useHour")} as hour
     from seed_load l
     join seed_card c using (n)
     join seed_type t on t.i = c.type_i
     cross join lateral (
       select
         case when c.story = 'drained-at-once' then 1
           when c.story is not null or ${draw(load, "neverUsed")} < t.never_used * 0.6 then 0
           when t.code = '${unusedBatch.type}' and date_trunc('month', c.sold_on) = date '${unusedBatch.month}' then 0
           when t.code = '${TINY_BALANCES}' then 1
           else 1 + floor(power(${draw(load, "parts")}, 2) * 4)::int end as k,
         case when c.story = 'drained-at-once' then l.amount
           when t.code = '${TINY_BALANCES}' then l.amount
             - (case when ${draw(load, "leftover")} < 0.5 then 1 + floor(${draw(load, "leftoverShare")} * 98) else 0 end)::bigint
           when ${draw(load, "leftover")} < t.never_used * 2.67
             then floor(l.amount * (1 - 0.3 * ${draw(load, "leftoverShare")}))::bigint
           else l.amount end as spendable,
         0.7 + 0.8 * ${draw(load, "evenness")} as evenness
     ) plan
     cross join generate_series(1, k) j
     cross join lateral (select ${day} as day) d`,
  );
  await run(
    tx,
    `${START}
     select u.n, u.key, 'redemption', 'redemption', -u.amount,
       case when ${draw("u.key", "overspend")} < 0.08 then null
         when ${draw("u.key", "overspend")} < 0.68
           then u.amount + floor(u.amount * 0.38 * (0.4 + 1.2 * ${draw("u.key", "overspendShare")}))::bigint
         else u.amount end,
       case when u.story is null then ${pick("u.shops", `power(${draw("u.key", "shop")}, 1.4)`)}
         else (select id from silver.merchant where code = '${DRAINED_AT}') end,
       used_at, u.day, u.day, null
     from seed_use u
     cross join lateral (select
       case when u.story is not null then u.loaded_at + interval '1 minute' * (1 + u.n % 4)
         when u.day = u.loaded_on then u.loaded_at + interval '30 minutes' + floor(u.hour * 7200) * interval '1 second'
         else pg_temp.at(u.day, u.hour) end as used_at) a
     where u.amount > 0 and u.day <= u.use_until
       and not (u.brand = '${fallingBrand.brand}' and u.day >= date '${fallingBrand.from}'
         and ${draw("u.key", "dropped")} < ${fallingBrand.lost})`,
  );
}

/** One use in seventy is taken back within two days, and a few sales of cards that nothing else happened to. */
async function drawVoids(tx: Tx): Promise<void> {
  await run(
    tx,
    `${START}
     select f.n, f.key + 56, 'void', f.kind, -f.amount, f.purchase_total, f.merchant_id, voided_at, f.occurred_on,
       (voided_at at time zone 'America/New_York')::date, f.key
     from seed_fact f
     join seed_card c using (n)
     cross join lateral (
       select f.occurred_at + interval '20 minutes' + floor(${draw("f.key", "voidDelay")} * 144000) * interval '1 second' as voided_at
     ) v
     where f.kind = 'redemption' and c.story is null and ${draw("f.key", "voided")} < 0.014
       and (voided_at at time zone 'America/New_York')::date <= least(date '${LAST_DAY}', c.funds_expires_on)`,
  );
  await run(
    tx,
    `${START}
     select f.n, f.key + 63, 'void', 'sale', -f.amount, null, f.merchant_id,
       f.occurred_at + interval '20 minutes' + floor(${draw("f.key", "voidDelay")} * 6000) * interval '1 second',
       f.occurred_on, f.occurred_on, f.key
     from seed_fact f
     join seed_card c using (n)
     join (select n from seed_fact group by n having count(*) = 1) alone using (n)
     where f.kind = 'sale' and c.story is null and ${draw("f.n", "saleVoided")} < 0.06`,
  );
}
