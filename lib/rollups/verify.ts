import { sql } from "drizzle-orm";
import { type TenantScope, type Tx, withScope } from "@/db/client";
import { LARGER, PARTLY_USED } from "./aging";
import { factColumn } from "./batch-facts";
import { measures, type RollupKey, type RollupName, summaryDates } from "./constants";
import {
  BALANCE,
  coarserOf,
  expressionOf,
  keyExpression,
  keysOf,
  LOADED_MONTH,
  measureExpression,
  measureList,
  rollupNames,
  SPENT,
} from "./definitions";
import { DRAINED_AT_ONCE } from "./drained-at-once";
import { summaryOf } from "./summaries";

/** One stored table held against what its source says. Rows differ when they are on one side only, or differ there. */
export type Difference = {
  readonly table: string;
  readonly check: string;
  readonly rows: number;
  readonly example: unknown;
};
export type Verification = {
  readonly facts: number;
  readonly checked: readonly string[];
  readonly differences: readonly Difference[];
};

const list = (columns: readonly string[]) => columns.join(", ");
const sums = list(measures.map((m) => `sum(${m})::bigint as ${m}`));

/**
 * Recomputes every rollup, every twin by batch and every card summary of the scope's issuer from the facts, and
 * compares both ways. Two connections that see the same moment share the work: a server answers each with one core.
 */
export function verifyIssuer(scope: TenantScope): Promise<Verification> {
  const isolation = "repeatable read";
  return withScope(
    scope,
    async (tx) => {
      const [moment] = await tx.execute<{ id: string }>(sql`select pg_export_snapshot() as id`);
      const [first, second] = await Promise.all([
        verifyRollups(tx, "batches"),
        withScope(scope, (other) => verifyRollups(other, "sums and cards"), { isolation, snapshot: moment?.id ?? "" }),
      ]);
      return {
        facts: first.facts,
        checked: [...first.checked, ...second.checked],
        differences: [...first.differences, ...second.differences],
      };
    },
    { isolation },
  );
}

/** What batches added to the rollups, from the facts; and all that is summed up from that, with what is kept for each card. */
type Part = "batches" | "sums and cards";

/** All of it, or one part, within a transaction. It should be of repeatable read, so that all is of one moment. */
export async function verifyRollups(tx: Tx, part?: Part): Promise<Verification> {
  await tx.execute(sql.raw("set local work_mem = '256MB'"));
  // All is compared with all: where the planner expects a handful it would go through one side for each row of the other.
  await tx.execute(sql.raw("set local enable_nestloop = off"));
  const facts = part === "sums and cards" ? 0 : await gatherCells(tx);
  const wanted = [
    ...(part === "sums and cards" ? [] : finest.map(batchComparison)),
    ...(part === "batches" ? [] : [...rollupNames.flatMap(sumComparisons), ...cardComparisons()]),
  ];
  const differences: Difference[] = [];
  const checked: string[] = [];
  for (const comparison of wanted) {
    const { table, check } = comparison;
    checked.push(`${table}: ${check}`);
    const found = await compare(tx, comparison);
    if (found.rows > 0) differences.push({ table, check, ...found });
  }
  if (part !== "sums and cards") await tx.execute(sql.raw("drop table verify_cell"));
  return { facts, checked, differences };
}

/** Rollups that are summed up from facts; the others are sums of these. */
const finest = rollupNames.filter((name) => coarserOf[name] === undefined);
const sourcesOf = (name: RollupName) => keysOf(name).map((key) => factColumn(name, key));
const cellKeys = [...new Set(finest.flatMap(sourcesOf))];
/** What `grouping(...)` of all keys says of a rollup's cells: one bit for each key that they do not have. */
const cellSetOf = (name: RollupName): number => {
  const own = sourcesOf(name);
  return cellKeys.reduce((bits, key) => bits * 2 + (own.includes(key) ? 0 : 1), 0);
};

/**
 * `verify_cell`: the facts in one pass by the keys of every rollup and by batch. Each measure is worked out once for a fact
 * and added up for all of them. @returns the number of facts.
 */
