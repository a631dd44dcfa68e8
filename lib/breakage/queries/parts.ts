import { type SQL, sql } from "drizzle-orm";
import { addDays, type CivilDate, endOfMonth, isMonthEnd, type Period, startOfMonth } from "@/lib/dates";
import { lapseCut } from "../period";
import type { Context } from "./context";
import type { Condition, RawColumn } from "./cut";

/**
 * The parts from which an as-of figure is added up: SELECTs with the same columns (the raw columns asked for, then
 * cards, redemptions, sold, redeemed, other, gone, escheated). `gone` is what has lapsed. Every part is linear in the facts, so that
 * parts can be added and taken away.
 */
export type Wanted = {
  readonly context: Context;
  readonly asOf: CivilDate;
  readonly currency: string;
  readonly columns: readonly RawColumn[];
  readonly conditions: readonly Condition[];
};

type Expressions = Readonly<Record<RawColumn, string>>;
/** What a source calls the raw columns; one it does not have it must not be asked for. */
export const rollupColumns: Expressions = {
  card_type_id: "r.card_type_id",
  merchant_id: "r.merchant_id",
  jurisdiction: "r.jurisdiction",
  birth_year: "r.birth_year",
  sale_year: "r.sale_year",
  expiry_year: "extract(year from r.expiry_month)::int",
};
export const cardColumns: Expressions = {
  card_type_id: "c.card_type_id",
  merchant_id: "coalesce(c.merchant_id, 0)",
  jurisdiction: "c.jurisdiction",
  birth_year: "c.birth_year",
  sale_year: "extract(year from c.sold_on)::int",
  expiry_year: "extract(year from c.card_expires_on)::int",
};

const rawList = (columns: readonly RawColumn[], names: Expressions): SQL =>
  columns.length === 0 ? sql`` : sql.raw(`${columns.map((column) => `${names[column]} as ${column}`).join(", ")}, `);

const all = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`` : sql` and ${sql.join([...conditions], sql` and `)}`;

const conditionsFor = (wanted: Wanted, names: Expressions): SQL =>
  all(wanted.conditions.map((condition) => condition.test(sql.raw(names[condition.column]))));

/** Ids in generated SQL as a list; they come from the database. */
const inList = (ids: readonly number[]): SQL => sql.raw(ids.map((id) => String(Math.trunc(id))).join(", "));

export type Rollup = {
  readonly now: "type_expiry" | "merchant_expiry" | "state_expiry" | "birth_expiry";
  /** The finer table that tells in which month things happened; without one only the present state can be had. */
  readonly later: "type_expiry_month" | "merchant_expiry_month" | "type_lapse" | null;
  readonly byType: boolean;
};

