import { type SQL, sql } from "drizzle-orm";
import type { CivilDate, Period } from "@/lib/dates";
import type { Context } from "./context";
import { cardColumns, conditionsFor, groupBy, inList, rawList, type Wanted } from "./wanted";

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
export function factPart(
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
  const grouped = groupBy(columns, cardColumns);
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
  const grouped = groupBy(columns, cardColumns);
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

/** The answer of `settledTest` where every card's summary is. */
export const always = sql`true`;
/** Whether a card's summary is its state as of the date: nothing later is in it, and nothing that was not yet known. */
export function settledTest(context: Context, asOf: CivilDate): SQL {
  if (context.laterBatches) return never;
  if (context.lastEventOn === null || context.lastEventOn <= asOf) return always;
  return sql`coalesce(c.last_event_at < ((${asOf}::date + 1)::timestamp at time zone ${context.timeZone}), true)`;
}

export const edgeTest = (edges: readonly Period[]): SQL =>
  sql`(${sql.join(
    edges.map((edge) => sql`c.card_expires_on between ${edge.from}::date and ${edge.to}::date`),
    sql` or `,
  )})`;