async function gatherCells(tx: Tx): Promise<number> {
  // Keys that a card has for good are worked out once for each card, the others once for each event.
  const ofEvent = ["activity_month", "day"] as const satisfies readonly RollupKey[];
  const ofCard = (Object.keys(keyExpression) as RollupKey[]).filter((key) => !ofEvent.some((one) => one === key));
  const asNamed = (key: RollupKey) => `${keyExpression[key]} as ${key}`;
  await tx.execute(
    sql.raw(`create temp table verify_cell on commit drop as
      with card as materialized (
        select c.customer_id, c.id as card_id, ${list(ofCard.map(asNamed))}
        from silver.card c join silver.card_type y on y.id = c.card_type_id
      ), fact as (
        select t.issuer_id, t.batch_id, t.kind, t.counts_as, t.amount, ${SPENT} as spent, 1 as n,
          ${expressionOf("merchant_month", "merchant_id")} as event_merchant_id,
          ${list([...ofCard.map((key) => `card.${key}`), ...ofEvent.map(asNamed)])}
        from silver.card_transaction t join card on card.customer_id = t.customer_id and card.card_id = t.card_id
      )
      select grouping(${list(cellKeys)}) as cell_set, ${list(["issuer_id", "batch_id", ...cellKeys])},
        ${list(measures.map((m) => `(${measureExpression[m]})::bigint as ${m}`))}
      from fact t group by issuer_id, batch_id, grouping sets (${list(finest.map((name) => `(${list(sourcesOf(name))})`))})`),
  );
  const [first] = finest;
  const [count] = await tx.execute<{ facts: number }>(
    sql.raw(
      `select coalesce(sum(events), 0)::int as facts from verify_cell where cell_set = ${first ? cellSetOf(first) : 0}`,
    ),
  );
  return count?.facts ?? 0;
}

type Comparison = {
  table: string;
  check: string;
  columns: readonly string[];
  /** Those of the columns that no two stored rows share. */
  unique: readonly string[] | null;
  stored: string;
  expected: string;
};

const stateOf = (name: RollupName) => ({
  table: `gold.${name}`,
  columns: ["issuer_id", ...keysOf(name), ...measures],
  unique: ["issuer_id", ...keysOf(name)],
  stored: `select issuer_id, ${list(keysOf(name))}, ${measureList} from gold.${name}`,
});
const changeOf = (name: RollupName) => ({
  table: `gold.${name}_delta`,
  columns: ["issuer_id", "batch_id", ...keysOf(name), ...measures],
  unique: null,
  stored: `select issuer_id, batch_id, ${list(keysOf(name))}, ${measureList} from gold.${name}_delta`,
});
const sumOf = (table: string, by: string) => `select ${by}, ${sums} from gold.${table} group by ${by}`;

/** What each batch added, from the facts. */
const batchComparison = (name: RollupName): Comparison => ({
  ...changeOf(name),
  check: "the facts, by batch",
  expected: `select issuer_id, batch_id, ${list(sourcesOf(name))}, ${measureList}
    from verify_cell where cell_set = ${cellSetOf(name)}`,
});

/** What is the sum of something else that is stored. */
function sumComparisons(name: RollupName): Comparison[] {
  const keys = list(keysOf(name));
  const finer = coarserOf[name];
  if (!finer) {
    return [
      { ...stateOf(name), check: "the sum over batches", expected: sumOf(`${name}_delta`, `issuer_id, ${keys}`) },
    ];
  }
  const ofBatch = `issuer_id, batch_id, ${keys}`;
  return [
    { ...stateOf(name), check: `the sum of ${finer}`, expected: sumOf(finer, `issuer_id, ${keys}`) },
    { ...changeOf(name), check: `the sum of ${finer}_delta`, expected: sumOf(`${finer}_delta`, ofBatch) },
  ];
}

/** Each fact as `summaryOf` reads it. */
const CARD_FACTS = `(
    select t.*, ${SPENT} as spent, 1 as n, (t.customer_id, t.id) in (
      select v.customer_id, v.corrects_id from silver.card_transaction v where v.kind = 'void') as is_voided
    from silver.card_transaction t)`;

/** Where, when and until when: what no file says of a card its earliest sale does that stands, or the earliest where none does. */
const PLACES = `
  select c.customer_id, c.id, case when c.merchant_by_sale then coalesce(f.merchant_id, f.issuing_merchant_id) else c.merchant_id end,
    d.sold_on, coalesce(d.sold_on + c.card_valid_days, c.card_expires_on), coalesce(d.sold_on + c.funds_valid_days, c.funds_expires_on)
  from silver.card c left join (
    select distinct on (t.customer_id, t.card_id) t.customer_id, t.card_id, t.occurred_on, t.merchant_id,
      y.merchant_id as issuing_merchant_id
    from ${CARD_FACTS} t join silver.card o on o.customer_id = t.customer_id and o.id = t.card_id
    join silver.card_type y on y.id = o.card_type_id
    where t.kind = 'sale' and (o.merchant_by_sale or o.day_by_sale)
    order by t.customer_id, t.card_id, t.is_voided, t.occurred_at, t.source_id
  ) f on f.customer_id = c.customer_id and f.card_id = c.id
  cross join lateral (select case when c.day_by_sale then coalesce(f.occurred_on, c.sold_on) else c.sold_on end as sold_on) d
  where c.merchant_by_sale or c.day_by_sale`;

