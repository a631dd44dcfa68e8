import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { draw } from "./draw";
import { DORMANCY_WITHOUT_ADDRESS, dormancyYears } from "./people";
import { LAST_DAY } from "./programme";
import { TINY_BALANCES } from "./stories";

const run = (tx: Tx, text: string) => tx.execute(sql.raw(text));
const START = `insert into seed_fact (n, key, kind, counts_as, amount, merchant_id, occurred_at, occurred_on, booked_on)`;
const FEE = 250;
/** Cash must be paid out below this balance: ten dollars, the most common limit. */
const CASH_LIMIT = 1000;

/** Years of dormancy for a jurisdiction, as SQL: null where the law leaves ordinary cards alone. */
const dormancy = (jurisdiction: string) =>
  `case ${Object.entries(dormancyYears)
    .map(([code, years]) => `when ${jurisdiction} = '${code}' then ${years}`)
    .join(" ")} when ${jurisdiction} is null then ${DORMANCY_WITHOUT_ADDRESS} end`;

/** The date a card is sold with on which a state may claim it, were it never used. */
export const escheatOn = (jurisdiction: string) =>
  `case when not t.promotional then (c.sold_on + make_interval(years => ${dormancy(jurisdiction)}))::date end`;

/** What happens to value that is left: in three rounds, each of which sees what the one before left over. */
export async function drawEndings(tx: Tx): Promise<void> {
  await run(
    tx,
    "create temp table seed_cancelled on commit drop as select n from seed_fact where kind = 'void' and counts_as = 'sale'",
  );
  await measureRest(tx);
  await drawPayouts(tx);
  await drawTransfers(tx);
  await measureRest(tx);
  await drawFees(tx);
  await measureRest(tx);
  await drawLosses(tx);
  await drawSignsOfLife(tx);
}

/** `seed_rest`: what each card still holds after all that is drawn so far, and since when. */
async function measureRest(tx: Tx): Promise<void> {
  await run(tx, "drop table if exists seed_rest");
  await run(
    tx,
    `create temp table seed_rest on commit drop as
     select n, sum(amount)::bigint as rest, max(occurred_at) as last_at,
       (max(occurred_at) at time zone 'America/New_York')::date as last_on,
       bool_or(kind = 'redemption') as used, bool_or(kind = 'reload') as reloaded
     from seed_fact group by n having sum(amount) > 0`,
  );
  await run(tx, "create unique index on seed_rest (n)");
  await run(tx, "analyze seed_rest");
}

/** Unused cards taken back, small balances paid in cash where the law says so, goodwill and corrections. */
async function drawPayouts(tx: Tx): Promise<void> {
  const day = (from: number, days: number) => `r.last_on + ${from} + floor(${draw("r.n", "tailDay")} * ${days})::int`;
  const tail = draw("r.n", "tail");
  await run(
    tx,
    `${START}
     select r.n, r.n * 256 + e.code, kind, kind, amount, c.seller_id, pg_temp.at(day, ${draw("r.n", "tailDay")}), day, day
     from seed_rest r
     join seed_card c using (n)
     join seed_type t on t.i = c.type_i
     cross join lateral (
       select 108 as code, 'refund' as kind, -r.rest as amount, ${day(3, 22)} as day
       where not r.used and not r.reloaded and ${tail} < 0.05
       union all
       select 108, 'refund', -r.rest, ${day(2, 18)} where r.used and t.cash and r.rest < ${CASH_LIMIT} and ${tail} < 0.35
       union all
       select 110, 'adjustment', least(c.face / 10, 500), ${day(5, 50)} where ${tail} between 0.46 and 0.475
       union all
       select 110, 'adjustment', -(r.rest / 10), ${day(5, 50)} where ${tail} between 0.475 and 0.48 and r.rest >= 10
     ) e
     where c.story is null and t.code <> '${TINY_BALANCES}' and day <= c.use_until`,
  );
}

