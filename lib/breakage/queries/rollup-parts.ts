import { type SQL, sql } from "drizzle-orm";
import { addDays, type CivilDate, endOfMonth, isMonthEnd, startOfMonth } from "@/lib/dates";
import { lapseCut } from "../period";
import { cardParts, factPart } from "./card-parts";
import type { Context } from "./context";
import { conditionsFor, groupBy, inList, rawList, rollupColumns, type Wanted } from "./wanted";

export type Rollup = {
  readonly now: "type_expiry" | "merchant_expiry" | "state_expiry" | "birth_expiry";
  /** The finer table that tells in which month things happened; without one only the present state can be had. */
  readonly later: "type_expiry_month" | "type_lapse" | null;
  readonly byType: boolean;
};

/** Whether the rollup answers for the as-of date: always with months of activity, else once no later month has any. */
export function answersFor(rollup: Rollup, context: Context, asOf: CivilDate): boolean {
  return (
    rollup.later !== null || context.lastEventOn === null || startOfMonth(context.lastEventOn) <= startOfMonth(asOf)
  );
}

function currencyTest(wanted: Wanted, rollup: Rollup): SQL {
  return rollup.byType
    ? sql`r.card_type_id in (select id from silver.card_type where issuer_id = ${wanted.context.issuerId} and currency = ${wanted.currency})`
    : sql`r.currency = ${wanted.currency}`;
}

const OTHER = "- r.refunded - r.fees + r.transferred + r.adjusted";

/** Sums of a rollup's measures; `sign` -1 takes them away. */
function rollupPart(wanted: Wanted, rollup: Rollup, table: string, sign: 1 | -1, where: SQL): SQL {
  const s = sign === 1 ? "" : "-";
  const gone = sql`case when r.lapse_month <= ${lapseCut(wanted.asOf).month}::date
    then r.sold + r.reloaded - r.redeemed ${sql.raw(OTHER)} - r.escheated else r.expired end`;
  const amounts =
    sql.raw(`${s}sum(r.cards) as cards, ${s}sum(r.redemptions) as redemptions, ${s}sum(r.sold + r.reloaded) as sold, ${s}sum(r.redeemed) as redeemed,
    ${s}sum(${OTHER}) as other, `);
  const grouped = groupBy(wanted.columns, rollupColumns);
  return sql`select ${rawList(wanted.columns, rollupColumns)}${amounts}${sql.raw(s)}sum(${gone}) as gone, ${sql.raw(s)}sum(r.escheated) as escheated
    from gold.${sql.raw(table)} r
    where r.issuer_id = ${wanted.context.issuerId} and ${currencyTest(wanted, rollup)}${conditionsFor(wanted, rollupColumns)} and ${where}${grouped}`;
}

/**
 * Cards that expire in whole months (all cards when `months` is null): as things stand, less what happened after the
 * as-of date, less what was not yet known.
 */
export function monthParts(
  wanted: Wanted,
  rollup: Rollup,
  months: { first: CivilDate; last: CivilDate } | null,
): SQL[] {
  const { asOf, context } = wanted;
  const month = startOfMonth(asOf);
  const dated = months ? sql`r.expiry_month between ${months.first}::date and ${months.last}::date` : sql`true`;
  const parts = [rollupPart(wanted, rollup, rollup.now, 1, dated)];
  if (rollup.later && context.lastEventOn !== null && startOfMonth(context.lastEventOn) > month) {
    parts.push(rollupPart(wanted, rollup, rollup.later, -1, sql`${dated} and r.activity_month > ${month}::date`));
  }
  if (context.laterBatches) {
    const later = sql`r.batch_id in (${inList(context.laterBatches)})`;
    const unknown = rollup.later ? sql`${later} and r.activity_month <= ${month}::date` : later;
    const table = `${rollup.later ?? rollup.now}_delta`;
    parts.push(rollupPart(wanted, rollup, table, -1, sql`${dated} and ${unknown}`));
  }
  const inMonths = months
    ? sql`c.card_expires_on between ${months.first}::date and ${endOfMonth(months.last)}::date`
    : sql`true`;
  parts.push(...restOfMonth(wanted, inMonths), ...lapsedThisMonth(wanted, inMonths));
  return parts;
}

/** The days of the as-of month that lie after the as-of date: taken away fact by fact, at most one month of them. */
function restOfMonth(wanted: Wanted, cards: SQL): SQL[] {
  const { asOf, context } = wanted;
  if (isMonthEnd(asOf) || context.lastEventOn === null || context.lastEventOn <= asOf) return [];
  const days = sql`t.occurred_on between ${addDays(asOf, 1)}::date and ${endOfMonth(asOf)}::date`;
  return [factPart(wanted, -1, cards, sql`t.issuer_id = ${context.issuerId} and ${days}`, lapseCutOfCell(asOf))];
}

/** Whether the card's cell counts as lapsed in the rollups at this as-of date. */
const lapseCutOfCell = (asOf: CivilDate): SQL =>
  sql`c.funds_expires_on + 1 < ${endOfMonth(lapseCut(asOf).month)}::date + 1`;

/** Cards whose funds expired in the as-of month before the as-of date: owed in their cell, lapsed in truth. */
function lapsedThisMonth(wanted: Wanted, cards: SQL): SQL[] {
  const { within } = lapseCut(wanted.asOf);
  if (!within) return [];
  const funds = sql`c.funds_expires_on between ${within.from}::date and ${within.to}::date`;
  return cardParts(wanted, sql`${funds} and ${cards}`, "moved");
}
