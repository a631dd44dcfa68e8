import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Amounts, addAmounts, NOTHING } from "@/lib/breakage/figures";
import type { Context } from "@/lib/breakage/queries/context";
import { readStock } from "@/lib/breakage/queries/report";
import { type CivilDate, isMonthEnd, startOfMonth } from "@/lib/dates";
import { type ActivityCell, type LapseCell, stockAtMonthEnds } from "../stock";

/** What all cards of a currency had come to at the end of each date: month ends together, other days one by one. */
export async function readStocks(
  tx: Tx,
  context: Context,
  currency: string,
  dates: readonly CivilDate[],
): Promise<Map<CivilDate, Amounts>> {
  const wanted = [...new Set(dates)];
  const monthEnds = wanted.filter(isMonthEnd);
  const days = wanted.filter((date) => !isMonthEnd(date));
  const [stocks, ...others] = await Promise.all([
    monthEnds.length > 0 ? readMonthEnds(tx, context, currency, monthEnds) : new Map<CivilDate, Amounts>(),
    ...days.map((asOf) => readStock(tx, context, { asOf, currency }, [])),
  ]);
  for (const [i, day] of days.entries()) {
    stocks.set(day, (others[i] ?? []).map((group) => group.amounts).reduce(addAmounts, NOTHING));
  }
  return stocks;
}

type Row = Record<
  "lapse_month" | "cards" | "redemptions" | "sold" | "redeemed" | "other" | "expired" | "escheated",
  string
> & {
  activity_month: string | null;
};

const sums = (sign: "" | "-") =>
  sql.raw(`${sign}sum(r.cards) as cards, ${sign}sum(r.redemptions) as redemptions, ${sign}sum(r.sold + r.reloaded) as sold, ${sign}sum(r.redeemed) as redeemed,
    ${sign}sum(- r.refunded - r.fees + r.transferred + r.adjusted) as other, ${sign}sum(r.expired) as expired,
    ${sign}sum(r.escheated) as escheated`);

async function readMonthEnds(tx: Tx, context: Context, currency: string, monthEnds: readonly CivilDate[]) {
  const months = monthEnds.map(startOfMonth).sort();
  const [first, last] = [months[0] ?? "", months.at(-1) ?? ""];
  const after = sql`r.activity_month > ${first}::date`;
  // When it is gone matters only between the first date and the last: what is gone before is so at all of them, what is gone
  // later at none. A quarter of the rows, where cards live for years.
  const gone = sql`case when r.lapse_month > ${last}::date then 'infinity' else greatest(r.lapse_month, ${first}::date) end as lapse_month`;
  const own = sql`r.issuer_id = ${context.issuerId} and r.card_type_id in (
    select id from silver.card_type where issuer_id = ${context.issuerId} and currency = ${currency})`;
  const parts: SQL[] = [
    sql`select null::date as activity_month, ${gone}, ${sums("")} from gold.type_expiry r where ${own} group by 2`,
    sql`select r.activity_month, ${gone}, ${sums("")} from gold.type_lapse r where ${own} and ${after} group by 1, 2`,
  ];
  if (context.laterBatches) {
    const unknown = sql.raw(`r.batch_id in (${context.laterBatches.map((id) => String(Math.trunc(id))).join(", ")})`);
    parts.push(
      sql`select null::date, ${gone}, ${sums("-")} from gold.type_lapse_delta r where ${own} and ${unknown} group by 2`,
      sql`select r.activity_month, ${gone}, ${sums("-")} from gold.type_lapse_delta r where ${own} and ${unknown} and ${after} group by 1, 2`,
    );
  }
  const rows = await tx.execute<Row>(sql.join(parts, sql` union all `));
  const now = rows.filter((row) => row.activity_month === null).map(cellOf);
  const activity = rows.flatMap((row): ActivityCell[] =>
    row.activity_month === null ? [] : [{ ...cellOf(row), activityMonth: row.activity_month }],
  );
  return stockAtMonthEnds(now, activity, monthEnds);
}

function cellOf(row: Row): LapseCell {
  return {
    lapseMonth: row.lapse_month,
    cards: Number(row.cards),
    redemptions: Number(row.redemptions),
    sold: BigInt(row.sold),
    redeemed: BigInt(row.redeemed),
    other: BigInt(row.other),
    expired: BigInt(row.expired),
    escheated: BigInt(row.escheated),
  };
}