/** Whether the rollup answers for the as-of date: always with months of activity, else once no later month has any. */
export function answersFor(rollup: Rollup, context: Context, asOf: CivilDate): boolean {
  return rollup.later !== null || context.dataUntil === null || startOfMonth(context.dataUntil) <= startOfMonth(asOf);
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
  const grouped =
    wanted.columns.length === 0
      ? sql``
      : sql.raw(` group by ${wanted.columns.map((c) => rollupColumns[c]).join(", ")}`);
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
  if (rollup.later && context.dataUntil !== null && startOfMonth(context.dataUntil) > month) {
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
  if (isMonthEnd(asOf) || context.dataUntil === null || context.dataUntil <= asOf) return [];
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

const never = sql`false`;
const PLAIN = ["cards", "redemptions", "sold", "redeemed", "other"] as const;
const NO_AMOUNTS = PLAIN.map((m) => `0 as ${m}, `).join("");
const FACT = {
  redemptions: "case when t.counts_as = 'redemption' then (case when t.kind = 'void' then -1 else 1 end) else 0 end",
  cards: "case when t.counts_as = 'sale' then (case when t.kind = 'void' then -1 else 1 end) else 0 end",
  sold: "case when t.counts_as in ('sale', 'reload') then t.amount else 0 end",
  redeemed: "case when t.counts_as = 'redemption' then -t.amount else 0 end",
  other: "case when t.counts_as in ('refund', 'fee', 'transfer', 'adjustment') then t.amount else 0 end",
  escheated: "case when t.counts_as = 'escheat' then -t.amount else 0 end",
};
const FACT_IF_LAPSED = "(case when t.counts_as = 'expiry' then 0 else t.amount end)";
const FACT_IF_NOT = "(case when t.counts_as = 'expiry' then -t.amount else 0 end)";
const CARD = {
  redemptions: "c.redemptions",
  cards: "c.cards",
  sold: "c.sold + c.reloaded",
  redeemed: "c.redeemed",
  other: "- c.refunded - c.fees + c.transferred + c.adjusted",
  escheated: "c.escheated",
};
const CARD_LEFT = "(c.sold + c.reloaded - c.redeemed - c.refunded - c.fees + c.transferred + c.adjusted - c.escheated)";

/** Facts of some cards, each with the part of the amounts it makes. */
function factPart(
  wanted: Wanted,
  sign: 1 | -1,
  cards: SQL,
  facts: SQL,
  lapsed: SQL,
  only: "all" | "moved" = "all",
): SQL {
  const { context, columns, currency } = wanted;
  const known = context.laterBatches ? sql` and t.batch_id not in (${inList(context.laterBatches)})` : sql``;
  const s = sign === 1 ? "" : "-";
  const plain =
    only === "moved" ? sql.raw(NO_AMOUNTS) : sql.raw(PLAIN.map((m) => `${s}sum(${FACT[m]}) as ${m}, `).join(""));
  const gone =
    only === "moved"
      ? sql.raw(`sum(t.amount)`)
      : sql`sum(case when ${lapsed} then ${sql.raw(FACT_IF_LAPSED)} else ${sql.raw(FACT_IF_NOT)} end)`;
  const escheated = sql.raw(only === "moved" ? "0" : `${s}sum(${FACT.escheated})`);
  const grouped = columns.length === 0 ? sql`` : sql.raw(` group by ${columns.map((c) => cardColumns[c]).join(", ")}`);
  return sql`select ${rawList(columns, cardColumns)}${plain}${sql.raw(s)}${gone} as gone, ${escheated} as escheated
    from silver.card_transaction t
    join silver.card_summary c on c.customer_id = t.customer_id and c.card_id = t.card_id
    where ${facts}${known} and c.issuer_id = ${context.issuerId} and c.currency = ${currency}${conditionsFor(wanted, cardColumns)} and ${cards}${grouped}`;
}

/**
 * Some cards one by one: from their own summary where nothing happened to them after the as-of date, else from their
 * facts. "moved" gives only the value that goes from owed to lapsed.
 */
export function cardParts(wanted: Wanted, cards: SQL, only: "all" | "moved" = "all"): SQL[] {
  const { asOf, context, columns, currency } = wanted;
  const settled = settledTest(context, asOf);
  const lapsed = sql`coalesce(c.funds_expires_on < ${asOf}::date, false)`;
  const plain = sql.raw(only === "moved" ? NO_AMOUNTS : PLAIN.map((m) => `sum(${CARD[m]}) as ${m}, `).join(""));
  const gone =
    only === "moved"
      ? sql.raw(`sum(${CARD_LEFT} - c.expired)`)
      : sql`sum(case when ${lapsed} then ${sql.raw(CARD_LEFT)} else c.expired end)`;
  const escheated = sql.raw(only === "moved" ? "0" : "sum(c.escheated)");
  const grouped = columns.length === 0 ? sql`` : sql.raw(` group by ${columns.map((c) => cardColumns[c]).join(", ")}`);
  const parts: SQL[] = [];
  if (settled !== never) {
    parts.push(sql`select ${rawList(columns, cardColumns)}${plain}${gone} as gone, ${escheated} as escheated
      from silver.card_summary c
      where c.issuer_id = ${context.issuerId} and c.currency = ${currency}${conditionsFor(wanted, cardColumns)} and ${cards} and ${settled}${grouped}`);
  }
  if (settled !== always) {
    parts.push(
      factPart(wanted, 1, sql`${cards} and not (${settled})`, sql`t.occurred_on <= ${asOf}::date`, lapsed, only),
    );
  }
  return parts;
}

const always = sql`true`;
/** Whether a card's summary is its state as of the date: nothing later is in it, and nothing that was not yet known. */
export function settledTest(context: Context, asOf: CivilDate): SQL {
  if (context.laterBatches) return never;
  if (context.dataUntil === null || context.dataUntil <= asOf) return always;
  return sql`coalesce(c.last_event_at < ((${asOf}::date + 1)::timestamp at time zone ${context.timeZone}), true)`;
}

export const edgeTest = (edges: readonly Period[]): SQL =>
  sql`(${sql.join(
    edges.map((edge) => sql`c.card_expires_on between ${edge.from}::date and ${edge.to}::date`),
    sql` or `,
  )})`;
