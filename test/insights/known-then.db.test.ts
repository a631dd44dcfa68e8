/** What came later, such as voids and late rows of days long past, changes no answer as it was known before. */
import { isDeepStrictEqual } from "node:util";
import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { getCard } from "@/lib/cards/queries/card";
import { getCustomer, listCustomers } from "@/lib/cards/queries/customer";
import { listEvents } from "@/lib/cards/queries/events";
import { listCards } from "@/lib/cards/queries/list";
import {
  cardListParams,
  cardParams,
  customerListParams,
  customerParams,
  eventListParams,
  lapseParams,
} from "@/lib/cards/schema";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { addDays } from "@/lib/dates";
import { findExport } from "@/lib/export/registry";
import type { Scope } from "@/lib/identity/scope";
import { insightNames } from "@/lib/insights/insight";
import { getHistoricalBreakage } from "@/lib/insights/queries/history";
import { getInsight } from "@/lib/insights/queries/insight";
import { getTopMerchants } from "@/lib/insights/queries/merchants";
import { getTopTypes } from "@/lib/insights/queries/types";
import { insightParams } from "@/lib/insights/schema";
import { oracle } from "../breakage/oracle";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer, type TestBatch } from "../support/cards";

type Asked = Record<string, string>;
const days = ["2023-08-31", "2023-10-17", "2024-02-29"] as const;
const holders = ["ann", "ben"] as const;
/** One batch after another, each with the instant up to which it and those before it are known. */
const batches: readonly TestBatch[] = randomBatches(9, 150).map((batch, at) => ({
  ...batch,
  ...(at === 0 ? { customers: holders.map((id) => ({ id, name: id })) } : {}),
  cards: (batch.cards ?? []).map((card, i) => ({ ...card, ...(i % 3 < 2 ? { customer: holders[i % 3] ?? "" } : {}) })),
}));
const instants = batches.map(({ recordedAt = "" }) => recordedAt);

let scope: Scope;
/** What each batch's own day answered, before the next came. */
const given: Record<string, unknown>[] = [];

async function answersOf(who: Scope, knownAt: Asked): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const asOf of days) {
    const asked = { asOf, ...knownAt };
    for (const name of insightNames) {
      const window: Asked = name === "historical-breakage" ? {} : { days: name === "top-merchants" ? "200" : "365" };
      answers[`${name} ${asOf}`] = await getInsight(who, name, { ...asked, ...window });
    }
    for (const id of holders)
      answers[`${id} ${asOf}`] = await getCustomer(who, id, customerParams.parse({ ...asked, limit: "500" }));
    answers[`customers ${asOf}`] = await listCustomers(who, customerListParams.parse(asked));
  }
  const same = ([name, answer]: [string, unknown]) => [name, { ...(answer as object), knownAt: null }];
  return Object.fromEntries(Object.entries(answers).map(same));
}

beforeAll(async () => {
  scope = await makeIssuer("THEN");
  for (const batch of batches) {
    await loadBatch(scope, batch);
    given.push(await answersOf(scope, {}));
  }
});

it("this history leaves no kind of answer as it was", () => {
  const changed = (name: string) => given.some((answers) => !isDeepStrictEqual(answers[name], given[0]?.[name]));
  expect(Object.keys(given[0] ?? {}).filter((name) => !changed(name))).toEqual([]);
});

it("as known at the time of a batch, each answer is the one that was given before later batches came", async () => {
  for (const [at, knownAt] of instants.entries())
    expect(await answersOf(scope, { knownAt }), knownAt).toEqual(given[at]);
});

it("says as of when it was known, and knows nothing before the first batch", async () => {
  const knownAt = "2024-03-15T09:59:59Z";
  for (const name of insightNames)
    expect(await getInsight(scope, name, { asOf: "2023-10-17", knownAt }), name).toMatchObject({ knownAt, rows: [] });
  const ann = await getCustomer(scope, "ann", customerParams.parse({ asOf: "2023-10-17", knownAt }));
  expect(ann).toMatchObject({ knownAt, cards: 0, holdings: [], totals: [] });
  const page = await listCustomers(scope, customerListParams.parse({ asOf: "2023-10-17", knownAt }));
  expect([page.knownAt, page.items.map(({ cards }) => cards)]).toEqual([knownAt, [0, 0]]);
});

/** Facts `t` of dollars known at an instant, with their card `c` and its type `y`. */
const known = (knownAt: string, columns: SQL, rest: SQL): SQL => sql`
  select ${columns} from silver.card_transaction t
  join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
  join silver.card_type y on y.id = c.card_type_id
  left join silver.merchant m on m.id = t.merchant_id
  left join silver.customer h on h.customer_id = c.customer_id
  where y.currency = 'USD' and t.recorded_at <= ${knownAt}::timestamptz and ${rest}`;
