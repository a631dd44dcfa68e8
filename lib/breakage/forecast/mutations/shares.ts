import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { copyInto } from "@/db/copy";
import { cardStates } from "@/lib/cards/queries/state";
import type { CivilDate } from "@/lib/dates";
import { isOneOf } from "../../card-score/queries/card-types";
import type { Context } from "../../queries/context";
import { OUTSIDE_YEAR, type Segment, segmentYears } from "../../segment";
import type { CardLot } from "../lots";
import type { MadeCohort, MadeForecast } from "../made";
import { firstDayOf, monthOf } from "../months";
import { monthSql } from "../queries/month-sql";

/** A version that was stored a moment ago. */
export type StoredVersion = {
  readonly id: number;
  readonly made: MadeForecast;
  /** Of the cards with reloads; every other card is one lot, its sale. */
  readonly lots: readonly CardLot[];
};

type About = {
  readonly context: Context;
  readonly dataDate: CivilDate;
  /** One for each currency at most. */
  readonly versions: readonly StoredVersion[];
  /** The age segments of the day, by which merchants are kept by age. */
  readonly segments: readonly Segment[];
};

/**
 * Spreads each type and quarter over merchants, jurisdictions, years of birth, and merchants by age: every lot's open balance times what its
 * cohort is expected to leave of one, brought to the type's own figure so that the parts are the whole. A lot whose cohort
 * was left out of its version is in no part either. The cards are read once for all versions and all four; those with
 * reloads are those of `createReloadedCards`.
 */
export async function insertShares(tx: Tx, { context, dataDate, versions, segments }: About): Promise<void> {
  const figured = versions.filter(({ made }) => made.cohorts.length > 0);
  if (figured.length === 0) return;
  const currencies = figured.map(({ made }) => made.currency);
  const cohorts = recordset(
    figured.flatMap(({ made }) => made.cohorts.map(cohortRow)),
    "co (cohort bigint, quarter date, left_of_one float8)",
  );
  // Groups are held in memory, 50 MB of a million cards. The server expects seven times as many, and would sort the cards instead; what
  // does come to more than 768 MB goes to disk.
  await tx.execute(sql`set local work_mem = '192MB'`);
  await tx.execute(sql`set local hash_mem_multiplier = 4`);
  const sold = sql`${isOneOf(sql`c.currency`, currencies)} and c.sold_on <= ${dataDate}::date and c.reloaded = 0`;
  const segmentYear = segmentYearSql(segments, dataDate);
  // Values and no temporary tables: what reads one of those is done by one process of the server alone.
  await tx.execute(sql`
    create temp table share_part on commit drop as ${sumsByPart(
      cohorts,
      sql`
        select s.card_type_id, coalesce(s.merchant_id, 0) as merchant_id, s.jurisdiction, s.birth_year, ${segmentYear} as segment_year,
          ${cohortKey({ kind: "'sale'", month: "s.sold_on", end: "least(s.card_expires_on, s.funds_expires_on)" })} as cohort,
          s.cards, s.sold + s.other as sold, s.redeemed
        from (${cardStates(context, dataDate, sold)}) s`,
    )}`);
  await createLots(
    tx,
    figured.flatMap(({ lots }) => lots),
  );
  await tx.execute(sql`
    insert into share_part ${sumsByPart(
      cohorts,
      sql`
        select s.card_type_id, s.merchant_id, s.jurisdiction, s.birth_year, ${segmentYear} as segment_year,
          ${cohortKey({ kind: "l.kind", month: "l.month", end: "s.ends_on" })} as cohort, l.cards, l.sold, l.redeemed
        from forecast_lot l join reloaded_card s on s.customer_id = l.customer_id and s.card_id = l.card_id`,
    )}`);
  await tx.execute(sql`analyze share_part`);
  await tx.execute(sql`set local hash_mem_multiplier to default`);
  await insertParts(tx, context.issuerId, figured);
  await tx.execute(sql`drop table forecast_lot, share_part`);
}

/** In millionths of a minor unit and whole: sums of floats would depend on the order in which the server meets the cards. */
const MILLIONTHS = 1_000_000;

/** The cards or lots `k` of `rows` summed up by each kind of part but merchants, which are the sums of theirs by age. */
const sumsByPart = (cohorts: SQL, rows: SQL): SQL => sql`
  select case when grouping(k.merchant_id) = 0 then 'merchant-segment' when grouping(k.jurisdiction) = 0 then 'state' else 'segment' end as dimension,
    coalesce(k.merchant_id, 0) as merchant_id, coalesce(k.jurisdiction, '') as jurisdiction,
    coalesce(k.birth_year, k.segment_year, 0) as birth_year, k.card_type_id, co.quarter,
    sum(k.cards)::bigint as cards, sum(k.sold)::bigint as sold, sum(k.redeemed)::bigint as redeemed,
    sum((greatest(k.sold - k.redeemed, 0) * co.left_of_one * ${sql.raw(String(MILLIONTHS))})::bigint) as left_open
  from (${rows} offset 0) k
  join ${cohorts} on co.cohort = k.cohort
  group by grouping sets ((k.card_type_id, co.quarter, k.merchant_id, k.segment_year), (k.card_type_id, co.quarter, k.jurisdiction),
    (k.card_type_id, co.quarter, k.birth_year))`;

