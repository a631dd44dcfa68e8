/** The slow, plain answer: every fact joined to its card, filtered, grouped. No rollup, no summary, no shortcut. */
import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Dimension } from "@/lib/breakage/constants";
import type { Scope } from "@/lib/identity/scope";

export type OracleRow = {
  key: string;
  cards: number;
  sold: bigint;
  redeemed: bigint;
  other: bigint;
  lapsed: bigint;
  escheated: bigint;
};
export type OracleQuestion = {
  asOf: string;
  from: string;
  to: string;
  by: readonly Dimension[];
  currency: string;
  /** An instant; null: all that is known. */
  knownAt: string | null;
};

const member: Record<Dimension, string> = {
  "card-type": "y.code",
  brand: "coalesce(b.code, 'unknown')",
  category: "coalesce(y.category, 'unknown')",
  "business-model": "coalesce(y.business_model, 'unknown')",
  medium: "coalesce(y.medium, 'unknown')",
  loop: "case when y.business_model = 'open' then 'open' when y.business_model is null then 'unknown' else 'closed' end",
  merchant: "coalesce(m.code, 'unknown')",
  segment: `case when c.birth_year = 0 then 'unknown' else coalesce((select s.name from app.age_segment s
    where s.issuer_id = c.issuer_id and extract(year from q.as_of) - c.birth_year >= s.from_age
      and (s.to_age is null or extract(year from q.as_of) - c.birth_year <= s.to_age)), 'outside') end`,
  state: "c.jurisdiction",
  "sale-year": "extract(year from c.sold_on)::text",
  "expiry-year": "extract(year from c.card_expires_on)::text",
};

export function oracle(scope: Scope, question: OracleQuestion): Promise<OracleRow[]> {
  return withScope(scope, async (tx) => {
    const key = sql.raw(question.by.map((dimension) => `(${member[dimension]})`).join(" || '|' || "));
    const rows = await tx.execute<Record<keyof OracleRow, string>>(sql`
      with q as (select ${question.asOf}::date as as_of),
      fact as (
        select ${key} as key, t.kind, t.counts_as, t.amount, coalesce(q.as_of > c.funds_expires_on, false) as funds_gone
        from q cross join silver.card_transaction t
        join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
        join silver.card_type y on y.id = c.card_type_id
        left join silver.brand b on b.id = y.brand_id
        left join silver.merchant m on m.id = c.merchant_id
        where c.issuer_id = ${scope.issuerId} and y.currency = ${question.currency}
          and c.card_expires_on >= ${question.from}::date and c.card_expires_on <= ${question.to}::date
          and t.occurred_on <= q.as_of and (${question.knownAt}::timestamptz is null or t.recorded_at <= ${question.knownAt}::timestamptz))
      select key,
        sum(case when counts_as <> 'sale' then 0 when kind = 'void' then -1 else 1 end) as cards,
        coalesce(sum(amount) filter (where counts_as in ('sale', 'reload')), 0) as sold,
        coalesce(-sum(amount) filter (where counts_as = 'redemption'), 0) as redeemed,
        coalesce(sum(amount) filter (where counts_as in ('refund', 'fee', 'transfer', 'adjustment')), 0) as other,
        coalesce(sum(amount) filter (where funds_gone and counts_as <> 'expiry'), 0)
          - coalesce(sum(amount) filter (where not funds_gone and counts_as = 'expiry'), 0) as lapsed,
        coalesce(-sum(amount) filter (where counts_as = 'escheat'), 0) as escheated
      from fact group by key order by key`);
    return rows
      .map((row) => ({
        key: row.key,
        cards: Number(row.cards),
        sold: BigInt(row.sold),
        redeemed: BigInt(row.redeemed),
        other: BigInt(row.other),
        lapsed: BigInt(row.lapsed),
        escheated: BigInt(row.escheated),
      }))
      .filter(({ key: _, ...amounts }) => Object.values(amounts).some((amount) => Number(amount) !== 0));
  });
}
