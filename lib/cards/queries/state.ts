import { type SQL, sql } from "drizzle-orm";
import { settledTest } from "@/lib/breakage/queries/card-parts";
import type { Context } from "@/lib/breakage/queries/context";
import { inList } from "@/lib/breakage/queries/wanted";
import type { CivilDate, Period } from "@/lib/dates";

/**
 * Over card_summary `c`: its last usable day, the card's own or that of its funds, whichever comes first, lies in the
 * period. Whichever it is, its own index finds it.
 */
export function usableUntil({ from, to }: Period): SQL {
  const within = (day: string) => sql`${sql.raw(day)} between ${from}::date and ${to}::date`;
  return sql`(${within("c.card_expires_on")} or ${within("c.funds_expires_on")})
    and ${within("least(c.card_expires_on, c.funds_expires_on)")}`;
}

/**
 * Each card that `where` selects (over card_summary `c`), with its amounts as of a date: from its summary where nothing
 * came later, else from its facts. Cards of which nothing had happened by then are left out.
 */
export const cardStates = (context: Context, asOf: CivilDate, where: SQL): SQL =>
  sql`select * from (${everyCardState(context, asOf, where)}) s
    where cards <> 0 or sold <> 0 or redeemed <> 0 or other <> 0 or expired <> 0 or escheated <> 0`;

/** The same with the cards on which all has come to nothing: they may have held something the day before. */
export function everyCardState(context: Context, asOf: CivilDate, where: SQL): SQL {
  const settled = settledTest(context, asOf);
  const columns =
    sql.raw(`c.customer_id, c.card_id, c.card_type_id, c.merchant_id, c.currency, c.jurisdiction, c.birth_year,
    c.sold_on, c.card_expires_on, c.funds_expires_on`);
  const lapsed = sql`coalesce(c.funds_expires_on < ${asOf}::date, false)`;
  return sql`
    select s.*, sold - redeemed + other as unredeemed,
      case when lapsed then sold - redeemed + other - escheated else expired end as gone,
      case when lapsed then 0 else sold - redeemed + other - escheated - expired end as owed
    from (
      select ${columns}, ${lapsed} as lapsed, c.cards, c.redemptions, c.sold + c.reloaded as sold, c.redeemed,
        - c.refunded - c.fees + c.transferred + c.adjusted as other, c.expired, c.escheated, c.last_use_on, c.last_load_on, c.opened_on
      from silver.card_summary c where c.issuer_id = ${context.issuerId} and ${where} and ${settled}
      union all
      select ${columns}, ${lapsed}, ${sql.raw(sums)},
        ${dayOf("max", "redemption", context)}, ${dayOf("max", "reload", context)}, ${dayOf("min", "opened", context)}
      from silver.card_summary c
      join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.card_id
      where c.issuer_id = ${context.issuerId} and ${where} and not (${settled}) and t.occurred_on <= ${asOf}::date${knownTest(context)}
      group by ${columns}
    ) s`;
}

/** The first or last day of such events. A redemption known to be voided was no use of the card, a reload no load. */
const dayOf = (end: "min" | "max", kind: "redemption" | "reload" | "opened", context: Context): SQL =>
  sql`${sql.raw(end)}(t.occurred_on) filter (where t.kind = ${sql.raw(`'${kind}'`)} and not exists (
    select from silver.card_transaction v where v.customer_id = t.customer_id and v.card_id = t.card_id
      and v.kind = 'void' and v.corrects_id = t.id${knownTest(context, "v")}))`;

/** Leaves out facts, by their name in the statement, of batches that were not known yet. */
export const knownTest = ({ laterBatches }: Context, fact: "t" | "v" = "t"): SQL =>
  laterBatches ? sql` and ${sql.raw(fact)}.batch_id not in (${inList(laterBatches)})` : sql``;

/** Whole numbers as the summaries have them: one sum of the other kind, and every card of the union would be reckoned in decimals. */
const netCount = (kind: string) =>
  `coalesce(sum(case when t.kind = 'void' then -1 else 1 end) filter (where t.counts_as = '${kind}'), 0)::bigint`;
const amount = (kinds: string, sign: "" | "-") =>
  `coalesce(${sign}sum(t.amount) filter (where t.counts_as in (${kinds})), 0)::bigint`;
/** What facts `t` of a card add up to, in the order in which its summary gives the same. */
export const FACT_SUMS = {
  cards: netCount("sale"),
  redemptions: netCount("redemption"),
  sold: amount("'sale', 'reload'", ""),
  redeemed: amount("'redemption'", "-"),
  other: amount("'refund', 'fee', 'transfer', 'adjustment'", ""),
  expired: amount("'expiry'", "-"),
  escheated: amount("'escheat'", "-"),
} as const;
const sums = Object.values(FACT_SUMS).join(", ");

/** The row of a state, with the names a reader needs; `s` is the state. */
export const CARD_ROW = sql.raw(`
  k.source_id as id, y.code as type_code, y.name as type_name, y.medium, m.code as merchant_code, m.name as merchant_name,
  h.source_id as customer_code, h.name as customer_name, s.jurisdiction, s.currency, s.sold_on, s.card_expires_on,
  s.funds_expires_on, k.escheat_on, s.last_use_on, s.opened_on, s.cards, s.redemptions, s.sold, s.redeemed, s.other, s.gone, s.escheated,
  s.owed, s.unredeemed, s.customer_id, s.card_id`);
export const CARD_ROW_JOINS = sql.raw(`
  join silver.card k on k.customer_id = s.customer_id and k.id = s.card_id
  join silver.customer h on h.customer_id = s.customer_id
  join silver.card_type y on y.id = s.card_type_id
  left join silver.merchant m on m.id = s.merchant_id`);
