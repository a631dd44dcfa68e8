import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { readForecastBasis } from "@/lib/accounting/queries/forecast-basis";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { openNowOf } from "@/lib/breakage/forecast/queries/open-now";
import { getForecast } from "@/lib/breakage/forecast/queries/report";
import { getTypePage } from "@/lib/breakage/forecast/queries/type-page";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer, makeSegments, type TestCard, type TestEvent } from "../../support/cards";

/**
 * Six months of four cards each at 100.00, sold at two merchants to holders of two states, which never expire and are settled
 * after five years; in the month after its sale every second card is used for 60.00. One of April's unused ones is reloaded
 * with 50.00 in July and used for 110.00: 10.00 of the reload went. A card that expires by itself in May 2030 was refunded in
 * full. The data go on into August, in which a card of June is used: the forecast is of July and knows nothing of it.
 */
const months = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06"];
const cards: TestCard[] = months.flatMap((month, m) =>
  [0, 1, 2, 3].map((i) => ({
    id: `${month}/${i}`,
    type: "T",
    soldOn: `${month}-10`,
    merchant: i < 2 ? "NORTH" : "SOUTH",
    jurisdiction: i % 2 === 0 ? "US-TX" : "US-CA",
    birthYear: m % 2 === 0 ? 1980 : 2000,
  })),
);
const events: TestEvent[] = cards.flatMap(({ id, soldOn }, i) => {
  const later = `2025-0${Number(soldOn.slice(6, 7)) + 1}-20`;
  const sale: TestEvent = { id: `${id}-sale`, card: id, kind: "sale", amount: 10_000, on: soldOn };
  return i % 2 === 0 ? [sale, { id: `${id}-use`, card: id, kind: "redemption", amount: -6_000, on: later }] : [sale];
});
const RELOADED = "2025-04/1";
const reload: TestEvent[] = [
  { id: "reload", card: RELOADED, kind: "reload", amount: 5_000, on: "2025-07-01" },
  { id: "first", card: RELOADED, kind: "redemption", amount: -4_000, on: "2025-07-05" },
  { id: "second", card: RELOADED, kind: "redemption", amount: -7_000, on: "2025-07-15" },
];
const refunded: TestCard = {
  id: "R",
  type: "T",
  soldOn: "2025-06-02",
  expiresOn: "2030-05-31",
  merchant: "NORTH",
  jurisdiction: "US-TX",
};
const refund: TestEvent[] = [
  { id: "R-sale", card: "R", kind: "sale", amount: 10_000, on: "2025-06-02" },
  { id: "R-refund", card: "R", kind: "refund", amount: -10_000, on: "2025-06-03" },
];
const later: TestEvent = { id: "later", card: "2025-06/1", kind: "redemption", amount: -10_000, on: "2025-08-09" };

let scope: Scope;
const ask = (by: string) => getForecast(scope, forecastParams.parse({ by, quarters: "80" }));

beforeAll(async () => {
  scope = await makeIssuer("PARTS");
  await makeSegments(scope, [{ name: "40 and more", from: 40, to: null }]);
  await loadBatch(scope, {
    types: [{ code: "T" }],
    merchants: ["NORTH", "SOUTH"],
    cards: [...cards, refunded],
    events: [...events, ...reload, ...refund, later],
  });
  await makeForecasts(scope, {}, { now: new Date("2025-08-02T08:00:00Z") });
}, 120_000);

