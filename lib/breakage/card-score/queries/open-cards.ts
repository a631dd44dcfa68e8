import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { BALANCE } from "@/lib/rollups/definitions";
import { monthSql, monthText } from "../../forecast/queries/month-sql";
import { always, settledTest } from "../../queries/card-parts";
import { readContext } from "../../queries/context";
import { ENDED, keyBits } from "../cell";
import type { CellStock } from "../reconcile";
import type { SoldType } from "./card-types";
import { END_MONTH_SQL, historySql, keySql, TRAITS_SQL } from "./encoding";

type Asked = {
  readonly asOf: CivilDate;
  /** The types that are scored. */
  readonly types: readonly Pick<SoldType, "id" | "usualValue">[];
  /** The step of each traits' index. */
  readonly steps: readonly number[];
  /** The age at which cards that never expire are settled. */
  readonly ultimateAge: number;
};

/**
 * `score_state`: every card of a scored type with a balance at the end of the month, its cell in the month after, and the key
 * of its score. From its summary where nothing happened later, else from its facts. The types come as a value and not as a
 * temporary table, which no second process of the server could read.
 */
export async function createStates(tx: Tx, scope: Scope, asked: Asked): Promise<void> {
  const { asOf, steps, ultimateAge } = asked;
  const settled = settledTest(await readContext(tx, scope, null), asOf);
  const coming = `(${monthText(`'${asOf}'::date`)} + 1)`;
  await tx.execute(sql`
    create temp table score_state on commit drop as
    select customer_id, card_id, balance, cell,
      case when ${sql.raw(coming)} > coalesce(ends, sold_month + ${ultimateAge}::int) then ${sql.raw(ENDED_KEY)}
        else cell + ((array[${sql.raw(steps.join(", "))}])[traits + 1] - traits) * ${2 ** keyBits.history}::int end as score
    from (select *, ${cell(coming)} as cell from (${stateOf(scope, asked, settled)}) s where balance > 0 offset 0) s`);
}

const ENDED_KEY = keySql({
  type: "card_type_id",
  endAge: String(ENDED.endAge),
  age: String(ENDED.age),
  traits: String(ENDED.traits),
  history: String(ENDED.history),
});

const cell = (coming: string): SQL =>
  sql.raw(
    keySql({
      type: "card_type_id",
      endAge: "ends - sold_month",
      age: `${coming} - sold_month`,
      traits: "traits",
      history: historySql({ uses: "uses", idle: `${coming} - 1 - last_use`, balance: "balance", loaded: "loaded" }),
    }),
  );

function stateOf(scope: Scope, { asOf, types }: Asked, settled: SQL): SQL {
  const frozen = sql.raw(`c.customer_id, c.card_id, c.card_type_id, ${TRAITS_SQL} as traits,
    ${monthText("c.sold_on")} as sold_month, ${END_MONTH_SQL} as ends`);
  const usual = JSON.stringify(types.map(({ id, usualValue }) => ({ id, usual: usualValue })));
  // Half of all holders are nobody in particular, each with a row for one card.
  const cards = sql`from silver.card_summary c
    join jsonb_to_recordset(${usual}::jsonb) as y (id int, usual bigint) on y.id = c.card_type_id
    left join (
      select customer_id, source_id from silver.customer where issuer_id = ${scope.issuerId} and source_id is not null
    ) h on h.customer_id = c.customer_id`;
  const wanted = sql`c.issuer_id = ${scope.issuerId} and c.sold_on <= ${asOf}::date and c.sold > 0`;
  const fromSummary = sql`
    select ${frozen}, ${sql.raw(BALANCE)} as balance, c.sold + c.reloaded as loaded, c.redemptions::int as uses,
      ${monthSql("c.last_use_on")} as last_use
    ${cards} where ${wanted} and ${settled}`;
  // Alone it is done by several of the server's processes from end to end.
  if (settled === always) return fromSummary;
  return sql`${fromSummary}
    union all
    select s.customer_id, s.card_id, s.card_type_id, s.traits, s.sold_month, s.ends, sum(t.amount)::bigint,
      coalesce(sum(t.amount) filter (where t.counts_as in ('sale', 'reload')), 0)::bigint,
      coalesce(sum(case when t.kind = 'void' then -1 else 1 end) filter (where t.counts_as = 'redemption'), 0)::int,
      max(${monthSql("t.occurred_on")}) filter (where t.kind = 'redemption' and not exists (
        select from silver.card_transaction v where v.customer_id = t.customer_id and v.card_id = t.card_id
          and v.kind = 'void' and v.corrects_id = t.id))
    from (select ${frozen} ${cards} where ${wanted} and not (${settled})) s
    join silver.card_transaction t on t.customer_id = s.customer_id and t.card_id = s.card_id
    where t.occurred_on <= ${asOf}::date
    group by s.customer_id, s.card_id, s.card_type_id, s.traits, s.sold_month, s.ends`;
}

type StockRow = { key: number; cards: number; balance: number };

/** The keys of scores that occur, rising, with their cards and the balance on them: in minor units exact up to 2⁵³. */
export async function listStock(tx: Tx): Promise<CellStock & { readonly keys: readonly number[] }> {
  const rows = await tx.execute<StockRow>(sql`
    select score::float8 as key, count(*)::int as cards, sum(balance::float8) as balance from score_state group by score order by score`);
  return {
    keys: rows.map(({ key }) => key),
    cards: rows.map(({ cards }) => cards),
    balance: rows.map(({ balance }) => balance),
  };
}