function cardComparisons(): Comparison[] {
  const summary = list([...measures, ...summaryDates]);
  const card = ["customer_id", "card_id"];
  const frozen = [
    ...["issuer_id", "card_type_id", "merchant_id", "currency", "jurisdiction", "birth_year", "sold_on"],
    ...["card_expires_on", "funds_expires_on"],
  ];
  const place = ["merchant_id", "sold_on", "card_expires_on", "funds_expires_on"];
  return [
    {
      table: "silver.card_summary",
      check: "each card's facts",
      columns: [...card, ...measures, ...summaryDates],
      unique: card,
      stored: `select customer_id, card_id, ${summary} from silver.card_summary`,
      expected: `select c.customer_id, c.id, ${list(measures.map((m) => `coalesce(a.${m}, 0)`))},
          ${list(summaryDates.map((date) => `a.${date}`))}
        from silver.card c left join (${summaryOf(CARD_FACTS)}) a on a.customer_id = c.customer_id and a.card_id = c.id`,
    },
    {
      table: "silver.card_summary",
      check: "each card's frozen facts",
      columns: [...card, ...frozen],
      unique: card,
      stored: `select ${list([...card, ...frozen])} from silver.card_summary`,
      expected: `select c.customer_id, c.id, c.issuer_id, c.card_type_id, c.merchant_id, y.currency, c.jurisdiction,
        c.birth_year, c.sold_on, c.card_expires_on, c.funds_expires_on
        from silver.card c join silver.card_type y on y.id = c.card_type_id`,
    },
    {
      table: "silver.card",
      check: "each card's sales",
      columns: ["customer_id", "id", ...place],
      unique: ["customer_id", "id"],
      stored: `select customer_id, id, ${list(place)} from silver.card where merchant_by_sale or day_by_sale`,
      expected: PLACES,
    },
    {
      table: "gold.last_use",
      check: "the card summaries",
      columns: ["issuer_id", "card_type_id", "last_use_month", "cards", "balance"],
      unique: ["issuer_id", "card_type_id", "last_use_month"],
      stored: "select issuer_id, card_type_id, last_use_month, cards, balance from gold.last_use",
      expected: `select issuer_id, card_type_id, coalesce(date_trunc('month', last_use_on)::date, 'infinity'), count(*), sum(${BALANCE})::bigint
        from silver.card_summary group by 1, 2, 3`,
    },
    {
      table: "gold.aging",
      check: "the card summaries",
      columns: ["issuer_id", "basis", "currency", "month", "lapse_month", "cards", "balance"],
      unique: ["issuer_id", "basis", "currency", "month", "lapse_month"],
      stored: "select issuer_id, basis, currency, month, lapse_month, cards, balance from gold.aging",
      expected: `select issuer_id, basis, currency,
          case basis when 'load' then ${LOADED_MONTH}
            else coalesce(date_trunc('month', last_use_on)::date, 'infinity') end,
          coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity'), count(*), sum(${BALANCE})::bigint
        from silver.card_summary cross join (values ('load'), ('last-use')) b (basis)
        where ${BALANCE} <> 0 group by 1, 2, 3, 4, 5`,
    },
    {
      table: "gold.partly_used",
      check: "the card summaries",
      columns: ["issuer_id", "card_type_id", "lapse_month", "cards", "balance", "larger_cards"],
      unique: ["issuer_id", "card_type_id", "lapse_month"],
      stored: "select issuer_id, card_type_id, lapse_month, cards, balance, larger_cards from gold.partly_used",
      expected: `select issuer_id, card_type_id, coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity'),
          sum(cards)::bigint, sum(balance)::bigint, count(*) filter (where ${LARGER})
        from (select *, ${BALANCE} as balance from silver.card_summary) s where ${PARTLY_USED} group by 1, 2, 3`,
    },
    {
      table: "gold.drained_at_once",
      check: "the card summaries",
      columns: ["issuer_id", "sold_on", ...card],
      unique: ["issuer_id", "sold_on", ...card],
      stored: "select issuer_id, sold_on, customer_id, card_id from gold.drained_at_once",
      expected: DRAINED_AT_ONCE,
    },
  ];
}

/**
 * Rows that are on one side only, or differ. Where a key makes rows unique the sides are joined by it; without one equal
 * rows are counted on both sides, so that a row that is there twice is found.
 */
async function compare(tx: Tx, comparison: Comparison): Promise<{ rows: number; example: unknown }> {
  const { columns, unique, stored, expected } = comparison;
  const named = list(columns);
  const side = (name: string) => list(columns.map((column) => `${name}.${column}`));
  const differences = unique
    ? `select to_jsonb(s) as stored, to_jsonb(e) as expected
       from (${stored}) s (${named}) full join (${expected}) e (${named})
         on ${unique.map((key) => `s.${key} = e.${key}`).join(" and ")}
       where (${side("s")}) is distinct from (${side("e")})`
    : `select ${named}, sum(side)::int as surplus
       from (select 1 as side, s.* from (${stored}) s (${named}) union all select -1, e.* from (${expected}) e (${named})) u
       group by ${named} having sum(side) <> 0`;
  const [found] = await tx.execute<{ rows: number; example: unknown }>(
    sql.raw(`with difference as materialized (${differences})
      select count(*)::int as rows, (select to_jsonb(d) from difference d limit 1) as example from difference`),
  );
  return found ?? { rows: 0, example: null };
}
