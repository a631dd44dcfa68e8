import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { draw, pick } from "./draw";
import { FIRST_MONTH, LAST_DAY } from "./programme";
import { monthShares, typeShares } from "./programme-rows";
import { plantedIn } from "./stories";

const floats = (values: readonly number[]) => sql.raw(`array[${values.join(", ")}]::float8[]`);

/** How many people there are to hold cards: each named one has about one and a half. */
export const peopleFor = (cards: number) => Math.max(12, Math.round((cards * 0.62) / 1.6));

/** `seed_card`: each card with its type, price, place and time of sale, holder and three dates. */
export async function drawCards(tx: Tx, cards: number): Promise<void> {
  const planted = plantedIn(cards);
  await tx.execute(sql`
    create temp table seed_planted on commit drop as
    select p.story, t.i as type_i, m.id as seller_id, p.first, p.last, p.from::date as sold_from, p.days
    from jsonb_to_recordset(${JSON.stringify(planted)}::jsonb)
      as p (story text, type text, seller text, first int, last int, "from" text, days int)
    join seed_type t on t.code = p.type
    join silver.merchant m on m.code = p.seller`);
  await tx.execute(sql`
    create temp table seed_month on commit drop as
    select i, (${FIRST_MONTH}::date + make_interval(months => i))::date as first,
      extract(day from ${FIRST_MONTH}::date + make_interval(months => i + 1) - interval '1 day')::int as days
    from generate_series(0, 59) i`);
  await tx.execute(sql`
    create temp table seed_sale on commit drop as
    select n::bigint as n, p.story, p.type_i, p.seller_id, p.sold_from + (n - p.first) % p.days as sold_on,
      p.sold_from + (n - p.first) % p.days + time '14:00' + (n - p.first) * interval '4 minutes' as sold_local
    from seed_planted p, generate_series(p.first, p.last) n
    union all
    select d.n, null, t.i, ${sql.raw(`case when ${draw("d.n", "sellerUnknown")} >= 0.05 then ${pick("t.sellers", `power(${draw("d.n", "seller")}, 1.3)`)} end`)},
      m.first + day, m.first + day + time '09:00' + floor(${sql.raw(draw("d.n", "hour"))} * 42000) * interval '1 second'
    from (
      select n, width_bucket(${sql.raw(draw("n", "cardType"))}, ${floats(typeShares)}) as type_i
      from generate_series(${(planted.at(-1)?.last ?? 0) + 1}::bigint, ${cards}::bigint) n
    ) d
    join seed_type t on t.i = d.type_i
    join seed_month m on m.i = width_bucket(${sql.raw(draw("d.n", "month"))} * t.month_share, ${floats(monthShares)})
    cross join lateral (
      -- Most December cards are sold before the 25th.
      select floor(${sql.raw(draw("d.n", "day"))} *
        case when extract(month from m.first) = 12 and ${sql.raw(draw("d.n", "dayTilt"))} < 0.8 then 24 else m.days end)::int as day
    ) d2`);
  await tx.execute(sql`
    create temp table seed_card on commit drop as
    select s.n, s.type_i, s.story, s.seller_id, s.sold_on, s.sold_local at time zone 'America/New_York' as sold_at,
      ${sql.raw(pick("t.faces", draw("s.n", "face")))} as face,
      s.sold_on + t.validity as card_expires_on, s.sold_on + t.funds as funds_expires_on,
      least(s.sold_on + t.validity, s.sold_on + t.funds, ${LAST_DAY}::date) as use_until,
      case when ${sql.raw(draw("s.n", "anonymous"))} >= case when t.medium = 'digital' then 0.25 else 0.52 end
        then 1 + floor(${peopleFor(cards)}::int * (t.holders_from + (t.holders_to - t.holders_from)
          * power(${sql.raw(draw("s.n", "holder"))}, 1.3)))::int end as person
    from seed_sale s join seed_type t on t.i = s.type_i`);
  await tx.execute(sql`create index on seed_card (person) where person is not null`);
  await tx.execute(sql`create unique index on seed_card (n)`);
  await tx.execute(sql`analyze seed_card`);
}
