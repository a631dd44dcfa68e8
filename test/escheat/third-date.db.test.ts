import { beforeAll, describe, expect, it } from "vitest";
import type { CardRow } from "@/lib/cards/card";
import { getCard } from "@/lib/cards/queries/card";
import { getCustomer } from "@/lib/cards/queries/customer";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, cardParams, customerParams } from "@/lib/cards/schema";
import { findCardDetermination } from "@/lib/escheat/queries/card-determination";
import { withThirdDates } from "@/lib/escheat/queries/third-date";
import { escheatOf, escheatRule } from "@/lib/escheat/third-date";
import { findExport } from "@/lib/export/registry";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer } from "../support/cards";
import { withForecast } from "../support/forecast";

const asOf = "2026-06-30";
let scope: Scope;

const ann = { type: "SHOP", customer: "ann", jurisdiction: "US-NY", soldOn: "2022-03-01" };

/** N.Y. APL 1315: five years without sale, load or use. Minnesota exempts gift cards (Minn. Stat. 345.39). */
beforeAll(async () => {
  scope = await makeIssuer("THIRD");
  await loadBatch(scope, {
    recordedAt: "2025-01-01T00:00:00Z",
    types: [{ code: "SHOP", model: "closed" }, { code: "UNTOLD" }],
    customers: [{ id: "ann", name: "Ann" }],
    cards: [
      { ...ann, id: "used", escheatOn: "2025-03-01" },
      { ...ann, id: "unused", escheatOn: "2027-03-01" },
      { ...ann, id: "empty" },
      { ...ann, id: "exempt", jurisdiction: "US-MN", escheatOn: "2025-03-01" },
      { ...ann, id: "untold", type: "UNTOLD", escheatOn: "2028-08-08" },
    ],
    events: [
      ...["used", "unused", "empty", "exempt", "untold"].map((card) => ({
        ...{ id: `sale ${card}`, card, kind: "sale" as const, amount: 5_000, on: "2022-03-01" },
      })),
      { id: "all of it", card: "empty", kind: "redemption", amount: -5_000, on: "2022-04-01" },
    ],
  });
  // Loaded later, of an earlier day: what the law says of the card turns on which of the two is asked for.
  await loadBatch(scope, {
    recordedAt: "2025-06-01T00:00:00Z",
    events: [{ id: "a part", card: "used", kind: "redemption", amount: -1_000, on: "2024-02-29" }],
  });
});

const datesIn = async (cards: readonly CardRow[], dates: { asOf: string; knownAt: string | null }) =>
  Object.fromEntries(
    (await withThirdDates(scope, cards, dates)).map((card) => [card.id, [card.escheatOutcome, card.escheatOn]]),
  );

async function listed(dates: { asOf: string; knownAt?: string }) {
  const page = await listCards(scope, cardListParams.parse({ ...dates, of: "all" }));
  return datesIn(page.items, page);
}

async function onItsPage(id: string) {
  const params = cardParams.parse({ asOf });
  const [life, found] = [await getCard(scope, id, params), await findCardDetermination(scope, id, params)];
  return escheatRule(found, life.card.escheatGivenOn);
}

describe("the third date of a card", () => {
  const worked = {
    // 28 February 2029 ends the five years after 29 February 2024.
    used: ["not-yet", "2029-02-28"],
    unused: ["not-yet", "2027-03-01"],
    empty: ["exempt", null],
    exempt: ["exempt", null],
    // Nobody says whether it belongs to a payment network, so no law can be named: the source's own day stands.
    untold: ["needs-counsel", "2028-08-08"],
  };

  it("is the law's in every list, and the source's only where the law leaves it open", async () => {
    expect(await listed({ asOf })).toEqual(worked);
    const customer = await getCustomer(scope, "ann", customerParams.parse({ asOf }));
    expect(await datesIn(customer.holdings, customer)).toEqual(worked);
  });

  it("is of what had happened by the as-of date and was known then", async () => {
    expect(await listed({ asOf: "2024-02-28" })).toMatchObject({ used: ["not-yet", "2027-03-01"] });
    expect(await listed({ asOf, knownAt: "2025-02-01" })).toMatchObject({ used: ["not-yet", "2027-03-01"] });
    expect(await listed({ asOf: "2029-02-28" })).toMatchObject({ used: ["escheats", "2029-02-28"] });
  });

  it("is the same on the card's own page, with the rule in words and what the source says beside it", async () => {
    for (const [id, [, date]] of Object.entries(worked)) expect(await onItsPage(id)).toMatchObject({ date });
    expect((await onItsPage("used")).rule).toMatch(/5 years from then.*2029-02-28.*The source gives 2025-03-01\.$/);
    expect((await onItsPage("unused")).rule).toMatch(/The source gives the same day\.$/);
    expect((await onItsPage("exempt")).rule).toMatch(/The source gives 2025-03-01\.$/);
    expect((await onItsPage("empty")).rule).toBe("Nothing is left on the card, so there is nothing to take.");
    expect((await onItsPage("untold")).rule).toMatch(
      /^The law names no day yet.*The day is the one given with the card\.$/,
    );
  });

  it("stands in the file of the list", async () => {
    const lines = (await csvOf("cards", { asOf, of: "all" })).split("\r\n");
    const line = lines.find((row) => row.startsWith('"used"'));
    expect(line).toContain(',2029-02-28,"Not yet",2025-03-01,');
  });

  it("is nobody's but the issuer's: the cards of another are not determined", async () => {
    const page = await listCards(scope, cardListParams.parse({ asOf, of: "all" }));
    const stranger = await makeIssuer("ELSE");
    const said = await withThirdDates(stranger, page.items, page);
    expect(said.map(({ escheatOutcome }) => escheatOutcome)).toEqual(page.items.map(() => null));
  });
});

async function csvOf(table: string, address: Record<string, string>): Promise<string> {
  const source = findExport(table);
  if (!source) throw new Error(`no table ${table}`);
  let text = "";
  for await (const piece of (await source.prepare(scope, address)).csv()) text += piece;
  return text;
}

describe("the demo issuer", () => {
  it("has no card whose third date differs between a list and its own page", async () => {
    scope = await withForecast();
    const page = await listCards(scope, cardListParams.parse({ asOf, of: "all", limit: 60, currency: "USD" }));
    const inList = await withThirdDates(scope, page.items, page);
    for (const card of inList) {
      const found = await findCardDetermination(scope, card.id, { asOf, knownAt: undefined });
      expect([card.id, escheatOf(found).outcome]).toEqual([card.id, card.escheatOutcome]);
      expect([card.id, escheatRule(found, card.escheatGivenOn).date]).toEqual([card.id, card.escheatOn]);
    }
    expect(new Set(inList.map(({ escheatOutcome }) => escheatOutcome)).size).toBeGreaterThan(1);
  });
});
