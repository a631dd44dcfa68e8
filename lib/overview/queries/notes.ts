import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { basisOf, readContext } from "@/lib/breakage/queries/context";
import { addDays, addMonths, civilDateIn, endOfMonth, startOfMonth } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import {
  drainedNote,
  lastWholeMonth,
  type MonthOfRedemptions,
  NOTE_LIMITS,
  smallChange,
  surgeNote,
  surgeOf,
  tinyBalancesNote,
} from "../notes";
import type { Note, Notes } from "../overview";
import type { OverviewParams } from "../schema";
import { plainWriting, type Writing } from "../writing";
import { listNeverUsed } from "./never-used";
import { foundIn, type Subject, type TypeRow, typesOf } from "./note-subject";
import { readSnoozed } from "./snoozed";
import { listUnusualWeek } from "./unusual-week";

/**
 * What a person should look at. Cohorts and months are read from rollups at any as-of date; what is said of single cards
 * is said of their present state and so only when the as-of date reaches the last day with data.
 */
export function listNotes(
  scope: Scope,
  params: OverviewParams,
  now: Date,
  write: Writing = plainWriting,
): Promise<Notes> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const { asOf, currency } = basisOf(scope, context, params);
      if (context.laterBatches) return { soughtIn: "nothing", notes: [] };
      const about = { context, issuerId: scope.issuerId, asOf, currency, write };
      const isPresent = context.lastEventOn === null || context.lastEventOn <= asOf;
      const notes = await Promise.all([
        listNeverUsed(tx, about),
        isPresent ? listTinyBalances(tx, about) : [],
        isPresent ? listDrained(tx, about) : [],
        listSurges(tx, about),
        listUnusualWeek(tx, about),
      ]);
      const snoozed = await readSnoozed(tx, scope, civilDateIn(scope.issuer.timeZone, now));
      return {
        soughtIn: isPresent ? "all" : "cohorts",
        notes: notes.flat().map((note) => ({ ...note, snoozedUntil: snoozed.get(note.cause) ?? null })),
      };
    },
    { readOnly: true },
  );
}

const LEFT = sql.raw(
  "(s.sold + s.reloaded - s.redeemed - s.refunded - s.fees + s.transferred + s.adjusted - s.expired - s.escheated)",
);

/** Types of which no card in use holds more than small change. Of a month that has begun, the cards themselves are asked. */
async function listTinyBalances(tx: Tx, about: Subject): Promise<Note[]> {
  const { issuerId, asOf } = about;
  const rows = await tx.execute<TypeRow>(sql`
    select y.code, y.name, sum(p.cards) as cards, sum(p.balance) as amount from (
      select card_type_id, cards, balance, larger_cards from gold.partly_used
      where issuer_id = ${issuerId} and lapse_month > ${startOfMonth(asOf)}::date
      union all
      select s.card_type_id, s.cards, ${LEFT}, case when ${LEFT} >= ${String(smallChange(about.currency))}::bigint then 1 else 0 end
      from silver.card_summary s
      where s.issuer_id = ${issuerId} and s.funds_expires_on between ${asOf}::date and ${addDays(endOfMonth(asOf), -1)}::date
        and s.redeemed > 0 and ${LEFT} > 0
    ) p join ${typesOf(about)} y on y.id = p.card_type_id
    group by y.code, y.name having sum(p.larger_cards) = 0 and sum(p.cards) >= ${NOTE_LIMITS.tinyBalances.cards}
    order by sum(p.cards) desc, y.code limit ${NOTE_LIMITS.shown}`);
  return rows.map((row) => tinyBalancesNote(foundIn(row, about)));
}

/** Of the cards drained within minutes of their sale, those sold in the last days. */
async function listDrained(tx: Tx, about: Subject): Promise<Note[]> {
  const { asOf } = about;
  const rows = await tx.execute<Omit<TypeRow, "name"> & { which: string }>(sql`
    select y.code, sum(s.cards) as cards, sum(s.sold + s.reloaded) as amount,
      md5(string_agg(u.card_id::text, ',' order by u.card_id)) as which
    from gold.drained_at_once u
    join silver.card_summary s on s.customer_id = u.customer_id and s.card_id = u.card_id
    join ${typesOf(about)} y on y.id = s.card_type_id
    where u.issuer_id = ${about.issuerId}
      and u.sold_on between ${addDays(asOf, 1 - NOTE_LIMITS.drained.days)}::date and ${asOf}::date
    group by y.code order by y.code`);
  if (rows.length === 0) return [];
  const cards = rows.reduce((sum, row) => sum + Number(row.cards), 0);
  const amount = rows.reduce((sum, row) => sum + BigInt(row.amount), 0n);
  const types = rows.map((row) => row.code);
  const which = createHash("sha256")
    .update(rows.map((row) => row.which).join(","))
    .digest("hex");
  return [drainedNote({ cards, amount, types, which, currency: about.currency, asOf, write: about.write })];
}

type MonthRow = { code: string; name: string; activity_month: string; redemptions: string; redeemed: string };

async function listSurges(tx: Tx, about: Subject): Promise<Note[]> {
  const month = lastWholeMonth(about.asOf);
  const rows = await tx.execute<MonthRow>(sql`
    select y.code, y.name, g.* from (
      select card_type_id, activity_month, sum(redemptions) as redemptions, sum(redeemed) as redeemed from gold.type_lapse
      where issuer_id = ${about.issuerId} and activity_month between ${addMonths(month, -12)}::date and ${month}::date
      group by card_type_id, activity_month
    ) g join ${typesOf(about)} y on y.id = g.card_type_id`);
  const byType = new Map<string, { name: string; months: MonthOfRedemptions[] }>();
  for (const row of rows) {
    const type = byType.get(row.code) ?? { name: row.name, months: [] };
    type.months.push({
      month: row.activity_month,
      redemptions: Number(row.redemptions),
      redeemed: BigInt(row.redeemed),
    });
    byType.set(row.code, type);
  }
  const notes = [...byType].flatMap(([id, { name, months }]) => {
    const surge = surgeOf(months, month);
    if (!surge) return [];
    const { redemptions, redeemed: amount } = surge.month;
    const { currency, write } = about;
    return [surgeNote({ type: { id, name }, redemptions, amount, currency, month, usual: surge.usual, write })];
  });
  return notes.sort((a, b) => (b.redemptions ?? 0) - (a.redemptions ?? 0)).slice(0, NOTE_LIMITS.shown);
}