const ask = <Row extends Record<string, unknown>>(question: SQL) => withScope(scope, (tx) => tx.execute<Row>(question));
const NET = sql.raw("case when t.kind = 'void' then -1 else 1 end");

describe.each(instants.slice(0, 2).flatMap((knownAt) => days.map((asOf) => ({ knownAt, asOf }))))(
  "as of $asOf, as known at $knownAt, equals a plain GROUP BY over the facts recorded by then, and opens to it:",
  ({ knownAt, asOf }) => {
    const asked = { asOf, knownAt };

    it("card types' sales", async () => {
      const { rows, period, total } = await getTopTypes(scope, insightParams.parse({ ...asked, limit: "9" }), "volume");
      const slow = await ask<{ code: string; sales: string; volume: string }>(
        sql`select * from (${known(
          knownAt,
          sql`y.code, sum(${NET}) as sales, sum(t.amount) as volume`,
          sql`t.counts_as = 'sale' and t.occurred_on between ${period.from}::date and ${period.to}::date group by 1`,
        )}) q where sales <> 0 or volume <> 0`,
      );
      const plain = (found: typeof rows) => found.map((row) => [row.cardType.id, row.sales, row.volume] as const);
      expect(plain(rows).toSorted()).toEqual(
        slow.map((row) => [row.code, Number(row.sales), BigInt(row.volume)] as const).toSorted(),
      );
      expect(rows.length).toBeGreaterThan(2);
      const sales = (type: Asked) =>
        listEvents(scope, eventListParams.parse({ ...asked, ...period, group: "sales", limit: "500", ...type }));
      for (const row of rows) {
        const page = await sales({ "card-type": row.cardType.id });
        expect([page.cards, page.total]).toEqual([row.sales, row.volume]);
        expect(page.items.reduce((sum, { amount }) => sum + amount, 0n)).toBe(row.volume);
      }
      const all = await sales({});
      expect([all.cards, all.total]).toEqual([total.sales, total.volume]);
    });

    it.each(["90", "200"])("merchants' sales and redemptions in %s days", async (window) => {
      const params = insightParams.parse({ ...asked, days: window, limit: "100" });
      const { rows, period } = await getTopMerchants(scope, params);
      const slow = await ask<Record<"code" | "sales" | "gross" | "redemptions" | "redeemed" | "spent", string>>(
        known(
          knownAt,
          sql`coalesce(m.code, 'unknown') as code, sum(case t.counts_as when 'sale' then ${NET} else 0 end) as sales,
            coalesce(sum(t.amount) filter (where t.counts_as = 'sale'), 0) as gross,
            sum(case t.counts_as when 'redemption' then ${NET} else 0 end) as redemptions,
            coalesce(-sum(t.amount) filter (where t.counts_as = 'redemption'), 0) as redeemed,
            coalesce(sum(${NET} * coalesce(t.purchase_total, abs(t.amount))) filter (where t.counts_as = 'redemption'), 0) as spent`,
          sql`t.occurred_on between ${addDays(asOf, 1 - Number(window))}::date and ${asOf}::date group by 1`,
        ),
      );
      const selling = slow.filter(({ sales, gross }) => sales !== "0" || gross !== "0");
      expect(rows).toHaveLength(selling.length);
      for (const { rank: _, merchant, ...row } of rows) {
        const figures = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
        expect({ code: merchant.id, ...figures }).toEqual(slow.find(({ code }) => code === merchant.id));
        const used = { ...asked, ...period, group: "redeemed", at: merchant.id, purchases: "total", limit: "500" };
        const page = await listEvents(scope, eventListParams.parse(used));
        expect([page.redemptions, -page.total, page.purchases]).toEqual([row.redemptions, row.redeemed, row.spent]);
      }
    });

    it("breakage by card type and year", async () => {
      const history = await getHistoricalBreakage(scope, asked);
      const question = { from: "1900-01-01", to: asOf, by: ["card-type", "expiry-year"] as const, currency: "USD" };
      const slow = await oracle(scope, { ...question, ...asked });
      const found = history.rows.map((row) => [`${row.cardType.id}|${row.year}`, row.sold, row.lapsed] as const);
      expect(found.toSorted()).toEqual(slow.map((row) => [row.key, row.sold, row.lapsed] as const).toSorted());
      const page = await listCards(scope, cardListParams.parse({ ...asked, ...history.period }));
      expect(page.total).toEqual(history.total);
    });

    it("what is about to lapse, by holder", async () => {
      const { rows, total, period } = await getAboutToLapse(scope, lapseParams.parse({ ...asked, days: "365" }));
      const slow = await ask<Record<"id" | "cards" | "owed", string>>(sql`
        select id, sum(cards) as cards, sum(owed) as owed from (${known(
          knownAt,
          sql`h.source_id as id, sum(case t.counts_as when 'sale' then ${NET} else 0 end) as cards, sum(t.amount) as owed`,
          sql`t.occurred_on <= ${asOf}::date and least(c.card_expires_on, c.funds_expires_on) > ${asOf}::date
            and least(c.card_expires_on, c.funds_expires_on) <= ${asOf}::date + 365 group by h.source_id, c.customer_id, c.id`,
        )}) q where owed > 0 group by 1`);
      const found = rows.map((row) => [row.customer?.id ?? null, row.cards, row.atStake] as const);
      expect(found.toSorted()).toEqual(
        slow.map(({ id, cards, owed }) => [id, Number(cards), BigInt(owed)] as const).toSorted(),
      );
      expect(found).toHaveLength(3);
      const behind = { ...asked, ...period, of: "usable-until", owed: "only" };
      expect((await listCards(scope, cardListParams.parse(behind))).total.owed).toBe(total.atStake);
    });

    it("a customer's cards, each as its own page has it, and how many", async () => {
      const { items } = await listCustomers(scope, customerListParams.parse(asked));
      for (const id of holders) {
        const customer = await getCustomer(scope, id, customerParams.parse({ ...asked, limit: "500" }));
        const slow = await ask<{ card: string }>(sql`select distinct card from (
          select c.source_id as card, case when t.counts_as in ('sale', 'reload') then 'sold'
              when t.counts_as in ('redemption', 'expiry', 'escheat') then t.counts_as::text else 'other' end as part
          from silver.card_transaction t join silver.card c on c.customer_id = t.customer_id and c.id = t.card_id
          join silver.customer h on h.customer_id = c.customer_id
          where h.source_id = ${id} and t.occurred_on <= ${asOf}::date and t.recorded_at <= ${knownAt}::timestamptz
          group by 1, 2 having sum(t.amount) <> 0) q`);
        const listed = customer.holdings.map((card) => card.id);
        expect(slow.map(({ card }) => card).toSorted()).toEqual(listed.toSorted());
        for (const card of customer.holdings)
          expect(card).toEqual((await getCard(scope, card.id, cardParams.parse(asked))).card);
        for (const { currency, sold, owed } of customer.totals) {
          const own = customer.holdings.filter((card) => card.currency === currency);
          expect([sold, owed]).toEqual([
            own.reduce((sum, card) => sum + card.sold, 0n),
            own.reduce((sum, card) => sum + card.owed, 0n),
          ]);
        }
        expect([customer.cards, items.find((row) => row.id === id)?.cards]).toEqual([listed.length, listed.length]);
      }
    });
  },
);