/** A remainder moved to another card of the same holder: out and in at one instant. */
async function drawTransfers(tx: Tx): Promise<void> {
  await run(
    tx,
    `with moved as (
       select r.n, other.n as target, r.rest, day
       from seed_rest r
       join seed_card c using (n)
       join seed_type t on t.i = c.type_i
       cross join lateral (select r.last_on + 30 + floor(${draw("r.n", "tailDay")} * 170)::int as day) d
       cross join lateral (
         select o.n from seed_card o join seed_type ot on ot.i = o.type_i
         where o.person = c.person and o.n <> c.n and ot.currency = t.currency and ot.code <> '${TINY_BALANCES}'
           and o.story is null and o.sold_on < day and o.use_until >= day
           and o.n not in (select n from seed_cancelled)
         order by o.n limit 1
       ) other
       where c.story is null and t.code <> '${TINY_BALANCES}' and c.person is not null and day <= c.use_until
         and ${draw("r.n", "tail")} between 0.36 and 0.42
     )
     ${START}
     select n, n * 256 + 109, 'transfer', 'transfer', -rest, null::int, pg_temp.at(day, 0.5), day, day from moved
     union all
     select target, n * 256 + 107, 'transfer', 'transfer', rest, null, pg_temp.at(day, 0.5), day, day from moved`,
  );
}

/** After twelve months without activity, once a calendar month, as federal law allows at most. */
async function drawFees(tx: Tx): Promise<void> {
  await run(
    tx,
    `${START}
     select r.n, r.n * 256 + 128 + k, 'fee', 'fee', -least(${FEE}, r.rest - ${FEE} * k), null,
       (day + time '04:00') at time zone 'America/New_York', day, day
     from seed_rest r
     join seed_card c using (n)
     join seed_type t on t.i = c.type_i and t.fees
     cross join lateral generate_series(0, least(59, (r.rest - 1) / ${FEE})::int) k
     cross join lateral (select (r.last_on + make_interval(months => 12 + k))::date as day) d
     where c.story is null and day <= least(date '${LAST_DAY}', c.funds_expires_on)`,
  );
}

/** Funds that expired are booked out the day after, six times in seven; unused dormant value goes to the state. */
async function drawLosses(tx: Tx): Promise<void> {
  await run(
    tx,
    `${START}
     select r.n, r.n * 256 + 111, 'expiry', 'expiry', -r.rest, null,
       (day + time '00:05') at time zone 'America/New_York', day, day
     from seed_rest r join seed_card c using (n)
     cross join lateral (select c.funds_expires_on + 1 as day) d
     where day <= date '${LAST_DAY}' and ${draw("r.n", "booked")} < 0.86`,
  );
  await run(
    tx,
    `${START}
     select r.n, r.n * 256 + 112, 'escheat', 'escheat', -r.rest, null, pg_temp.at(day, 0.2), day, day
     from seed_rest r
     join seed_card c using (n)
     join seed_type t on t.i = c.type_i
     left join seed_person p on p.p = c.person
     cross join lateral (select ${escheatOn("p.jurisdiction")} as due) e
     -- The yearly report at the end of October takes what fell due by the end of June.
     cross join lateral (select make_date((extract(year from due) + (extract(month from due) > 6)::int)::int, 10, 31) as day) d
     where c.story is null and not r.used and not t.fees and c.funds_expires_on is null and due is not null
       and day <= date '${LAST_DAY}' and r.last_on < day`,
  );
}

/** Without money: digital cards opened and sent again, balances asked for. */
async function drawSignsOfLife(tx: Tx): Promise<void> {
  const far = `least(c.use_until - c.sold_on, 700)`;
  await run(
    tx,
    `${START}
     select c.n, c.n * 256 + e.code, kind, kind, 0, null, moment, on_day, on_day
     from seed_card c
     join seed_type t on t.i = c.type_i
     left join (select n, min(occurred_at) as used_at from seed_fact where kind = 'redemption' group by n) u using (n)
     cross join lateral (
       select 113 as code, 'opened' as kind,
         least(c.sold_at - ln(1 - ${draw("c.n", "openedDelay")}) * interval '30 hours', u.used_at - interval '5 minutes') as moment
       where t.medium = 'digital' and c.story is null and (u.used_at is not null or ${draw("c.n", "opened")} < 0.5)
       union all
       select 114, 'resent', c.sold_at + interval '1 day' + ${draw("c.n", "resent")} * interval '60 days'
       where t.medium = 'digital' and c.story is null and ${draw("c.n", "resent")} < 0.07
       union all
       select 115, 'enquiry', pg_temp.at(c.sold_on + 1 + floor(${draw("c.n", "enquiryDay")} * ${far})::int, ${draw("c.n", "enquiry")} * 8)
       where c.story is null and ${draw("c.n", "enquiry")} < 0.12
     ) e
     cross join lateral (select (moment at time zone 'America/New_York')::date as on_day) d
     where on_day <= c.use_until and c.n not in (select n from seed_cancelled)`,
  );
}
