import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { copyInto } from "@/db/copy";
import { cardStates } from "@/lib/cards/queries/state";
import type { CivilDate } from "@/lib/dates";
import type { Context } from "../../queries/context";
import type { ShareDimension } from "../constants";
import type { CardLot } from "../lots";
import { firstDayOf } from "../months";

type About = {
  readonly context: Context;
  readonly forecastId: number;
  readonly currency: string;
  readonly dataDate: CivilDate;
  /** Of the cards with reloads; every other card is one lot, its sale. */
  readonly lots: readonly CardLot[];
};

/** The column of a card that says which member it is, and what the others hold then. */
const columns: Record<ShareDimension, { merchant_id: string; jurisdiction: string; birth_year: string }> = {
  merchant: { merchant_id: "merchant_id", jurisdiction: "''", birth_year: "0" },
  state: { merchant_id: "0", jurisdiction: "jurisdiction", birth_year: "0" },
  segment: { merchant_id: "0", jurisdiction: "''", birth_year: "birth_year" },
};

/**
 * Spreads each type and quarter over merchants, jurisdictions and years of birth: every lot's open balance times what its
 * cohort is expected to leave of one, brought to the type's own figure so that the parts are the whole. A lot whose cohort
 * was left out of the version is in no part either. The cards are read once, and find their lots before their cohorts (`offset
 * 0`): by type and expiry alone each would meet dozens of them.
 */
export async function insertShares(tx: Tx, about: About): Promise<void> {
  const { context, forecastId, currency, dataDate } = about;
  const { issuerId } = context;
  const states = cardStates(context, dataDate, sql`c.currency = ${currency} and c.sold_on <= ${dataDate}::date`);
  await createLots(tx, about.lots);
  await tx.execute(sql`
    create temp table forecast_card on commit drop as
    with cohort as materialized (
      select card_type_id, lot, sale_month, expiry_month, quarter, expected / nullif((sold - redeemed), 0) as left_of_one
      from gold.forecast_cohort where forecast_id = ${forecastId} and issuer_id = ${issuerId}
    )
    select k.card_type_id, co.quarter, coalesce(k.merchant_id, 0) as merchant_id, k.jurisdiction, k.birth_year,
      sum(k.cards)::int as cards, sum(k.sold)::bigint as sold, sum(k.redeemed)::bigint as redeemed,
      sum(greatest(k.sold - k.redeemed, 0) * coalesce(co.left_of_one, 0)) as expected
    from (
      select s.card_type_id, s.merchant_id, s.jurisdiction, s.birth_year, coalesce(l.lot, 'sale') as lot,
        coalesce(l.month, date_trunc('month', s.sold_on::timestamp)::date) as sale_month,
        coalesce(date_trunc('month', s.card_expires_on::timestamp)::date, 'infinity') as expiry_month,
        coalesce(l.cards, s.cards) as cards, coalesce(l.sold, s.sold + s.other) as sold, coalesce(l.redeemed, s.redeemed) as redeemed
      from (${states}) s
      left join forecast_lot l on l.customer_id = s.customer_id and l.card_id = s.card_id
      offset 0
    ) k
    join cohort co on co.card_type_id = k.card_type_id and co.lot = k.lot and co.sale_month = k.sale_month
      and co.expiry_month = k.expiry_month
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
  await tx.execute(sql`drop table forecast_card, forecast_lot`);
}

async function createLots(tx: Tx, lots: readonly CardLot[]): Promise<void> {
  await tx.execute(sql`
    create temp table forecast_lot (customer_id bigint, card_id bigint, lot text, month date, cards int, sold bigint, redeemed bigint)
    on commit drop`);
  const columns = ["customer_id", "card_id", "lot", "month", "cards", "sold", "redeemed"];
  const copy = await copyInto(tx, "forecast_lot", columns);
  for (const { card, kind, month, cards, sold, redeemed } of lots) {
    await copy.add([...card.split("/"), kind, firstDayOf(month), cards, sold, redeemed].join("\t"));
  }
  await copy.end();
  await tx.execute(sql`analyze forecast_lot`);
}
