import { type Measure, measures, type RollupKey, type RollupName, rollupKeys } from "./constants";

/**
 * Each key as an expression over a fact `t`, its card `c` and the card's type `y`. A key may only use what is frozen
 * with the sale or with the event, never today.
 */
const monthOf = (date: string) => `date_trunc('month', ${date}::timestamp)::date`;
export const keyExpression: Record<RollupKey, string> = {
  card_type_id: "c.card_type_id",
  merchant_id: "coalesce(c.merchant_id, 0)",
  jurisdiction: "c.jurisdiction",
  birth_year: "c.birth_year",
  currency: "y.currency",
  sale_year: "extract(year from c.sold_on)::smallint",
  sale_month: monthOf("c.sold_on"),
  activity_month: monthOf("t.occurred_on"),
  expiry_month: `coalesce(${monthOf("c.card_expires_on")}, 'infinity')`,
  end_month: `coalesce(${monthOf("least(c.card_expires_on, c.funds_expires_on)")}, 'infinity')`,
  lapse_month: `coalesce(${monthOf("(c.funds_expires_on + 1)")}, 'infinity')`,
  day: "t.occurred_on",
};

/** Where a rollup reads a key differently: what happened at a merchant is not where the card was sold. */
const ownExpression: Partial<Record<RollupName, Partial<Record<RollupKey, string>>>> = {
  merchant_month: { merchant_id: "coalesce(t.merchant_id, 0)" },
};

export const expressionOf = (name: RollupName, key: RollupKey): string =>
  ownExpression[name]?.[key] ?? keyExpression[key];

/** A void takes back what the voided event counted. */
const net = "(case when t.kind = 'void' then -1 else 1 end)";
const amountOf = (kind: string, sign: "" | "-") =>
  `coalesce(${sign}sum(t.amount) filter (where t.counts_as = '${kind}'), 0)`;

/** What a fact spent. Where the purchase total is unknown the card's own part is all we know. */
export const SPENT = "coalesce(t.purchase_total, abs(t.amount))";

/**
 * Each measure as an aggregate over rows `t`: the definition that `verify` recomputes. A row is one fact, or the `n`
 * facts of one kind with their amounts and what they spent added up.
 */
export const measureExpression: Record<Measure, string> = {
  events: "sum(t.n)",
  cards: `coalesce(sum(${net} * t.n) filter (where t.counts_as = 'sale'), 0)`,
  sold: amountOf("sale", ""),
  reloaded: amountOf("reload", ""),
  redemptions: `coalesce(sum(${net} * t.n) filter (where t.counts_as = 'redemption'), 0)`,
  redeemed: amountOf("redemption", "-"),
  spent: `coalesce(sum(${net} * t.spent) filter (where t.counts_as = 'redemption'), 0)`,
  refunded: amountOf("refund", "-"),
  fees: amountOf("fee", "-"),
  transferred: amountOf("transfer", ""),
  adjusted: amountOf("adjustment", ""),
  expired: amountOf("expiry", "-"),
  escheated: amountOf("escheat", "-"),
};

/** What is left on a card, from its measures. */
export const BALANCE = "(sold + reloaded - redeemed - refunded - fees + transferred + adjusted - expired - escheated)";

/** When a card was loaded for the last time: with its sale, or a reload since. */
export const LOADED_MONTH = "date_trunc('month', greatest(sold_on, last_load_on))::date";

/**
 * Whether a cell holds what only a source can tell. What states were paid is booked by ourselves when a report is filed, and
 * an enquiry alone says nothing of what was sold and used: neither shows that a source has told of the days before it.
 */
export const TOLD_BY_A_SOURCE = measures
  .filter((measure) => !["events", "spent", "escheated"].includes(measure))
  .map((measure) => `${measure} <> 0`)
  .join(" or ");

/** Rollups without a month of activity are the sum of a finer one over all months, and are folded from it. */
export const coarserOf: Partial<Record<RollupName, RollupName>> = {
  type_expiry: "type_expiry_month",
  type_lapse: "type_expiry_month",
};

export const rollupNames = Object.keys(rollupKeys) as RollupName[];
/** Finer before coarser, because the coarser read the finer's rows. */
export const foldOrder: readonly RollupName[] = [...rollupNames].sort(
  (a, b) => Number(a in coarserOf) - Number(b in coarserOf),
);

export const measureList = measures.join(", ");
export const keysOf = (name: RollupName): readonly RollupKey[] => rollupKeys[name];
