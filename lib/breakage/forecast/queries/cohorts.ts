import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { entry } from "@/lib/statistics/vector";
import { CohortBook, type CohortKey } from "../cohort-book";
import { addLateCard, byMonth, type LateFact } from "../late-card";
import { type LateBatch, unknownAt } from "../load-dates";
import { type CardLot, type CardMonth, lotsOf, sumOfLot } from "../lots";
import { firstDayOf } from "../months";
import { letOthersGo } from "./let-others-go";
import { type Loads, readLoads } from "./load-dates";
import { monthSql } from "./month-sql";
import { createReloadedCards, dropReloadedCards } from "./reloaded-cards";

type Asked = {
  readonly issuerId: number;
  readonly currency: string;
  /** A month's end: events up to this day count. */
  readonly dataDate: CivilDate;
  /** When the history came, where it was read before. */
  readonly loads?: Loads;
};

/** A cohort, or a card, with its months in one text of JSON: as rows of their own they would take longer to read than to make. */
type Row = {
  card_type_id: number;
  code: string;
  category: string;
  sale_month: number;
  end_month: number | null;
  months: string;
};

const AT_ONCE = 2_000;
const OF_ONE_TURN = 200;

/** Every cohort of a currency with its months, from the rollup, and what was late for past month ends. */
export async function readCohorts(tx: Tx, asked: Asked): Promise<CohortBook> {
  await createReloadedCards(tx, asked);
  const { book } = await readBook(tx, asked);
  await dropReloadedCards(tx);
  return book;
}

/**
 * The cohorts, and the lots that cards with reloads were taken apart into: each is in a cohort of its own. These cards are those of
 * `createReloadedCards`, at the same date.
 */
export async function readBook(tx: Tx, asked: Asked): Promise<{ book: CohortBook; lots: CardLot[] }> {
  const book = new CohortBook();
  const all: CardLot[] = [];
  const loads = asked.loads ?? (await readLoads(tx, asked));
  await eachRow<Row>(tx, wholeCohorts(asked), (row) => {
    const key = keyOf(row);
    for (const month of monthsOf(row)) book.add(key, month.month, month);
  });
  const lateness = latenessOf(loads);
  const isLate = new Set(loads.late.map(({ batchId }) => batchId));
  await eachRow<Row & { card: string }>(tx, reloadedCards(asked), (row) => {
    const key = keyOf(row);
    const told = monthsOf(row);
    for (const month of told) book.add(key, month.month, month, -1);
    const lots = lotsOf(byMonth(told));
    book.addLots(key, lots);
    for (const lot of lots) all.push(sumOfLot(row.card, lot));
    if (!told.some(({ batchId }) => isLate.has(batchId))) return;
    const facts = lateness(told);
    if (facts.some(({ unknown }) => unknown.length > 0)) addLateCard(book, key, facts);
  });
  if (loads.late.length === 0) return { book, lots: all };
  await eachRow<Row>(tx, lateCohorts(asked, loads.late), (row) => {
    const key = keyOf(row);
    for (const { unknown, ...month } of lateness(monthsOf(row))) {
      for (const span of unknown) book.addLate(key, month.month, month, span);
    }
  });
  return { book, lots: all };
}

/** At which past month ends what a batch told of a month was not known: it was loaded too late for them. */
function latenessOf({ known, late }: Loads): (told: readonly ToldMonth[]) => LateFact[] {
  const loadedOn = new Map(late.map((batch) => [batch.batchId, batch.loadedOn]));
  return (told) =>
    told.map(({ batchId, ...month }) => {
      const on = loadedOn.get(batchId);
      return { ...month, unknown: on === undefined ? [] : unknownAt(known, month.month, on) };
    });
}

/** All rows at once would take more room than the cohorts they become. */
async function eachRow<T extends Row>(tx: Tx, query: SQL, take: (row: T) => void): Promise<void> {
  // All of them will be read, a million facts before the first: a plan that has the first ones soon is none the better for it, nor
  // is one that sorts them on disk.
  await tx.execute(sql`set local cursor_tuple_fraction = 1`);
  await tx.execute(sql`set local work_mem = '192MB'`);
  await tx.execute(sql`declare cohort_row no scroll cursor for ${query}`);
  // Rows are what their query says they are; the builder's type says no more than that they are rows.
  const fetched = async () => (await tx.execute(sql.raw(`fetch forward ${AT_ONCE} from cohort_row`))) as unknown as T[];
  for (let next = fetched(), isLast = false; !isLast; ) {
    const rows = await next;
    isLast = rows.length < AT_ONCE;
    // While these are read here, the server makes the next ones.
    if (!isLast) {
      next = fetched();
      // Whoever reads no further hears no error of them.
      next.catch(() => {});
    }
    for (const [place, row] of rows.entries()) {
      // The question leaves, and its answer comes in, when the event loop turns.
      if (place % OF_ONE_TURN === 0) await letOthersGo();
      take(row);
    }
  }
  await tx.execute(sql`close cohort_row`);
}