/** The sums of `share_part` as shares of their type's and quarter's own figure, rounded by largest remainder. */
async function insertParts(tx: Tx, issuerId: number, versions: readonly StoredVersion[]): Promise<void> {
  const wholes = recordset(
    versions.flatMap(({ id, made }) =>
      made.quarters.map(({ cardTypeId, quarter, breakage, expected }) => ({
        forecast: id,
        type: cardTypeId,
        quarter,
        breakage: Number(breakage),
        expected,
      })),
    ),
    "w (forecast int, type int, quarter date, breakage bigint, expected float8)",
  );
  await tx.execute(sql`
    insert into gold.forecast_share (issuer_id, forecast_id, dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter,
      cards, sold, redeemed, expected, breakage)
    with part as (
      select * from share_part
      union all
      select 'merchant', merchant_id, '', 0, card_type_id, quarter, cards, sold, redeemed, left_open
      from share_part where dimension = 'merchant-segment'
    ), member as (
      select dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter, sum(cards)::int as cards, sum(sold)::bigint as sold,
        sum(redeemed)::bigint as redeemed, sum(left_open) as left_open
      from part group by dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter
    ), spread as (
      select m.*, w.forecast, w.breakage as whole, w.expected * case
          when sum(left_open) over whole_type > 0 then left_open::float8 / (sum(left_open) over whole_type)::float8
          when sum(sold) over whole_type > 0 then sold / (sum(sold) over whole_type)::float8
          else 1 / (count(*) over whole_type)::float8 end as expected
      from member m join ${wholes} on w.type = m.card_type_id and w.quarter = m.quarter
      window whole_type as (partition by m.dimension, m.card_type_id, m.quarter)
    ), placed as (
      select *, row_number() over (partition by dimension, card_type_id, quarter
          order by expected - floor(expected) desc, merchant_id, jurisdiction, birth_year) as place,
        whole - sum(floor(expected)) over (partition by dimension, card_type_id, quarter) as missing
      from spread
    )
    select ${issuerId}::int, forecast, dimension, merchant_id, jurisdiction, birth_year, card_type_id, quarter, cards, sold,
      redeemed, expected, floor(expected)::bigint + case when place <= missing then 1 else 0 end
    from placed`);
}

/** Rows as a value of a statement: the server knows nothing yet of rows that were written a moment ago. */
const recordset = (rows: readonly object[], named: string): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${sql.raw(named)}`;

/** The year that stands for a year of birth's segment; all numbers, so nothing needs quoting. */
function segmentYearSql(segments: readonly Segment[], dataDate: CivilDate): SQL {
  const cases = segmentYears(segments, dataDate).map(
    ({ from, to, year }) => `when s.birth_year between ${from} and ${to} then ${year}`,
  );
  return sql.raw(`(case when s.birth_year = 0 then 0 ${cases.join(" ")} else ${OUTSIDE_YEAR} end)`);
}

/** A cohort as one number, so that the server knows how many cards find theirs: of four columns at once it has no idea. */
const MONTHS = 65_536;

function cohortRow({ cardTypeId, lot, saleMonth, expiryMonth, quarter, sold, redeemed, expected }: MadeCohort) {
  const kind = cardTypeId * 2 + (lot === "reload" ? 1 : 0);
  const end = expiryMonth === "infinity" ? 0 : monthOf(expiryMonth);
  // As `openNowOf` has it: neither what is redeemed above the value nor a balance above it is anybody's forecast.
  const open = Math.min(Math.max(Number(sold - redeemed), 0), Number(sold));
  return {
    cohort: (kind * MONTHS + monthOf(saleMonth)) * MONTHS + end,
    quarter,
    left_of_one: open > 0 ? expected / open : 0,
  };
}

/** The same of the rows `s`. */
const cohortKey = ({
  kind,
  month,
  end,
}: {
  readonly kind: string;
  readonly month: string;
  readonly end: string;
}): SQL =>
  sql`(((s.card_type_id::bigint * 2 + case when ${sql.raw(kind)} = 'reload' then 1 else 0 end) * ${sql.raw(String(MONTHS))} + ${monthSql(month)})
    * ${sql.raw(String(MONTHS))} + coalesce(${monthSql(end)}, 0))`;

async function createLots(tx: Tx, lots: readonly CardLot[]): Promise<void> {
  await tx.execute(sql`
    create temp table forecast_lot (customer_id bigint, card_id bigint, kind text, month date, cards int, sold bigint, redeemed bigint)
    on commit drop`);
  const columns = ["customer_id", "card_id", "kind", "month", "cards", "sold", "redeemed"];
  const copy = await copyInto(tx, "forecast_lot", columns);
  for (const { card, kind, month, cards, sold, redeemed } of lots) {
    await copy.add([...card.split("/"), kind, firstDayOf(month), cards, sold, redeemed].join("\t"));
  }
  await copy.end();
  await tx.execute(sql`analyze forecast_lot`);
}
