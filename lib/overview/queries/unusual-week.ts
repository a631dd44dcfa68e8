import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { addDays, type CivilDate, daysBetween } from "@/lib/dates";
import { unusualWeekNote } from "../notes";
import type { Note } from "../overview";
import { type DailyCount, departsAtAll, departureOf, SPAN, WATCHED_DAYS, WATCHED_WEEKS } from "../usual";
import { type Subject, typesOf } from "./note-subject";

/**
 * Whether the week that ends on the as-of date is out of the ordinary, over all card types of the currency; by day, from the
 * rollup. Most weeks are as usual, and then no more than their own quarter is read.
 */
export async function listUnusualWeek(tx: Tx, about: Subject): Promise<Note[]> {
  if (!departsAtAll(countOf(await readDays(tx, about, SPAN), about.asOf))) return [];
  const days = await readDays(tx, about, WATCHED_DAYS);
  const first = days.map(({ day }) => day).sort()[0] ?? about.asOf;
  const departure = departureOf(countOf(days, about.asOf), daysBetween(first, about.asOf) + 1);
  return departure ? [unusualWeekNote({ ...about, departure, types: await readTypes(tx, about) })] : [];
}

type DayRow = { day: CivilDate; n: string };

function readDays(tx: Tx, about: Subject, days: number) {
  const { issuerId, asOf } = about;
  return tx.execute<DayRow>(sql`
    select d.day::text as day, sum(d.redemptions) as n from gold.type_day d join ${typesOf(about)} y on y.id = d.card_type_id
    where d.issuer_id = ${issuerId} and d.day between ${addDays(asOf, 1 - days)}::date and ${asOf}::date
    group by d.day`);
}

function countOf(days: readonly DayRow[], asOf: CivilDate): DailyCount {
  const counts = new Map(days.map(({ day, n }) => [daysBetween(day, asOf), Number(n)]));
  return (ago) => counts.get(ago) ?? 0;
}

type Row = { code: string; name: string; n: string; amount: string; before: string };

async function readTypes(tx: Tx, about: Subject) {
  const { issuerId, asOf } = about;
  const week = sql`d.day > ${addDays(asOf, -7)}::date`;
  const rows = await tx.execute<Row>(sql`
    select y.code, y.name, coalesce(sum(d.redemptions) filter (where ${week}), 0) as n,
      coalesce(sum(d.redeemed) filter (where ${week}), 0) as amount,
      coalesce(sum(d.redemptions) filter (where not ${week}), 0) as before
    from gold.type_day d join ${typesOf(about)} y on y.id = d.card_type_id
    where d.issuer_id = ${issuerId} and d.day > ${addDays(asOf, -7 * (WATCHED_WEEKS + 1))}::date and d.day <= ${asOf}::date
    group by y.code, y.name order by y.code`);
  return rows.map(({ code, name, n, amount, before }) => ({
    type: { id: code, name },
    redemptions: Number(n),
    amount: BigInt(amount),
    usual: Number(before) / WATCHED_WEEKS,
  }));
}
