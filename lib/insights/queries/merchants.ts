import { type SQL, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { splitPeriod } from "@/lib/breakage/period";
import { basisOf, type Context, readContext } from "@/lib/breakage/queries/context";
import { inList } from "@/lib/breakage/queries/wanted";
import { UNKNOWN } from "@/lib/cards/constants";
import { knownTest } from "@/lib/cards/queries/state";
import { addDays, daysBetween, endOfMonth, type Period, startOfMonth, trailingDays } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { defaultDays } from "../constants";
import type { RankedMerchant, TopMerchants } from "../insight";
import { ranked } from "../rank";
import type { InsightParams } from "../schema";

type Row = Record<"sales" | "gross" | "redemptions" | "redeemed" | "spent", string> & {
  code: string | null;
  name: string | null;
};

/** Merchants by what they sold in cards in the window, with what was redeemed and spent at them beside it. */
export function getTopMerchants(scope: Scope, params: InsightParams): Promise<TopMerchants> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const { asOf, knownAt, currency } = basisOf(scope, context, params);
      const period = trailingDays(asOf, params.days ?? defaultDays["top-merchants"]);
      const rows = await tx.execute<Row>(merchantQuery(context, currency, period));
      const merchants = rows.map(merchantOf);
      const selling = merchants.filter((merchant) => merchant.gross !== 0n || merchant.sales !== 0);
      const order = ranked(
        selling,
        (merchant) => merchant.gross,
        (merchant) => merchant.merchant.id,
      );
      const first = order.slice(0, params.limit);
      return { asOf, knownAt, currency, period, rows: first, count: order.length, total: totalOf(merchants) };
    },
    { readOnly: true },
  );
}

const SUMS = sql.raw(
  "sum(sales) as sales, sum(gross) as gross, sum(redemptions) as redemptions, sum(redeemed) as redeemed, sum(spent) as spent",
);

function merchantQuery(context: Context, currency: string, period: Period): SQL {
  return sql`
    select m.code, m.name, g.sales, g.gross, g.redemptions, g.redeemed, g.spent
    from (select merchant_id, ${SUMS} from (${sql.join(parts(context, currency, period), sql` union all `)}) p group by 1) g
    left join silver.merchant m on m.id = g.merchant_id`;
}

/**
 * Whole months from the rollup. A month cut by the window is added by its own days, or taken whole and the other days
 * taken away: whichever reads fewer facts.
 */
function parts(context: Context, currency: string, period: Period): SQL[] {
  const { months, edges } = splitPeriod(period);
  const list: SQL[] = months ? monthParts(context, currency, months.first, months.last) : [];
  for (const edge of edges) {
    const [first, last] = [startOfMonth(edge.from), endOfMonth(edge.to)];
    const days = daysBetween(edge.from, edge.to) + 1;
    if (endOfMonth(edge.from) !== last || days <= (daysBetween(first, last) + 1) / 2) {
      list.push(dayPart(context, currency, edge, 1));
      continue;
    }
    list.push(...monthParts(context, currency, first, first));
    if (edge.from > first) list.push(dayPart(context, currency, { from: first, to: addDays(edge.from, -1) }, -1));
    if (edge.to < last) list.push(dayPart(context, currency, { from: addDays(edge.to, 1), to: last }, -1));
  }
  return list;
}

const ofCurrency = (issuerId: number, currency: string) =>
  sql`(select id from silver.card_type where issuer_id = ${issuerId} and currency = ${currency})`;

/** Whole months as things stand, less what was not known yet. */
function monthParts({ issuerId, laterBatches }: Context, currency: string, first: string, last: string): SQL[] {
  const part = (table: "merchant_month" | "merchant_month_delta", sign: "" | "-", known: SQL) => sql`
    select merchant_id, ${sql.raw(`${sign}sum(cards) as sales, ${sign}sum(sold) as gross, ${sign}sum(redemptions) as redemptions,
      ${sign}sum(redeemed) as redeemed, ${sign}sum(spent) as spent from gold.${table}`)}
    where issuer_id = ${issuerId} and activity_month between ${first}::date and ${last}::date
      and card_type_id in ${ofCurrency(issuerId, currency)}${known}
    group by merchant_id`;
  const now = part("merchant_month", "", sql``);
  if (!laterBatches) return [now];
  return [now, part("merchant_month_delta", "-", sql` and batch_id in (${inList(laterBatches)})`)];
}

const NET = "case when t.kind = 'void' then -1 else 1 end";
const dayPart = (context: Context, currency: string, { from, to }: Period, sign: 1 | -1): SQL => sql`
  select coalesce(t.merchant_id, 0) as merchant_id, ${sql.raw(
    [
      `sum(case when t.counts_as = 'sale' then ${NET} else 0 end) as sales`,
      "sum(case when t.counts_as = 'sale' then t.amount else 0 end) as gross",
      `sum(case when t.counts_as = 'redemption' then ${NET} else 0 end) as redemptions`,
      "-sum(case when t.counts_as = 'redemption' then t.amount else 0 end) as redeemed",
      `sum(case when t.counts_as = 'redemption' then (${NET}) * coalesce(t.purchase_total, abs(t.amount)) else 0 end) as spent`,
    ]
      .map((one) => (sign === 1 ? one : `-${one}`))
      .map((one) => one.replace(/^--/, ""))
      .join(", "),
  )}
  from silver.card_transaction t
  join silver.card_summary c on c.customer_id = t.customer_id and c.card_id = t.card_id
  where t.issuer_id = ${context.issuerId} and t.occurred_on between ${from}::date and ${to}::date
    and c.currency = ${currency}${knownTest(context)}
  group by 1`;

function merchantOf(row: Row): Omit<RankedMerchant, "rank"> {
  return {
    merchant: { id: row.code ?? UNKNOWN, name: row.name ?? "Unknown" },
    sales: Number(row.sales),
    gross: BigInt(row.gross),
    redemptions: Number(row.redemptions),
    redeemed: BigInt(row.redeemed),
    spent: BigInt(row.spent),
  };
}

function totalOf(merchants: readonly Omit<RankedMerchant, "rank">[]): TopMerchants["total"] {
  const sum = (field: "gross" | "redeemed" | "spent") => merchants.reduce((total, one) => total + one[field], 0n);
  const count = (field: "sales" | "redemptions") => merchants.reduce((total, one) => total + one[field], 0);
  return {
    sales: count("sales"),
    gross: sum("gross"),
    redemptions: count("redemptions"),
    redeemed: sum("redeemed"),
    spent: sum("spent"),
  };
}
