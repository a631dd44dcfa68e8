import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cardStates } from "@/lib/cards/queries/state";
import type { CivilDate } from "@/lib/dates";
import type { ShareDimension } from "../constants";

type About = {
  readonly issuerId: number;
  readonly forecastId: number;
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly ultimateAge: number;
};

/** The column of a card that says which member it is, and what the others hold then. */
const columns: Record<ShareDimension, { merchant_id: string; jurisdiction: string; birth_year: string }> = {
  merchant: { merchant_id: "merchant_id", jurisdiction: "''", birth_year: "0" },
  state: { merchant_id: "0", jurisdiction: "jurisdiction", birth_year: "0" },
  segment: { merchant_id: "0", jurisdiction: "''", birth_year: "birth_year" },
};

/**
 * Spreads each type and quarter over merchants, jurisdictions and years of birth: every card's open balance times what
 * its cohort is expected to leave of one, brought to the type's own figure so that the parts are the whole. The cards are
 * read once.
 */
export async function insertShares(tx: Tx, about: About): Promise<void> {
  const { issuerId, forecastId, currency, dataDate, ultimateAge } = about;
  const context = { issuerId, timeZone: "UTC", dataUntil: null, defaultAsOf: dataDate, laterBatches: null };
  const states = cardStates(context, dataDate, sql`c.currency = ${currency} and c.sold_on <= ${dataDate}::date`);
  await tx.execute(sql`
    create temp table forecast_card on commit drop as
    with cohort as materialized (
      select card_type_id, sale_month, expiry_month, quarter, expected / nullif((sold - redeemed), 0) as left_of_one
      from gold.forecast_cohort where forecast_id = ${forecastId} and issuer_id = ${issuerId} and lot = 'sale'
    )
    select k.card_type_id, coalesce(co.quarter, k.end_quarter) as quarter, coalesce(k.merchant_id, 0) as merchant_id, k.jurisdiction, k.birth_year,
      sum(k.cards)::int as cards, sum(k.sold + k.other)::bigint as sold, sum(k.redeemed)::bigint as redeemed,
      sum(greatest(k.unredeemed, 0) * coalesce(co.left_of_one, 0)) as expected
    from (
      select s.*, date_trunc('month', sold_on::timestamp)::date as sale_month,
        coalesce(date_trunc('month', card_expires_on::timestamp)::date, 'infinity') as expiry_month,
        date_trunc('quarter', coalesce(card_expires_on, (sold_on + make_interval(months => ${ultimateAge}::int))::date)::timestamp)::date as end_quarter
      from (${states}) s
    ) k
    left join cohort co on co.card_type_id = k.card_type_id and co.sale_month = k.sale_month and co.expiry_month = k.expiry_month
    group by 1, 2, 3, 4, 5`);
  await tx.execute(sql`analyze forecast_card`);
  for (const [dimension, { merchant_id, jurisdiction, birth_year }] of Object.entries(columns)) {
    await tx.execute(sql`
      insert into gold.forecast_share (issuer_id, forecast_id, dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter,
        cards, sold, redeemed, expected, breakage)
      select ${issuerId}, ${forecastId}, ${dimension}, merchant_id, jurisdiction, birth_year, card_type_id, quarter, cards, sold, redeemed,
        expected, floor(expected)::bigint + case when place <= missing then 1 else 0 end
      from (
        select p.*, row_number() over (partition by card_type_id, quarter
            order by expected - floor(expected) desc, merchant_id, jurisdiction, birth_year) as place,
          whole - sum(floor(expected)) over (partition by card_type_id, quarter) as missing
        from (
          select g.*, q.breakage as whole, q.expected * case when t.left_open > 0 then g.left_open / t.left_open
            when t.sold > 0 then g.sold / t.sold::float8 else 1 / t.members::float8 end as expected
          from (
            select ${sql.raw(`${merchant_id}::int as merchant_id, ${jurisdiction}::text as jurisdiction, ${birth_year}::smallint as birth_year`)},
              card_type_id, quarter, sum(cards)::int as cards, sum(sold)::bigint as sold, sum(redeemed)::bigint as redeemed,
              sum(expected) as left_open
            from forecast_card group by 1, 2, 3, 4, 5
          ) g
          join (
            select card_type_id, quarter, sum(expected) as left_open, sum(sold) as sold,
              count(distinct (${sql.raw([merchant_id, jurisdiction, birth_year].filter((one) => !/^('|0)/.test(one)).join(", "))})) as members
            from forecast_card group by 1, 2
          ) t using (card_type_id, quarter)
          join gold.forecast_quarter q on q.forecast_id = ${forecastId} and q.issuer_id = ${issuerId}
            and q.card_type_id = g.card_type_id and q.quarter = g.quarter
        ) p
      ) placed`);
  }
  await insertRest(tx, about);
  await tx.execute(sql`drop table forecast_card`);
}

/** Quarters in which only reloads are settled have no card of that quarter: nobody knows whose they are. */
async function insertRest(tx: Tx, { issuerId, forecastId }: About): Promise<void> {
  for (const dimension of Object.keys(columns)) {
    await tx.execute(sql`
      insert into gold.forecast_share (issuer_id, forecast_id, dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter,
        cards, sold, redeemed, expected, breakage)
      select q.issuer_id, q.forecast_id, ${dimension}, 0, ${dimension === "state" ? "unknown" : ""}, 0, q.card_type_id, q.quarter,
        q.cards, q.sold, q.redeemed, q.expected, q.breakage
      from gold.forecast_quarter q
      where q.issuer_id = ${issuerId} and q.forecast_id = ${forecastId}
        and not exists (select from forecast_card c where c.card_type_id = q.card_type_id and c.quarter = q.quarter)`);
  }
}
