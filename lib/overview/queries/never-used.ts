import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { addDays, addMonths, endOfMonth, isMonthEnd, startOfMonth } from "@/lib/dates";
import { NOTE_LIMITS, neverUsedNote } from "../notes";
import type { Note } from "../overview";
import { foundIn, type Subject, type TypeRow, typesOf } from "./note-subject";

/** What lies on cards none of which was redeemed; the amount the list of them has at its foot as unredeemed. */
const UNREDEEMED = sql.raw("sold + reloaded - redeemed - refunded - fees + transferred + adjusted");

/**
 * Cards of a type sold in one month of which none was ever used. Nothing happens to a card before its sale, so the cells
 * of earlier months need not be read.
 */
export async function listNeverUsed(tx: Tx, about: Subject): Promise<Note[]> {
  const { cards, months, lookBackMonths, shown } = { ...NOTE_LIMITS.neverUsed, shown: NOTE_LIMITS.shown };
  const month = startOfMonth(about.asOf);
  const sold = { first: addMonths(month, -lookBackMonths), last: addMonths(month, -months) };
  const rows = await tx.execute<TypeRow & { sale_month: string }>(sql`
    select y.code, y.name, g.* from (
      select card_type_id, sale_month, sum(cards) as cards, sum(amount) as amount
      from (
        select card_type_id, sale_month, cards, redemptions, redeemed, ${UNREDEEMED} as amount from gold.type_cohort
        where issuer_id = ${about.issuerId} and activity_month between ${sold.first}::date and ${month}::date
          and sale_month between ${sold.first}::date and ${sold.last}::date
        ${restOfMonth(about, sold)}
      ) p
      group by card_type_id, sale_month
      having sum(cards) >= ${cards} and sum(redemptions) = 0 and sum(redeemed) = 0 and sum(amount) > 0
    ) g join ${typesOf(about)} y on y.id = g.card_type_id
    order by g.amount desc, g.sale_month, y.code limit ${shown}`);
  return rows.map((row) => neverUsedNote({ ...foundIn(row, about), month: row.sale_month }));
}

/** The days of the as-of month that lie after the as-of date: taken away fact by fact, as everywhere. */
function restOfMonth({ context, issuerId, asOf }: Subject, sold: { first: string; last: string }): SQL {
  if (isMonthEnd(asOf) || context.lastEventOn === null || context.lastEventOn <= asOf) return sql``;
  return sql`union all
    select c.card_type_id, date_trunc('month', c.sold_on)::date,
      -(case when t.counts_as = 'sale' then n.net else 0 end), -(case when t.counts_as = 'redemption' then n.net else 0 end),
      case when t.counts_as = 'redemption' then t.amount else 0 end,
      case when t.counts_as in ('expiry', 'escheat') then 0 else -t.amount end
    from silver.card_transaction t
    join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
    cross join lateral (select case when t.kind = 'void' then -1 else 1 end as net) n
    where t.issuer_id = ${issuerId} and t.occurred_on between ${addDays(asOf, 1)}::date and ${endOfMonth(asOf)}::date
      and c.sold_on between ${sold.first}::date and ${endOfMonth(sold.last)}::date`;
}
