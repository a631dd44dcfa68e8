import type { Tx } from "@/db/client";
import type { TransactionKind } from "@/lib/cards/constants";
import { type Measure, measures, type RollupKey, type RollupName } from "./constants";
import { expressionOf } from "./definitions";
import { id, ofBatch, run, type SomeBatches } from "./statement";
import { datesOf } from "./summaries";

const months = ["sale_month", "sale_year", "activity_month", "expiry_month", "end_month", "lapse_month"] as const;

/** Facts `t` with the attributes of their cards `c` that all rollups need, and what else is asked for. */
export const factsOf = (cards: string, more = ""): string => `
     select t.batch_id, t.customer_id, t.card_id, t.kind, t.counts_as, t.amount, t.occurred_on, t.occurred_at,
       case when t.kind = 'void' then -1 else 1 end as net,
       case when t.counts_as <> 'redemption' then 0
            when t.kind = 'void' then -coalesce(t.purchase_total, abs(t.amount))
            else coalesce(t.purchase_total, abs(t.amount)) end as spent,
       coalesce(t.merchant_id, 0) as event_merchant_id, c.card_type_id, coalesce(c.merchant_id, 0) as merchant_id,
       c.jurisdiction, c.birth_year, y.currency,
       ${months.map((key) => `${expressionOf("type_cohort", key)} as ${key}`).join(", ")}, t.occurred_on as day${more}
     from silver.card_transaction t
     join ${cards} c on c.customer_id = t.customer_id and c.id = t.card_id
     join silver.card_type y on y.id = c.card_type_id`;

/** The facts with the frozen attributes of their cards, read once for all rollups. */
export async function gatherFacts(tx: Tx, { issuerId, batchId }: SomeBatches): Promise<void> {
  await run(
    tx,
    `create temp table batch_fact on commit drop as ${factsOf("silver.card")}
     where t.issuer_id = ${id(issuerId)} ${ofBatch("t", batchId)}`,
  );
  await run(tx, "analyze batch_fact");
}

/** The column of `batch_fact` that holds a rollup's key. */
export const factColumn = (name: RollupName, key: RollupKey) =>
  name === "merchant_month" && key === "merchant_id" ? "event_merchant_id" : key;

const amountOf = (kind: TransactionKind, sign: "" | "-") =>
  `coalesce(${sign}sum(amount) filter (where counts_as = '${kind}'), 0)`;
const netOf = (kind: TransactionKind) => `coalesce(sum(net) filter (where counts_as = '${kind}'), 0)`;

/**
 * The measures from facts already grouped by kind. Thirteen filtered sums over every fact cost three times as much as
 * four plain ones per kind, turned into columns afterwards; `verify` recomputes with the filtered sums.
 */
export const pivot: Record<Measure, string> = {
  events: "sum(n)",
  cards: netOf("sale"),
  sold: amountOf("sale", ""),
  reloaded: amountOf("reload", ""),
  redemptions: netOf("redemption"),
  redeemed: amountOf("redemption", "-"),
  spent: "coalesce(sum(spent) filter (where counts_as = 'redemption'), 0)",
  refunded: amountOf("refund", "-"),
  fees: amountOf("fee", "-"),
  transferred: amountOf("transfer", ""),
  adjusted: amountOf("adjustment", ""),
  expired: amountOf("expiry", "-"),
  escheated: amountOf("escheat", "-"),
};

/** What facts of one kind come to, for `pivot`. As bigint: sums of sums would otherwise be of numerics, and slow. */
export const SUMS_BY_KIND =
  "count(*) as n, sum(net)::bigint as net, sum(amount)::bigint as amount, sum(spent)::bigint as spent";

/**
 * The batch's facts summed by card. Analysed, because the planner would take it for a handful of rows and loop. A card
 * has few facts in a batch, so that here filtered sums cost less than grouping twice.
 */
export async function gatherCardChanges(tx: Tx): Promise<void> {
  await run(
    tx,
    `create temp table card_change on commit drop as
     select customer_id, card_id, ${measures.map((m) => `(${pivot[m]})::bigint as ${m}`).join(", ")},
       ${datesOf()}
     from (select *, 1 as n from batch_fact) f group by customer_id, card_id`,
  );
  await run(tx, "analyze card_change");
}
