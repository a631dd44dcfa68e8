import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { copyInto } from "@/db/copy";
import { cardStates } from "@/lib/cards/queries/state";
import type { CivilDate } from "@/lib/dates";
import type { Context } from "../../queries/context";
import { OUTSIDE_YEAR, type Segment, segmentYears } from "../../segment";
import type { CardLot } from "../lots";
import { firstDayOf } from "../months";
import { openNowOf } from "../queries/open-now";

type About = {
  readonly context: Context;
  readonly forecastId: number;
  readonly currency: string;
  readonly dataDate: CivilDate;
  /** Of the cards with reloads; every other card is one lot, its sale. */
  readonly lots: readonly CardLot[];
  /** The age segments of the day, by which merchants are kept by age. */
  readonly segments: readonly Segment[];
};

/**
 * Spreads each type and quarter over merchants, jurisdictions, years of birth, and merchants by age: every lot's open balance times what its
 * cohort is expected to leave of one, brought to the type's own figure so that the parts are the whole. A lot whose cohort
 * was left out of the version is in no part either. The cards are read once for all four, and find their lots before their
 * cohorts (`offset 0`).
 */
export async function insertShares(tx: Tx, about: About): Promise<void> {
  const { context, forecastId, currency, dataDate } = about;
  const { issuerId } = context;
  const states = cardStates(context, dataDate, sql`c.currency = ${currency} and c.sold_on <= ${dataDate}::date`);
  // Members are grouped in memory: at the server's usual few megabytes a million cards would be sorted on disk.
  await tx.execute(sql`set local work_mem = '192MB'`);
  await createLots(tx, about.lots);
  await createCohorts(tx, issuerId, forecastId);
  await tx.execute(sql`
    insert into gold.forecast_share (issuer_id, forecast_id, dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter,
      cards, sold, redeemed, expected, breakage)
    with member as (
      select case when grouping(k.merchant_id, k.segment_year) = 0 then 'merchant-segment' when grouping(k.merchant_id) = 0 then 'merchant' when grouping(k.jurisdiction) = 0 then 'state' else 'segment' end
          as dimension,
        coalesce(k.merchant_id, 0) as merchant_id, coalesce(k.jurisdiction, '') as jurisdiction, coalesce(k.birth_year, k.segment_year, 0) as birth_year,
        k.card_type_id, co.quarter, sum(k.cards)::int as cards, sum(k.sold)::bigint as sold, sum(k.redeemed)::bigint as redeemed,
        sum(greatest(k.sold - k.redeemed, 0) * co.left_of_one) as left_open, min(co.breakage) as whole, min(co.expected) as of_type
      from (
        select s.card_type_id, coalesce(s.merchant_id, 0) as merchant_id, s.jurisdiction, s.birth_year,
          ${sql.raw(segmentYearSql(about.segments, dataDate))} as segment_year,
          ${sql.raw(cohortKey({ type: "s.card_type_id", lot: "l.lot", month: "coalesce(l.month, s.sold_on)", end: "least(s.card_expires_on, s.funds_expires_on)" }))} as cohort,
          coalesce(l.cards, s.cards) as cards, coalesce(l.sold, s.sold + s.other) as sold, coalesce(l.redeemed, s.redeemed) as redeemed
        from (${states}) s
        left join forecast_lot l on l.customer_id = s.customer_id and l.card_id = s.card_id
        offset 0
      ) k
      join forecast_left co on co.cohort = k.cohort
      group by grouping sets (
        (k.card_type_id, co.quarter, k.merchant_id), (k.card_type_id, co.quarter, k.jurisdiction), (k.card_type_id, co.quarter, k.birth_year),
        (k.card_type_id, co.quarter, k.merchant_id, k.segment_year))
    ), spread as (
      select *, of_type * case when sum(left_open) over whole_type > 0 then left_open / sum(left_open) over whole_type
          when sum(sold) over whole_type > 0 then sold / (sum(sold) over whole_type)::float8
          else 1 / (count(*) over whole_type)::float8 end as expected
      from member window whole_type as (partition by dimension, card_type_id, quarter)
    ), placed as (
      select *, row_number() over (partition by dimension, card_type_id, quarter
          order by expected - floor(expected) desc, merchant_id, jurisdiction, birth_year) as place,
        whole - sum(floor(expected)) over (partition by dimension, card_type_id, quarter) as missing
      from spread
    )
    select ${issuerId}::int, ${forecastId}::int, dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter, cards, sold,
      redeemed, expected, floor(expected)::bigint + case when place <= missing then 1 else 0 end
    from placed`);
  await tx.execute(sql`drop table forecast_lot, forecast_left`);
}

/**
 * What the version leaves of one in each cohort, and of its type and quarter in all. A table of its own, because the server knows
 * nothing yet of rows that were written a moment ago: taking them for one, it would read all cards once for each.
 */
async function createCohorts(tx: Tx, issuerId: number, forecastId: number): Promise<void> {
  await tx.execute(sql`
    create temp table forecast_left on commit drop as
    select ${sql.raw(cohortKey({ type: "c.card_type_id", lot: "c.lot", month: "c.sale_month", end: "nullif(c.expiry_month, 'infinity')" }))} as cohort,
      c.quarter, q.breakage, q.expected,
      coalesce(c.expected / nullif(${openNowOf("c")}, 0), 0) as left_of_one
    from gold.forecast_cohort c
    join gold.forecast_quarter q on q.issuer_id = c.issuer_id and q.forecast_id = c.forecast_id
      and q.card_type_id = c.card_type_id and q.quarter = c.quarter
    where c.forecast_id = ${forecastId} and c.issuer_id = ${issuerId}`);
  await tx.execute(sql`analyze forecast_left`);
}

/** The year that stands for a year of birth's segment; all numbers, so nothing needs quoting. */
function segmentYearSql(segments: readonly Segment[], dataDate: CivilDate): string {
  const cases = segmentYears(segments, dataDate).map(
    ({ from, to, year }) => `when s.birth_year between ${from} and ${to} then ${year}`,
  );
  return `(case when s.birth_year = 0 then 0 ${cases.join(" ")} else ${OUTSIDE_YEAR} end)`;
}

type CohortColumns = { readonly type: string; readonly lot: string; readonly month: string; readonly end: string };

/** A cohort as one number, so that the server knows how many cards find theirs: of four columns at once it has no idea. */
const cohortKey = ({ type, lot, month, end }: CohortColumns): string =>
  `(((${type}::bigint * 2 + case when ${lot} = 'reload' then 1 else 0 end) * 65536 + ${monthSql(month)}) * 65536
    + coalesce(${monthSql(end)}, 0))`;
const monthSql = (date: string) => `(date_part('year', ${date})::int * 12 + date_part('month', ${date})::int)`;

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
