import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { CohortBook, type CohortKey } from "../cohort-book";
import { addLateCard, type LateFact } from "../late-card";
import { type LateBatch, unknownAt } from "../load-dates";
import { type CardLot, type CardMonth, lotsOf, sumOfLot } from "../lots";
import { firstDayOf, monthOf } from "../months";
import { type Loads, readLoads } from "./load-dates";

type Asked = {
  readonly issuerId: number;
  readonly currency: string;
  /** A month's end: events up to this day count. */
  readonly dataDate: CivilDate;
  /** When the history came, where it was read before. */
  readonly loads?: Loads;
};

type Row = {
  card_type_id: number;
  code: string;
  category: string;
  sale_month: string;
  end_month: string;
  month: string;
  cards: string;
  sold: string;
  reloaded: string;
  redeemed: string;
  other: string;
};

const AT_ONCE = 5_000;

/** Every cohort of a currency with its months, from the rollup, and what was late for past month ends. */
export const readCohorts = async (tx: Tx, asked: Asked): Promise<CohortBook> => (await readBook(tx, asked)).book;

/** The cohorts, and the lots that cards with reloads were taken apart into: each is in a cohort of its own. */
export async function readBook(tx: Tx, asked: Asked): Promise<{ book: CohortBook; lots: CardLot[] }> {
  const book = new CohortBook();
  const all: CardLot[] = [];
  for await (const row of inParts<Row>(tx, wholeCohorts(asked))) {
    book.add(keyOf(row), monthOf(row.month), { cards: Number(row.cards), ...amountsOf(row) });
  }
  let card: { id: string; key: CohortKey; months: CardMonth[] } | undefined;
  const settle = () => {
    if (!card) return;
    const lots = lotsOf(card.months);
    book.addLots(card.key, lots);
    for (const lot of lots) all.push({ card: card.id, ...sumOfLot(lot) });
  };
  for await (const row of inParts<Row & { card: string }>(tx, reloadedCards(asked))) {
    const key = keyOf(row);
    const month = { ...amountsOf(row), month: monthOf(row.month) };
    book.add(key, month.month, { ...month, cards: Number(row.cards) }, -1);
    if (card?.id !== row.card) {
      settle();
      card = { id: row.card, key, months: [] };
    }
    card.months.push(month);
  }
  settle();
  await addLate(tx, book, asked, asked.loads ?? (await readLoads(tx, asked)));
  return { book, lots: all };
}

type BatchRow = { batch_id: number };

/** What happened before past month ends and was loaded too late for them. */
async function addLate(tx: Tx, book: CohortBook, asked: Asked, { known, late }: Loads): Promise<void> {
  if (late.length === 0) return;
  const loadedOn = new Map(late.map((batch) => [batch.batchId, batch.loadedOn]));
  const unknown = (row: Row & BatchRow) => unknownAt(known, monthOf(row.month), loadedOn.get(row.batch_id) ?? "");
  for await (const row of inParts<Row & BatchRow>(tx, lateCohorts(asked, late))) {
    const amounts = { cards: Number(row.cards), ...amountsOf(row) };
    for (const span of unknown(row)) book.addLate(keyOf(row), monthOf(row.month), amounts, span);
  }
  let card: { id: string; key: CohortKey; facts: LateFact[] } | undefined;
  const settle = () => card && addLateCard(book, card.key, card.facts);
  for await (const row of inParts<Row & BatchRow & { card: string }>(tx, lateReloadedCards(asked, late))) {
    if (card?.id !== row.card) {
      settle();
      card = { id: row.card, key: keyOf(row), facts: [] };
    }
    const amounts = { month: monthOf(row.month), cards: Number(row.cards), ...amountsOf(row) };
    card.facts.push({ ...amounts, unknown: unknown(row) });
  }
  settle();
}

/** All rows at once would take more room than the cohorts they become. */
async function* inParts<T extends Row>(tx: Tx, query: SQL) {
  // All of them will be read, a million facts before the first: a plan that has the first ones soon is none the better for it, nor
  // is one that sorts them on disk.
  await tx.execute(sql`set local cursor_tuple_fraction = 1`);
  await tx.execute(sql`set local work_mem = '192MB'`);
  await tx.execute(sql`declare cohort_row no scroll cursor for ${query}`);
  for (;;) {
    const rows = await tx.execute<T>(sql.raw(`fetch forward ${AT_ONCE} from cohort_row`));
    yield* rows;
    if (rows.length < AT_ONCE) break;
  }
  await tx.execute(sql`close cohort_row`);
}