const keyOf = (row: Row): CohortKey => ({
  cardTypeId: row.card_type_id,
  type: row.code,
  category: row.category,
  lot: "sale",
  vintage: row.sale_month,
  endMonth: row.end_month,
});

type ToldMonth = CardMonth & { readonly cards: number; readonly batchId: number };

const NUMBERS = 7;

/** Estimates are floats; a sum of minor units is exact in one up to 2^53, 90 trillion dollars. */
function monthsOf({ months }: Row): ToldMonth[] {
  const numbers = JSON.parse(months) as number[];
  const told = new Array<ToldMonth>(numbers.length / NUMBERS);
  for (let i = 0, at = 0; i < told.length; i++, at += NUMBERS) {
    told[i] = {
      month: entry(numbers, at),
      cards: entry(numbers, at + 1),
      sold: entry(numbers, at + 2),
      reloaded: entry(numbers, at + 3),
      redeemed: entry(numbers, at + 4),
      other: entry(numbers, at + 5),
      batchId: entry(numbers, at + 6),
    };
  }
  return told;
}

/** The months of `m` in the order of time, as `monthsOf` reads them: one number after another, seven to a month. */
const packed = (batch: string) =>
  sql.raw(`'[' || string_agg(concat_ws(',', m.month, m.cards, m.sold, m.reloaded, m.redeemed, m.other, ${batch}), ','
    order by m.month) || ']' as months`);

/** Reloads are left out here: they come back as lots of their own. */
const cohortMonths = (asked: Asked, rows: SQL, batch: string) => sql`
  select m.card_type_id, y.code, coalesce(y.category, 'unknown') as category, m.sale_month, m.end_month, ${packed("m.batch_id")}
  from (
    select r.card_type_id, ${monthSql("r.sale_month")} as sale_month, ${monthSql("nullif(r.end_month, 'infinity')")} as end_month,
      ${monthSql("r.activity_month")} as month, r.cards, r.sold, 0 as reloaded, r.redeemed,
      - r.refunded - r.fees + r.transferred + r.adjusted as other, ${sql.raw(batch)} as batch_id
    from ${rows}
    where r.issuer_id = ${asked.issuerId} and r.activity_month <= ${asked.dataDate}::date and r.sale_month <= ${asked.dataDate}::date
  ) m
  join silver.card_type y on y.id = m.card_type_id
  where y.currency = ${asked.currency}
  group by m.card_type_id, y.code, y.category, m.sale_month, m.end_month`;

const wholeCohorts = (asked: Asked) => cohortMonths(asked, sql`gold.type_cohort r`, "0");

/** Late batches as a table of their ids, with the first day that they are not late for. */
const lateTable = (late: readonly LateBatch[]) =>
  sql`(values ${sql.join(
    late.map(({ batchId, until }) => sql`(${batchId}::int, ${firstDayOf(until + 1)}::date)`),
    sql`, `,
  )}) late (id, before)`;

const lateCohorts = (asked: Asked, late: readonly LateBatch[]) =>
  cohortMonths(
    asked,
    sql`${lateTable(late)} join gold.type_cohort_delta r on r.batch_id = late.id and r.activity_month < late.before`,
    "r.batch_id",
  );

/**
 * The reloaded cards of a currency, each with what every batch told of its months, net of voids. A handful of cards among millions:
 * the facts of each are looked up, and grouped by themselves, not all facts read and sorted. One of which nothing had happened by
 * the date, though it was sold, has no months.
 */
const reloadedCards = ({ currency, dataDate }: Asked) => sql`
  select s.card_type_id, y.code, coalesce(y.category, 'unknown') as category, ${monthSql("s.sold_on")} as sale_month,
    ${monthSql("s.ends_on")} as end_month, s.customer_id || '/' || s.card_id as card, c.months
  from reloaded_card s
  join silver.card_type y on y.id = s.card_type_id
  cross join lateral (
    select ${packed("m.batch_id")} from (
      select ${monthSql("t.occurred_on")} as month, t.batch_id,
        coalesce(sum(case when t.kind = 'void' then -1 else 1 end) filter (where t.counts_as = 'sale'), 0)::bigint as cards,
        coalesce(sum(t.amount) filter (where t.counts_as = 'sale'), 0)::bigint as sold,
        coalesce(sum(t.amount) filter (where t.counts_as = 'reload'), 0)::bigint as reloaded,
        coalesce(-sum(t.amount) filter (where t.counts_as = 'redemption'), 0)::bigint as redeemed,
        coalesce(sum(t.amount) filter (where t.counts_as in ('refund', 'fee', 'transfer', 'adjustment')), 0)::bigint as other
      from silver.card_transaction t
      where t.customer_id = s.customer_id and t.card_id = s.card_id and t.occurred_on <= ${dataDate}::date
      group by 1, 2
    ) m
  ) c
  where s.currency = ${currency} and c.months is not null`;
