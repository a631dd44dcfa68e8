import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { findRecognised } from "@/lib/accounting/queries/recognised";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { findHeadline } from "@/lib/breakage/forecast/queries/headline";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { addMonths, endOfMonth } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import { insertEscheatForecast } from "../accounting/escheat-forecast";
import { loadBatch, makeIssuer, type TestBatch } from "../support/cards";

/** The three things that are called breakage, each as the screen has it and as SQL over the facts has it. */
const asOf = "2025-08-31";
const MONTHS = 8;
const CARDS = 15;
/** Of what is left on a card, states will claim a fifth, and none of it is theirs yet. */
const STATES = { escheats: 0, "not-yet": 20, exempt: 80 };
let scope: Scope;

/**
 * Fifteen cards of 100.00 in each month from January to August, good to the end of the second month after the sale, and so are
 * their funds. Three in five are used, in the month of sale or one of the two after it, some of them in part.
 */
function batch(): TestBatch {
  const cards: NonNullable<TestBatch["cards"]> = [];
  const events: NonNullable<TestBatch["events"]> = [];
  for (let month = 0; month < MONTHS; month++) {
    for (let i = 0; i < CARDS; i++) {
      const id = `${month}-${i}`;
      const soldOn = addMonths("2025-01-05", month);
      const last = endOfMonth(addMonths(soldOn, 2));
      cards.push({ id, type: "T", soldOn, expiresOn: last, fundsExpireOn: last });
      events.push({ id: `${id}-sale`, card: id, kind: "sale", amount: 100_00, on: soldOn });
      const age = (3 * month + 2 * i + (i % 7)) % 5;
      const on = addMonths("2025-01-10", month + age);
      if (age > 2 || on > asOf) continue;
      events.push({ id: `${id}-use`, card: id, kind: "redemption", amount: i % 4 === 0 ? -35_00 : -100_00, on });
    }
  }
  // August is whole only when something is known to have happened on its last day.
  events.push({ id: "last", card: "7-14", kind: "redemption", amount: -50_00, on: asOf });
  return { recordedAt: "2025-09-01T06:00:00Z", types: [{ code: "T", brand: "B" }], cards, events };
}

beforeAll(async () => {
  scope = await makeIssuer("MEANINGS");
  await loadBatch(scope, batch());
  await makeForecasts(scope, {}, { now: new Date("2025-09-02T08:00:00Z") });
  await insertEscheatForecast(scope, { currency: "USD", asOf, shares: STATES });
});

async function amountBy(query: ReturnType<typeof sql>): Promise<bigint> {
  const [row] = await withScope(scope, (tx) => tx.execute<{ amount: string }>(query), { readOnly: true });
  return BigInt(row?.amount ?? 0);
}

/** Each card with its month of sale, and what was on it at the end of the day. */
const cardsOn = (day: string) => sql`
  select c.customer_id, c.id, date_trunc('month', c.sold_on)::date as sale_month, c.card_expires_on, c.funds_expires_on,
    sum(t.amount) as left_on
  from silver.card c join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.id
  where c.issuer_id = ${scope.issuerId} and t.occurred_on <= ${day}::date group by 1, 2, 3, 4, 5`;

describe("breakage", () => {
  it("expired by rule: what is left on cards whose funds ended before the as-of date", async () => {
    const { total } = await getBreakage(scope, breakageParams.parse({ asOf }));
    const lapsed = await amountBy(sql`
      select sum(left_on) as amount from (${cardsOn(asOf)}) k
      where funds_expires_on < ${asOf}::date and card_expires_on between '2024-09-01' and ${asOf}::date`);
    expect(lapsed).toBeGreaterThan(0n);
    expect(total.lapsed).toBe(lapsed);
  });

  it("expected never used: the chain ladder on what is open, written as SQL over the facts", async () => {
    // g of an age is what was left after it of what was there before it, of all months of sale that have seen it whole.
    const expected = await amountBy(sql`
      with age as (select generate_series(0, 2) as age),
      sold as (
        select date_trunc('month', c.sold_on)::date as sale_month, sum(t.amount) as face
        from silver.card c join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.id
        where c.issuer_id = ${scope.issuerId} and t.kind = 'sale' group by 1),
      redeemed as (
        select date_trunc('month', c.sold_on)::date as sale_month,
          (extract(year from age(date_trunc('month', t.occurred_on), date_trunc('month', c.sold_on))) * 12
            + extract(month from age(date_trunc('month', t.occurred_on), date_trunc('month', c.sold_on))))::int as age,
          -sum(t.amount) as amount
        from silver.card c join silver.card_transaction t on t.customer_id = c.customer_id and t.card_id = c.id
        where c.issuer_id = ${scope.issuerId} and t.kind = 'redemption' group by 1, 2),
      seen as (
        select s.sale_month, a.age, s.face - coalesce((select sum(amount) from redeemed r
            where r.sale_month = s.sale_month and r.age < a.age), 0) as before,
          s.face - coalesce((select sum(amount) from redeemed r
            where r.sale_month = s.sale_month and r.age <= a.age), 0) as after
        from sold s cross join age a where s.sale_month + make_interval(months => a.age) <= ${asOf}::date),
      factor as (select age, sum(after) / sum(before) as g from seen group by age),
      now as (select distinct on (sale_month) sale_month, age, after as open from seen order by sale_month, age desc)
      select round(sum(open * coalesce((select exp(sum(ln(g))) from factor f where f.age > now.age), 1))) as amount from now`);
    const headline = await findHeadline(scope, { asOf });
    expect(headline?.status).toBe("ok");
    expect(expected).toBeGreaterThan(0n);
    expect(headline?.breakage).toBe(expected);
  });

  it("already recognised: what has lapsed less what states will claim, month of sale by month of sale", async () => {
    const recognised = await findRecognised(scope, { asOf });
    const booked = await amountBy(sql`
      select sum(amount) as amount from (
        select round(sum(left_on) * (1 - ${STATES["not-yet"]}::numeric / 100)) as amount from (${cardsOn(asOf)}) k
        where funds_expires_on < ${asOf}::date group by sale_month) m`);
    expect(booked).toBeGreaterThan(0n);
    expect(recognised?.breakage).toBe(booked);
  });

  it("are three figures, none of which would do for another", async () => {
    const { total } = await getBreakage(scope, breakageParams.parse({ asOf }));
    const figures = [
      total.lapsed,
      (await findHeadline(scope, { asOf }))?.breakage,
      (await findRecognised(scope, { asOf }))?.breakage,
    ];
    expect(new Set(figures).size).toBe(3);
  });
});