function keyOf(row: Row): CohortKey {
  return {
    cardTypeId: row.card_type_id,
    type: row.code,
    category: row.category,
    lot: "sale",
    vintage: monthOf(row.sale_month),
    endMonth: row.end_month === "infinity" ? null : monthOf(row.end_month),
  };
}

/** Estimates are floats; a sum of minor units is exact in one up to 2^53, 90 trillion dollars. */
function amountsOf({ sold, reloaded, redeemed, other }: Row) {
  return { sold: Number(sold), reloaded: Number(reloaded), redeemed: Number(redeemed), other: Number(other) };
}

/** Reloads are left out here: they come back as lots of their own. */
const wholeCohorts = ({ issuerId, currency, dataDate }: Asked) => sql`
  select r.card_type_id, y.code, coalesce(y.category, 'unknown') as category, r.sale_month::text, r.end_month::text,
    r.activity_month::text as month, r.cards, r.sold, 0 as reloaded, r.redeemed,
    - r.refunded - r.fees + r.transferred + r.adjusted as other
  from gold.type_cohort r join silver.card_type y on y.id = r.card_type_id
  where r.issuer_id = ${issuerId} and y.currency = ${currency} and r.activity_month <= ${dataDate}::date
    and r.sale_month <= ${dataDate}::date`;

/** Late batches as a table of their ids, with the first day that they are not late for. */
const lateTable = (late: readonly LateBatch[]) =>
  sql`(values ${sql.join(
    late.map(({ batchId, until }) => sql`(${batchId}::int, ${firstDayOf(until + 1)}::date)`),
    sql`, `,
  )}) late (id, before)`;

const lateCohorts = ({ issuerId, currency, dataDate }: Asked, late: readonly LateBatch[]) => sql`
  select r.card_type_id, y.code, coalesce(y.category, 'unknown') as category, r.sale_month::text, r.end_month::text,
    r.activity_month::text as month, r.cards, r.sold, 0 as reloaded, r.redeemed,
    - r.refunded - r.fees + r.transferred + r.adjusted as other, r.batch_id
  from ${lateTable(late)}
  join gold.type_cohort_delta r on r.batch_id = late.id and r.activity_month < late.before
  join silver.card_type y on y.id = r.card_type_id
  where r.issuer_id = ${issuerId} and y.currency = ${currency} and r.activity_month <= ${dataDate}::date
    and r.sale_month <= ${dataDate}::date`;

const reloadedCards = (asked: Asked) => cardMonths(asked, sql``, sql``);

/** All facts of the reloaded cards of which some were late, by batch. */
const lateReloadedCards = (asked: Asked, late: readonly LateBatch[]) =>
  cardMonths(
    asked,
    sql`, t.batch_id`,
    sql` and exists (select from silver.card_transaction l join ${lateTable(late)} on late.id = l.batch_id and l.occurred_on < late.before
      where l.customer_id = s.customer_id and l.card_id = s.card_id)`,
  );

const cardMonths = ({ issuerId, currency, dataDate }: Asked, more: SQL, only: SQL) => sql`
  select s.card_type_id, y.code, coalesce(y.category, 'unknown') as category,
    date_trunc('month', s.sold_on::timestamp)::date::text as sale_month,
    coalesce(date_trunc('month', least(s.card_expires_on, s.funds_expires_on)::timestamp)::date, 'infinity')::text as end_month,
    t.customer_id || '/' || t.card_id as card, date_trunc('month', t.occurred_on::timestamp)::date::text as month,
    coalesce(sum(case when t.kind = 'void' then -1 else 1 end) filter (where t.counts_as = 'sale'), 0) as cards,
    coalesce(sum(t.amount) filter (where t.counts_as = 'sale'), 0) as sold,
    coalesce(sum(t.amount) filter (where t.counts_as = 'reload'), 0) as reloaded,
    coalesce(-sum(t.amount) filter (where t.counts_as = 'redemption'), 0) as redeemed,
    coalesce(sum(t.amount) filter (where t.counts_as in ('refund', 'fee', 'transfer', 'adjustment')), 0) as other${more}
  from silver.card_summary s
  join silver.card_type y on y.id = s.card_type_id
  join silver.card_transaction t on t.customer_id = s.customer_id and t.card_id = s.card_id
  where s.issuer_id = ${issuerId} and s.currency = ${currency} and s.reloaded <> 0 and s.sold_on <= ${dataDate}::date
    and t.occurred_on <= ${dataDate}::date${only}
  group by 1, 2, 3, 4, 5, t.customer_id, t.card_id, 7${more}
  order by t.customer_id, t.card_id, 7`;