describe("parts by merchant, state and age", () => {
  it.each(["merchant", "state", "segment", "merchant,segment"])(
    "by %s: cards, sold, redeemed and breakage of every quarter add up to the type's own",
    async (by) => {
      const [parts, whole] = await Promise.all([ask(by), ask("card-type")]);
      const plain = ({ quarter, cards, sold, redeemed, breakage }: (typeof whole.ahead.byQuarter)[number]) => ({
        quarter,
        cards,
        sold,
        redeemed,
        breakage,
      });
      expect(parts.ahead.byQuarter.map(plain)).toEqual(whole.ahead.byQuarter.map(plain));
      expect(whole.ahead.total.cards).toBe(24);
    },
  );

  it("a reload is settled five years after it, apart from its card's sale: 50.00 of 2,450.00, of which 10.00 went", async () => {
    const { ahead } = await ask("merchant");
    expect(ahead.total).toMatchObject({ cards: 24, sold: 245_000n, redeemed: 83_000n });
    const of = (quarter: string) => ahead.byQuarter.find((row) => row.quarter === quarter);
    // April to June: twelve cards, of which six were used for 60.00, and one for all of its 100.00.
    expect(of("2030-04-01")).toMatchObject({ cards: 12, sold: 120_000n, redeemed: 46_000n });
    expect(of("2030-07-01")).toMatchObject({ cards: 0, sold: 5_000n, redeemed: 1_000n });
  });

  it("a card that was refunded in full is in no part, as it is in no whole", async () => {
    const { ahead } = await ask("merchant");
    const cardsOf = (name: string) => ahead.groups.find(({ members }) => members.merchant?.id === name)?.cards;
    expect([cardsOf("NORTH"), cardsOf("SOUTH")]).toEqual([12, 12]);
  });

  it("merchants by age are kept by the segments of the day: six cards of those born in 1980 at each, six of those in none", async () => {
    const cardsOf = async () =>
      (await ask("merchant,segment")).ahead.groups
        .map(({ members, cards }) => `${members.merchant?.id} ${members.segment?.id} ${cards}`)
        .sort();
    const expected = ["NORTH 40 and more 6", "NORTH outside 6", "SOUTH 40 and more 6", "SOUTH outside 6"];
    expect(await cardsOf()).toEqual(expected);
    await makeSegments(scope, [{ name: "all", from: 0, to: null }]);
    expect(await cardsOf()).toEqual(expected);
    expect((await ask("segment")).ahead.groups.map(({ members }) => members.segment?.id)).toEqual(["all"]);
  });
});

/**
 * The same cards, and in the December before a card of 100.00 from which 110.00 were taken in January: its cohort is redeemed above
 * its value, and settled five years later in a quarter of its own.
 */
describe("a cohort redeemed above 100 %", () => {
  const december = { type: "T", soldOn: "2024-12-10", merchant: "NORTH", jurisdiction: "US-TX", birthYear: 1980 };
  let over: Scope;

  beforeAll(async () => {
    over = await makeIssuer("OVER");
    await loadBatch(over, {
      types: [{ code: "T" }],
      merchants: ["NORTH", "SOUTH"],
      cards: [...cards, { id: "D", ...december }],
      events: [
        ...events,
        { id: "D-sale", card: "D", kind: "sale", amount: 10_000, on: "2024-12-10" },
        { id: "D-use", card: "D", kind: "redemption", amount: -11_000, on: "2025-01-20" },
      ],
    });
    await makeForecasts(over, {}, { now: new Date("2025-08-02T08:00:00Z") });
  }, 120_000);

  it.each(["card-type", "merchant", "state", "segment"])(
    "by %s: 110.00 of 100.00, of which nothing is left",
    async (by) => {
      const { ahead } = await getForecast(over, forecastParams.parse({ by, quarters: "80" }));
      const [first] = ahead.byQuarter;
      expect(first).toMatchObject({ quarter: "2029-10-01", cards: 1, sold: 10_000n, redeemed: 11_000n, breakage: 0n });
      // And of ten cards 60.00: the data end in July, so that the forecast is of June and knows no use of June's cards.
      expect(ahead.total).toMatchObject({ cards: 25, sold: 250_000n, redeemed: 71_000n });
    },
  );

  it("has nothing open for whoever reads the version: it takes nothing off what else is", async () => {
    const { whole } = await getForecast(over, forecastParams.parse({}));
    const [version, rows] = await withScope(over, async (tx) => {
      const [row] = await tx.execute<{ id: number }>(
        sql`select id from gold.forecast where issuer_id = ${over.issuerId}`,
      );
      const open = await tx.execute<{ month: string; open: string }>(sql`
        select c.sale_month::text as month, ${openNowOf("c")}::text as open from gold.forecast_cohort c
        where c.issuer_id = ${over.issuerId} order by 1`);
      return [row?.id ?? 0, open] as const;
    });
    expect(rows.map(({ month, open }) => [month, open])).toEqual([
      ["2024-12-01", "0"],
      ...months.map((month) => [`${month}-01`, month === "2025-06" ? "40000" : "28000"]),
    ]);
    const basis = await withScope(over, (tx) => readForecastBasis(tx, over.issuerId, version));
    const [type] = basis.types.values();
    expect([type?.sales.get("2024-12-01")?.left, type?.sales.get("2025-01-01")?.left]).toEqual([0n, 28_000n]);
    expect(whole?.redeemed).toBe(71_000n);
    // The page of the type says the sum of these, which is 10.00 more than 2,500.00 less 710.00.
    expect((await getTypePage(over, "T", {})).own?.open).toBe(180_000n);
  });
});
