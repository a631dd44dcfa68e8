import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { monthSql } from "../../forecast/queries/month-sql";
import { balanceBands, phaseBands } from "../constants";
import type { OutcomeRow, TakenMonth } from "../past-scores";
import { OUTCOMES } from "../taken";
import type { TrainingRow } from "../training";
import { balanceBandSql, bandSql, END_MONTH_SQL, historySql, keySql, TRAITS_SQL } from "./encoding";

/**
 * `score_step`: for each month in which something happened to a card that is learnt from, the state it left the card in and
 * what the next such month brings. Until then the card stays as it is, so all card-months follow from it.
 */
export async function createSteps(tx: Tx, scope: Scope, asOf: CivilDate): Promise<void> {
  await tx.execute(sql`
    create temp table score_picked on commit drop as
    select c.customer_id, c.card_id, c.card_type_id, ${sql.raw(TRAITS_SQL)} as traits,
      ${monthSql("c.sold_on")} as sold, ${sql.raw(END_MONTH_SQL)} as ends
    from silver.card k
    join score_type y on y.id = k.card_type_id
    join silver.card_summary c on c.customer_id = k.customer_id and c.card_id = k.id
    join silver.customer h on h.customer_id = c.customer_id
    where k.issuer_id = ${scope.issuerId} and c.sold_on <= ${asOf}::date and c.sold > 0
      and (hashtextextended(k.source_id, 0) & 65535) < y.sampled`);
  // So that the few cards are looked up one by one, and not all facts read for them.
  await tx.execute(sql`analyze score_picked`);
  await tx.execute(sql`
    create temp table score_step on commit drop as
    with monthly as (
      select p.customer_id, p.card_id, p.card_type_id, p.traits, p.sold, p.ends, ${monthSql("t.occurred_on")} as month,
        sum(t.amount)::bigint as net,
        (-coalesce(sum(t.amount) filter (where t.counts_as = 'redemption'), 0))::bigint as redeemed,
        coalesce(sum(t.amount) filter (where t.counts_as in ('sale', 'reload')), 0)::bigint as loaded,
        coalesce(sum(t.amount) filter (where t.counts_as not in ('redemption', 'expiry', 'escheat')), 0)::bigint as other,
        coalesce(sum(case when t.kind = 'void' then -1 else 1 end) filter (where t.counts_as = 'redemption'), 0)::int as uses
      from score_picked p
      join silver.card_transaction t on t.customer_id = p.customer_id and t.card_id = p.card_id
      where t.occurred_on <= ${asOf}::date
      group by p.customer_id, p.card_id, p.card_type_id, p.traits, p.sold, p.ends, 7
    )
    select card_type_id, traits, sold, ends, month,
      (sum(net) over past)::bigint as balance, (sum(loaded) over past)::bigint as loaded,
      (sum(uses) over past)::int as uses, max(month) filter (where uses > 0) over past as last_use,
      (sum(redeemed) over card - sum(redeemed) over past)::bigint as redeemed_later,
      (sum(least(other, 0)) over past - sum(least(other, 0)) over card)::bigint as lost_later,
      lead(month) over way as next_month, lead(net) over way as next_net, lead(redeemed) over way as next_redeemed,
      lead(loaded) over way as next_loaded, lead(other) over way as next_other,
      lead(uses) over way as next_uses
    from monthly
    window way as (partition by customer_id, card_id order by month),
      past as (partition by customer_id, card_id order by month rows unbounded preceding),
      card as (partition by customer_id, card_id)`);
  await tx.execute(sql`drop table score_picked`);
  await tx.execute(sql`delete from score_step where balance <= 0 or month < sold`);
  await tx.execute(sql`analyze score_step`);
}

const cellAt = (month: string) =>
  keySql({
    type: "card_type_id",
    endAge: "ends - sold",
    age: `${month} - sold`,
    traits: "traits",
    history: historySql({ uses: "uses", idle: `${month} - 1 - last_use`, balance: "balance", loaded: "loaded" }),
  });

/** Whole numbers add up to the same in any order. */
const MILLION = 1_000_000;

/** Card-months from the one after the sale to the end or the last known. */
export async function listTrainingRows(tx: Tx, lastMonth: number): Promise<TrainingRow[]> {
  const rows = await tx.execute<TrainingRow>(sql`
    select ${sql.raw(cellAt("m"))}::float8 as key, m as month, count(*)::int as trials,
      count(*) filter (where m = next_month and next_redeemed > 0)::int as events,
      coalesce(sum(${MILLION}::bigint * least(balance, -next_other) / balance)
        filter (where m = next_month and next_redeemed <= 0 and next_other < 0), 0)::float8 as lost
    from score_step cross join lateral
      generate_series(month + 1, least(coalesce(next_month, ${lastMonth}::int), ${lastMonth}::int, ends)) m
    group by 1, 2 order by 1, 2`);
  return rows.map((row) => ({ ...row, lost: row.lost / MILLION }));
}

const stateSql = (uses: string, balance: string, loaded: string) =>
  `(1 + (case when ${uses} >= 2 then ${balanceBands.length} else 0 end) + ${balanceBandSql(balance, loaded)})`;

type TakenSql = { type: number; source: number; outcome: number; month: number; redemptions: number; micros: number };

/**
 * Months with a redemption, as `../taken.ts` learns from them. What is spent is taken from what was on the card before, and
 * from the month's reloads only then: the lots of the headline are used up in the same order.
 */
export async function listTaken(tx: Tx): Promise<TakenMonth[]> {
  const rows = await tx.execute<TakenSql>(sql`
    select card_type_id as type, source, case when after = 0 then 0 else ${sql.raw(stateSql("uses_then", "held", "loaded_then"))} end as outcome,
      next_month as month, count(*)::int as redemptions, sum((${MILLION}::bigint * after + balance / 2) / balance)::float8 as micros
    from (
      select card_type_id, next_month, balance, greatest(balance - next_redeemed, 0) as after,
        greatest(balance + next_net, 1) as held, loaded + next_loaded as loaded_then, greatest(uses + next_uses, 1) as uses_then,
        ${sql.raw(bandSql("next_month - sold", phaseBands))} * ${OUTCOMES}::int
          + case when uses > 0 and last_use is not null then ${sql.raw(stateSql("uses", "balance", "loaded"))} else 0 end as source
      from score_step where next_redeemed > 0 and next_month <= coalesce(ends, next_month)
    ) s
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
  return rows.map(({ type, micros, ...row }) => ({ ...row, typeId: type, left: micros / MILLION }));
}

type OutcomeSql = { key: number; cards: number; untouched: number; not_fully: number; micros: number };

/** Cards open at the end of a past month, and what came of their balance since. */
export async function listOutcomes(tx: Tx, cut: number): Promise<OutcomeRow[]> {
  const rows = await tx.execute<OutcomeSql>(sql`
    select ${sql.raw(cellAt("m"))}::float8 as key, count(*)::int as cards,
      count(*) filter (where redeemed_later <= 0)::int as untouched,
      count(*) filter (where redeemed_later < balance)::int as not_fully,
      sum((${MILLION}::bigint * least(balance, greatest(balance - redeemed_later - lost_later, 0)) + balance / 2) / balance)::float8 as micros
    from score_step cross join (select ${cut}::int + 1 as m) moment
    where month < m and coalesce(next_month, m) >= m and coalesce(ends, m) >= m
    group by 1 order by 1`);
  return rows.map((row) => ({
    key: row.key,
    cards: row.cards,
    untouched: row.untouched,
    notFully: row.not_fully,
    left: row.micros / MILLION,
  }));
}
