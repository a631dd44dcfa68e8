import { type SQL, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { basisOf, readContext } from "@/lib/breakage/queries/context";
import { addDays, addMonths, type CivilDate, startOfMonth } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import {
  drainedNote,
  lastWholeMonth,
  type MonthOfRedemptions,
  NOTE_LIMITS,
  neverUsedNote,
  smallChange,
  surgeNote,
  surgeOf,
  tinyBalancesNote,
} from "../notes";
import type { Note } from "../overview";
import type { OverviewParams } from "../schema";

type Subject = { readonly issuerId: number; readonly asOf: CivilDate; readonly currency: string };

/**
 * What a person should look at. Cohorts and months are read from rollups at any as-of date; what is said of single cards
 * is said of their present state and so only when the as-of date reaches the last day with data.
 */
export function listNotes(scope: Scope, params: OverviewParams): Promise<readonly Note[]> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const { asOf, currency } = basisOf(scope, context, params);
      if (context.laterBatches) return [];
      const about = { issuerId: scope.issuerId, asOf, currency };
      const isPresent = context.dataUntil === null || context.dataUntil <= asOf;
      const found = await Promise.all([
        listNeverUsed(tx, about),
        isPresent ? listTinyBalances(tx, about) : [],
        isPresent ? listDrained(tx, about) : [],
        listSurges(tx, about),
      ]);
      return found.flat();
    },
    { readOnly: true },
  );
}

const typesOf = ({ issuerId, currency }: Subject): SQL =>
  sql`(select id, code, name from silver.card_type where issuer_id = ${issuerId} and currency = ${currency})`;

type TypeRow = { code: string; name: string; cards: string; amount: string };
const found = (row: TypeRow, { currency }: Subject) => ({
  type: { id: row.code, name: row.name },
  cards: Number(row.cards),
  amount: BigInt(row.amount),
  currency,
});

/** Nothing happens to a card before its sale, so the cells of earlier months need not be read. */
async function listNeverUsed(tx: Tx, about: Subject): Promise<Note[]> {
  const { cards, months, lookBackMonths } = NOTE_LIMITS.neverUsed;
  const month = startOfMonth(about.asOf);
  const rows = await tx.execute<TypeRow & { sale_month: string }>(sql`
    select y.code, y.name, g.* from (
      select card_type_id, sale_month, sum(cards) as cards, sum(sold + reloaded) as amount from gold.type_cohort
      where issuer_id = ${about.issuerId} and activity_month between ${addMonths(month, -lookBackMonths)}::date and ${month}::date
        and sale_month between ${addMonths(month, -lookBackMonths)}::date and ${addMonths(month, -months)}::date
      group by card_type_id, sale_month
      having sum(cards) >= ${cards} and sum(redemptions) = 0 and sum(redeemed) = 0
    ) g join ${typesOf(about)} y on y.id = g.card_type_id
    order by g.amount desc, g.sale_month, y.code limit ${NOTE_LIMITS.shown}`);
  return rows.map((row) => neverUsedNote({ ...found(row, about), month: row.sale_month }));
}

const LEFT = sql.raw(
  "(s.sold + s.reloaded - s.redeemed - s.refunded - s.fees + s.transferred + s.adjusted - s.expired - s.escheated)",
);

/**
 * Each type is looked through only until one larger balance is found, which for nearly all types is at once: a limit in
 * a lateral query is what makes the database stop there, and the newest cards are the likeliest to hold something. Only
 * the few types left are summed up.
 */
async function listTinyBalances(tx: Tx, about: Subject): Promise<Note[]> {
  const unit = String(smallChange(about.currency));
  const partly = sql`s.issuer_id = ${about.issuerId} and s.card_type_id = y.id and s.redeemed > 0
    and (s.funds_expires_on is null or s.funds_expires_on >= ${about.asOf}::date)`;
  const rows = await tx.execute<TypeRow>(sql`
    with suspect as materialized (
      select y.* from ${typesOf(about)} y
      left join lateral (
        select true as found from silver.card_summary s where ${partly} and ${LEFT} >= ${unit}::bigint
        order by s.sold_on desc limit 1
      ) larger on true
      where larger.found is null
    )
    select y.code, y.name, g.cards, g.amount from suspect y
    cross join lateral (
      select count(*) as cards, coalesce(sum(${LEFT}), 0) as amount from silver.card_summary s where ${partly} and ${LEFT} > 0
    ) g
    where g.cards >= ${NOTE_LIMITS.tinyBalances.cards}
    order by g.cards desc, y.code limit ${NOTE_LIMITS.shown}`);
  return rows.map((row) => tinyBalancesNote(found(row, about)));
}

/** Times are compared only where the source gave any: a sale and a use of the same instant are two bare dates. */
async function listDrained(tx: Tx, about: Subject): Promise<Note[]> {
  const { days, minutes } = NOTE_LIMITS.drained;
  const rows = await tx.execute<{ code: string; cards: string; amount: string }>(sql`
    select y.code, count(*) as cards, sum(s.sold) as amount
    from silver.card_summary s
    join ${typesOf(about)} y on y.id = s.card_type_id
    join lateral (
      select min(t.occurred_at) filter (where t.kind = 'sale') as sold_at,
        max(t.occurred_at) filter (where t.kind = 'redemption') as used_at
      from silver.card_transaction t where t.customer_id = s.customer_id and t.card_id = s.card_id
    ) f on f.used_at > f.sold_at and f.used_at <= f.sold_at + make_interval(mins => ${minutes})
    where s.issuer_id = ${about.issuerId} and s.first_use_on <= s.sold_on + 1 and s.last_use_on <= s.sold_on + 1 and ${LEFT} = 0
      and s.sold_on between ${addDays(about.asOf, 1 - days)}::date and ${about.asOf}::date
    group by y.code order by y.code`);
  if (rows.length === 0) return [];
  const cards = rows.reduce((sum, row) => sum + Number(row.cards), 0);
  const amount = rows.reduce((sum, row) => sum + BigInt(row.amount), 0n);
  const types = rows.map((row) => row.code);
  return [drainedNote({ cards, amount, types, currency: about.currency, asOf: about.asOf })];
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
    const { redemptions: cards, redeemed: amount } = surge.month;
    return [surgeNote({ type: { id, name }, cards, amount, currency: about.currency, month, usual: surge.usual })];
  });
  return notes.sort((a, b) => b.cards - a.cards).slice(0, NOTE_LIMITS.shown);
}
