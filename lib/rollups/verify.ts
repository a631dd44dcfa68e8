import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { factColumn } from "./batch-facts";
import { measures } from "./constants";
import { BALANCE, coarserOf, expressionOf, keysOf, measureExpression, measureList, rollupNames } from "./definitions";
import { summaryOfFacts } from "./summaries";
import { USED_AT_ONCE } from "./used-at-once";

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
 * compares both ways. Run it in a repeatable-read transaction, so that facts and rollups are of one moment.
 */
export async function verifyRollups(tx: Tx): Promise<Verification> {
  await tx.execute(sql.raw("set local work_mem = '256MB'"));
  await tx.execute(
    sql.raw(`create temp table verify_fact on commit drop as
      select t.issuer_id, t.batch_id, t.kind, t.counts_as, t.amount, t.purchase_total,
        ${expressionOf("merchant_month", "merchant_id")} as event_merchant_id,
        ${list((["card_type_id", "merchant_id", "jurisdiction", "birth_year", "currency", "sale_year", "sale_month", "activity_month", "expiry_month", "lapse_month", "day"] as const).map((key) => `${expressionOf("type_cohort", key)} as ${key}`))}
      from silver.card_transaction t
      join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
      join silver.card_type y on y.id = c.card_type_id`),
  );
  const [count] = await tx.execute<{ facts: number }>(sql.raw("select count(*)::int as facts from verify_fact"));
  const differences: Difference[] = [];
  const checked: string[] = [];
  for (const comparison of comparisons()) {
    const { table, check } = comparison;
    checked.push(`${table}: ${check}`);
    const found = await compare(tx, comparison);
    if (found.rows > 0) differences.push({ table, check, ...found });
  }
  await tx.execute(sql.raw("drop table verify_fact"));
  return { facts: count?.facts ?? 0, checked, differences };
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

function comparisons(): Comparison[] {
  const rollups = rollupNames.flatMap((name): Comparison[] => {
    const keys = list(keysOf(name));
    const columns = `issuer_id, ${keys}, ${measureList}`;
    const finer = coarserOf[name];
    const stored = `select ${columns} from gold.${name}`;
    const delta = `select issuer_id, batch_id, ${keys}, ${measureList} from gold.${name}_delta`;
    const state = { columns: ["issuer_id", ...keysOf(name), ...measures], unique: ["issuer_id", ...keysOf(name)] };
    const change = { columns: ["issuer_id", "batch_id", ...keysOf(name), ...measures], unique: null };
    if (finer) {
      return [
        {
          table: `gold.${name}`,
          check: `the sum of ${finer}`,
          ...state,
          stored,
          expected: `select issuer_id, ${keys}, ${sums} from gold.${finer} group by issuer_id, ${keys}`,
        },
        {
          table: `gold.${name}_delta`,
          check: `the sum of ${finer}_delta`,
          ...change,
          stored: delta,
          expected: `select issuer_id, batch_id, ${keys}, ${sums} from gold.${finer}_delta group by issuer_id, batch_id, ${keys}`,
        },
      ];
    }
    const source = keysOf(name).map((key) => factColumn(name, key));
    return [
      {
        table: `gold.${name}_delta`,
        check: "the facts, by batch",
        ...change,
        stored: delta,
        expected: `select issuer_id, batch_id, ${list(source)}, ${list(measures.map((m) => `(${measureExpression[m]})::bigint`))}
          from verify_fact t group by issuer_id, batch_id, ${list(source)}`,
      },
      {
        table: `gold.${name}`,
        check: "the sum over batches",
        ...state,
        stored,
        expected: `select issuer_id, ${keys}, ${sums} from gold.${name}_delta group by issuer_id, ${keys}`,
      },
    ];
  });
  const dates = ["first_use_on", "last_use_on", "last_event_at", "opened_on"];
  const summary = list([...measures, ...dates]);
  const card = ["customer_id", "card_id"];
  const frozen = [
    ...["issuer_id", "card_type_id", "merchant_id", "currency", "jurisdiction", "birth_year", "sold_on"],
    ...["card_expires_on", "funds_expires_on"],
  ];
  return [
    ...rollups,
    {
      table: "silver.card_summary",
      check: "each card's facts",
      columns: [...card, ...measures, ...dates],
      unique: card,
      stored: `select customer_id, card_id, ${summary} from silver.card_summary`,
      expected: `select c.customer_id, c.id, ${list(measures.map((m) => `coalesce(a.${m}, 0)`))}, a.first_use_on,
          a.last_use_on, a.last_event_at, a.opened_on
        from silver.card c left join (${summaryOfFacts()}) a on a.customer_id = c.customer_id and a.card_id = c.id`,
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
          case basis when 'load' then date_trunc('month', sold_on)::date
            else coalesce(date_trunc('month', last_use_on)::date, 'infinity') end,
          coalesce(date_trunc('month', funds_expires_on + 1)::date, 'infinity'), count(*), sum(${BALANCE})::bigint
        from silver.card_summary cross join (values ('load'), ('last-use')) b (basis)
        where ${BALANCE} <> 0 group by 1, 2, 3, 4, 5`,
    },
    {
      table: "gold.used_at_once",
      check: "the card summaries",
      columns: ["issuer_id", "sold_on", ...card],
      unique: ["issuer_id", "sold_on", ...card],
      stored: "select issuer_id, sold_on, customer_id, card_id from gold.used_at_once",
      expected: USED_AT_ONCE,
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