describe("through the other doors", () => {
  const command = (...words: string[]) =>
    runCommandLine(["insight", "a-2", "--issuer", "THEN", "--as-of", "2023-10-17", ...words], {
      groups: GROUPS,
      openDatabase: async () => {},
      note: () => {},
    });

  it("insight --known-at prints what was known then, and says so", async () => {
    const then = JSON.parse((await command("--known-at", "2024-12-31", "--json")).stdout);
    const now = JSON.parse((await command("--json")).stdout);
    expect(then.knownAt).toBe("2024-12-31");
    expect(then.total).not.toEqual(now.total);
    expect((await command("--known-at", "2024-12-31")).stdout).toContain("as of 2023-10-17, as known at 2024-12-31,");
    expect(await command("--known-at", "yesterday")).toMatchObject({ exitCode: 1 });
  });

  it("exports hold what was known then", async () => {
    const csv = async (name: string, address: Asked) => {
      let text = "";
      const prepared = await findExport(name)?.prepare(scope, { asOf: "2023-10-17", days: "365", ...address });
      for await (const piece of prepared?.csv() ?? []) text += piece;
      return text;
    };
    const paths: Record<string, Asked> = { customers: {}, "about-to-lapse": {}, "top-merchants": {} };
    for (const [name, path] of Object.entries({ ...paths, holdings: { path: "/issuer/customers/ann" } })) {
      const then = await csv(name, { ...path, knownAt: "2024-12-31" });
      expect(then.length, name).toBeGreaterThan(100);
      expect(then, name).not.toBe(await csv(name, path));
    }
  });
});
