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
  const earliest = [...monthEnds].sort()[0] ?? "";
  const after = sql`r.activity_month > ${startOfMonth(earliest)}::date`;
  const own = sql`r.issuer_id = ${context.issuerId} and r.card_type_id in (
    select id from silver.card_type where issuer_id = ${context.issuerId} and currency = ${currency})`;
  const parts: SQL[] = [
    sql`select null::date as activity_month, r.lapse_month, ${sums("")} from gold.type_expiry r where ${own} group by 2`,
    sql`select r.activity_month, r.lapse_month, ${sums("")} from gold.type_lapse r where ${own} and ${after} group by 1, 2`,
  ];
  if (context.laterBatches) {
    const unknown = sql.raw(`r.batch_id in (${context.laterBatches.map((id) => String(Math.trunc(id))).join(", ")})`);
    parts.push(
      sql`select null::date, r.lapse_month, ${sums("-")} from gold.type_lapse_delta r where ${own} and ${unknown} group by 2`,
      sql`select r.activity_month, r.lapse_month, ${sums("-")} from gold.type_lapse_delta r where ${own} and ${unknown} and ${after} group by 1, 2`,
    );
  }
  const rows = await tx.execute<Row>(sql`
    select activity_month, lapse_month, sum(cards) as cards, sum(redemptions) as redemptions, sum(sold) as sold, sum(redeemed) as redeemed,
      sum(other) as other, sum(expired) as expired, sum(escheated) as escheated
    from (${sql.join(parts, sql` union all `)}) p group by 1, 2`);
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
