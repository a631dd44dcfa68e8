import { beforeAll, describe, expect, it } from "vitest";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { encodeCursor } from "@/lib/cards/cursor";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { getCard } from "@/lib/cards/queries/card";
import { getCustomer, listCustomers } from "@/lib/cards/queries/customer";
import { listCards } from "@/lib/cards/queries/list";
import {
  cardListParams,
  cardParams,
  cardPlace,
  customerListParams,
  customerParams,
  lapseParams,
} from "@/lib/cards/schema";
import { Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer, makeSegments } from "../support/cards";

let scope: Scope;
let stranger: Scope;
let random: Scope;

beforeAll(async () => {
  scope = await makeIssuer("LIFE");
  stranger = await makeIssuer("OTHER");
  random = await makeIssuer("MANY");
  await makeSegments(random, [{ name: "Young", from: 18, to: 35 }]);
  for (const batch of randomBatches(77, 120)) await loadBatch(random, batch);
  await loadBatch(scope, {
    merchants: ["M1"],
    types: [{ code: "T", medium: "digital" }],
    customers: [
      { id: "anna", name: "Анна Петрова", email: "anna@example.com" },
      { id: "ken", name: "山田 健", email: "ken@example.com" },
      { id: "zoe", name: "Zoë 100% O_Brien" },
    ],
    cards: [
      {
        id: "full",
        type: "T",
        soldOn: "2024-01-10",
        expiresOn: "2024-06-30",
        fundsExpireOn: "2024-06-30",
        customer: "anna",
      },
      {
        id: "part",
        type: "T",
        soldOn: "2024-01-10",
        expiresOn: "2024-06-30",
        fundsExpireOn: "2024-06-30",
        customer: "anna",
      },
      { id: "new", type: "T", soldOn: "2024-01-10", expiresOn: "2024-06-30", customer: "anna" },
      { id: "old", type: "T", soldOn: "2010-01-10", customer: "anna" },
      { id: "seen", type: "T", soldOn: "2024-01-10", expiresOn: "2024-06-15", customer: "ken" },
      { id: "anonymous", type: "T", soldOn: "2024-01-10", expiresOn: "2024-06-20", fundsExpireOn: "2024-12-31" },
    ],
    events: [
      ...["full", "part", "new", "old", "seen", "anonymous"].map((card) => ({
        id: `s-${card}`,
        card,
        kind: "sale" as const,
        amount: 10_000,
        on: card === "old" ? "2010-01-10" : "2024-01-10",
      })),
      { id: "r1", card: "full", kind: "redemption", amount: -10_000, on: "2024-02-01", spent: 13_800, merchant: "M1" },
      { id: "r2", card: "part", kind: "redemption", amount: -2_500, on: "2024-03-01", merchant: "M1" },
      { id: "r3", card: "part", kind: "redemption", amount: -500, on: "2024-03-02", merchant: "M1" },
      { id: "v3", card: "part", kind: "void", amount: 500, on: "2024-03-05", corrects: "r3" },
      { id: "o1", card: "seen", kind: "opened", amount: 0, on: "2024-01-12" },
    ],
  });
});

const stateOn = async (id: string, asOf: string) => (await getCard(scope, id, cardParams.parse({ asOf }))).card.state;

describe("a card's life", () => {
  it("has a balance after each event: 100.00, 75.00, 70.00, and 75.00 again once the 5.00 are voided", async () => {
    const life = await getCard(scope, "part", cardParams.parse({ asOf: "2024-04-01" }));
    expect(life.events.map((event) => event.balanceAfter)).toEqual([10_000n, 7_500n, 7_000n, 7_500n]);
    expect(life.events.map((event) => event.correctedBy ?? event.corrects)).toEqual([null, null, "v3", "r3"]);
    expect(life.balance).toBe(7_500n);
    expect(life.card.redeemed).toBe(2_500n);
    expect(life.card.lastUseOn).toBe("2024-03-01");
  });

  it("comes page by page: the second of two events each knows balance and corrections of the first, both the sums of all", async () => {
    const asked = { asOf: "2024-04-01", limit: "3" };
    const first = await getCard(scope, "part", cardParams.parse(asked));
    const second = await getCard(scope, "part", cardParams.parse({ ...asked, cursor: first.nextCursor ?? "" }));
    const shown = (life: typeof first) => life.events.map(({ id, balanceAfter }) => [id, balanceAfter]);
    expect([shown(first), shown(second)]).toEqual([
      [
        ["s-part", 10_000n],
        ["r2", 7_500n],
        ["r3", 7_000n],
      ],
      [["v3", 7_500n]],
    ]);
    // What is voided on the second page is known on the first, and the other way about.
    expect([first.events.at(-1)?.correctedBy, second.events[0]?.corrects]).toEqual(["v3", "r3"]);
    expect(second.nextCursor).toBeNull();
    for (const life of [first, second]) {
      expect([life.balance, life.card.redeemed, life.card.lastUseOn]).toEqual([7_500n, 2_500n, "2024-03-01"]);
      expect([life.eventCount, life.activeOn]).toEqual([4, ["2024-01-10", "2024-03-01", "2024-03-02"]]);
    }
  });

  it("has each event on one page only, in the same order whatever the size of the page", async () => {
    for (const id of ["C1", "C7", "C20"]) {
      const whole = await getCard(random, id, cardParams.parse({ asOf: "2024-12-31", limit: "500" }));
      const seen: object[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const asked = { asOf: "2024-12-31", limit: "1", ...(cursor ? { cursor } : {}) };
        const page: typeof whole = await getCard(random, id, cardParams.parse(asked));
        expect(page.card).toEqual(whole.card);
        seen.push(...page.events);
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole.events);
      expect(seen.length).toBe(whole.eventCount);
    }
  });

  it("never shows breakage on a fully redeemed card, even after it expired", async () => {
    const { card } = await getCard(scope, "full", cardParams.parse({ asOf: "2025-01-01" }));
    expect([card.unredeemed, card.lapsed, card.owed, card.state]).toEqual([0n, 0n, 0n, "used"]);
  });

  it("is usable on its expiry date and lapsed on the day after", async () => {
    expect(await stateOn("part", "2024-06-30")).toBe("partly-used");
    expect(await stateOn("part", "2024-07-01")).toBe("lapsed");
    expect(await stateOn("new", "2024-06-30")).toBe("never-opened");
    expect(await stateOn("new", "2024-07-01")).toBe("expired");
    expect(await stateOn("anonymous", "2024-12-31")).toBe("expired");
    expect(await stateOn("anonymous", "2025-01-01")).toBe("lapsed");
  });

  it("tells never opened, opened, partly used and used apart", async () => {
    const states = await Promise.all(["new", "seen", "part", "full"].map((id) => stateOn(id, "2024-05-01")));
    expect(states).toEqual(["never-opened", "opened", "partly-used", "used"]);
    expect(await stateOn("seen", "2024-01-11")).toBe("never-opened");
  });

  it("takes an opening that was taken back for none, in lists as on the card's page, on its last day and before", async () => {
    const own = await makeIssuer("TAKEN-BACK");
    await loadBatch(own, {
      types: [{ code: "T", medium: "digital" }],
      cards: [{ id: "c", type: "T", soldOn: "2024-01-10" }],
      events: [
        { id: "sale", card: "c", kind: "sale", amount: 5_000, on: "2024-01-10" },
        { id: "seen", card: "c", kind: "opened", amount: 0, on: "2024-02-01" },
      ],
    });
    const states = async (asOf: string) => [
      (await getCard(own, "c", cardParams.parse({ asOf }))).card.state,
      (await listCards(own, cardListParams.parse({ asOf, of: "all" }))).items[0]?.state,
    ];
    expect(await states("2024-03-01")).toEqual(["opened", "opened"]);
    await loadBatch(own, {
      events: [
        { id: "back", card: "c", kind: "void", amount: 0, on: "2024-02-01", corrects: "seen" },
        { id: "fee", card: "c", kind: "fee", amount: -100, on: "2024-03-01" },
      ],
    });
    for (const asOf of ["2024-02-10", "2024-03-01"])
      expect(await states(asOf)).toEqual(["never-opened", "never-opened"]);
  });

  it("gives a rule with each date of its own", async () => {
    const life = await getCard(scope, "new", cardParams.parse({ asOf: "2024-05-01" }));
    expect(life.cardExpiry.date).toBe("2024-06-30");
    expect(life.fundsExpiry).toEqual({ date: null, rule: expect.stringContaining("count as owed") });
  });

  it("does not exist for another issuer, nor before anything happened", async () => {
    await expect(getCard(stranger, "part", cardParams.parse({}))).rejects.toThrow(NotFound);
    await expect(getCard(scope, "no-such-card", cardParams.parse({}))).rejects.toThrow(NotFound);
    const early = await getCard(scope, "part", cardParams.parse({ asOf: "2023-12-31" }));
    expect([early.card.state, early.events.length]).toEqual(["not-sold", 0]);
  });
});

describe("customers", () => {
  const found = async (search: string) =>
    (await listCustomers(scope, customerListParams.parse({ search }))).items.map((customer) => customer.id);

  it("are found by parts of the name in any script and any case, by e-mail and by id", async () => {
    expect(await found("петро")).toEqual(["anna"]);
    expect(await found("田")).toEqual(["ken"]);
    expect(await found("EXAMPLE.com")).toEqual(["anna", "ken"]);
    expect(await found("zoe o_b 100%")).toEqual(["zoe"]);
    expect(await found("o%b")).toEqual([]);
    expect(await found("")).toEqual(["anna", "ken", "zoe"]);
    expect((await listCustomers(stranger, customerListParams.parse({}))).items).toEqual([]);
  });

  it("come page by page, each once", async () => {
    const first = await listCustomers(scope, customerListParams.parse({ limit: "2" }));
    const second = await listCustomers(scope, customerListParams.parse({ limit: "2", cursor: first.nextCursor ?? "" }));
    expect([...first.items, ...second.items].map((customer) => customer.id)).toEqual(["anna", "ken", "zoe"]);
    expect(second.nextCursor).toBeNull();
  });

  it("have all their cards, with older live ones: 75.00 + 100.00 + 100.00 unredeemed as of May", async () => {
    const anna = await getCustomer(scope, "anna", customerParams.parse({ asOf: "2024-05-01" }));
    expect(anna.holdings.map((card) => card.id).sort()).toEqual(["full", "new", "old", "part"]);
    expect(anna.totals).toEqual([
      { currency: "USD", cards: 4, sold: 40_000n, unredeemed: 27_500n, lapsed: 0n, owed: 27_500n },
    ]);
    const later = await getCustomer(scope, "anna", customerParams.parse({ asOf: "2024-07-01" }));
    expect(later.totals[0]).toMatchObject({ lapsed: 7_500n, owed: 20_000n });
    await expect(getCustomer(stranger, "anna", customerParams.parse({}))).rejects.toThrow(NotFound);
  });

  it("show at most 100 cards at once, and the sums of all 120: 120 × 10.00, of which one card's 4.00 are redeemed", async () => {
    const large = await makeIssuer("LARGE");
    const ids = Array.from({ length: 120 }, (_, at) => `L${at}`);
    await loadBatch(large, {
      types: [{ code: "T" }],
      customers: [{ id: "buyer", name: "Buyer" }],
      cards: ids.map((id, at) => ({ id, type: "T", soldOn: at < 60 ? "2024-01-10" : "2024-01-11", customer: "buyer" })),
      events: [
        ...ids.map((id, at) => {
          const on = at < 60 ? "2024-01-10" : "2024-01-11";
          return { id: `s-${id}`, card: id, kind: "sale" as const, amount: 1_000, on };
        }),
        { id: "r", card: "L3", kind: "redemption", amount: -400, on: "2024-02-01" },
      ],
    });
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const asked = { asOf: "2024-05-01", ...(cursor ? { cursor } : {}) };
      const page: Awaited<ReturnType<typeof getCustomer>> = await getCustomer(
        large,
        "buyer",
        customerParams.parse(asked),
      );
      expect(page.holdings.length).toBeLessThanOrEqual(100);
      expect([page.cards, page.totals]).toEqual([
        120,
        [{ currency: "USD", cards: 120, sold: 120_000n, unredeemed: 119_600n, lapsed: 0n, owed: 119_600n }],
      ]);
      seen.push(...page.holdings.map((card) => card.id));
      cursor = page.nextCursor;
    }
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(new Set(seen.slice(0, 60))).toEqual(new Set(ids.slice(60)));
    const forged = getCustomer(large, "buyer", { ...customerParams.parse({}), cursor: "eyJhIjoxfQ" });
    await expect(forged).rejects.toThrow(Invalid);
  });

  it("may be written to by what an import has said, which is told with its name and day; what none said is no yes", async () => {
    const asked = await makeIssuer("ASKED", { timeZone: "America/New_York" });
    // Ten in the evening of the 4th in New York.
    const importId = await loadBatch(asked, {
      label: "holders of May",
      recordedAt: "2024-05-05T02:00:00Z",
      customers: [{ id: "yes", name: "Yes", email: "yes@example.com", consentEmail: true, consentSms: false }],
    });
    const evidence = { importId, label: "holders of May", recordedOn: "2024-05-04", isWithdrawn: false };
    expect((await getCustomer(asked, "yes", customerParams.parse({}))).consent).toEqual({
      email: true,
      sms: false,
      evidence,
    });
    expect((await getCustomer(scope, "anna", customerParams.parse({}))).consent).toMatchObject({
      email: null,
      sms: null,
    });
  });
});

describe("about to lapse", () => {
  it("counts cards that expire within the days: 375.00 at stake, of which 75.00 lapses and 300.00 stays owed", async () => {
    const all = await getAboutToLapse(scope, lapseParams.parse({ asOf: "2024-06-01", days: "29" }));
    expect(all.period).toEqual({ from: "2024-06-02", to: "2024-06-30" });
    expect(all.total).toEqual({ customers: 2, cards: 4, atStake: 37_500n, lapses: 7_500n, staysOwed: 30_000n });
    expect(all.rows.map((row) => [row.customer?.id ?? null, row.atStake, row.lapses])).toEqual([
      ["anna", 17_500n, 7_500n],
      ["ken", 10_000n, 0n],
      [null, 10_000n, 0n],
    ]);
  });

  it("goes by the card or its funds, whichever ends first, and says which: 10.00, 20.00 and 30.00 end in July", async () => {
    const ends = await makeIssuer("ENDS");
    const people = ["ann", "ben", "cem", "dan", "eve"];
    const days: [card: string | undefined, funds: string | undefined][] = [
      ["2024-07-20", "2025-07-20"], // The card ends in July, its funds a year later.
      ["2024-09-30", "2024-07-15"], // Its funds end in July, the card in September: nothing can be used after the 15th.
      [undefined, "2024-07-31"], // The card never ends, its funds do.
      ["2024-08-01", "2024-08-01"],
      ["2024-06-01", "2024-07-10"], // Ended before: it has not been usable since June.
    ];
    await loadBatch(ends, {
      types: [{ code: "T" }],
      customers: people.map((id) => ({ id, name: id })),
      cards: people.map((id, at) => ({
        id,
        type: "T",
        soldOn: "2024-01-10",
        customer: id,
        ...(days[at]?.[0] ? { expiresOn: days[at][0] } : {}),
        ...(days[at]?.[1] ? { fundsExpireOn: days[at][1] } : {}),
      })),
      events: people.map((card, at) => ({
        id: `s-${card}`,
        card,
        kind: "sale" as const,
        amount: [1_000, 2_000, 3_000, 4_000, 5_000][at] ?? 0,
        on: "2024-01-10",
      })),
    });
    const july = await getAboutToLapse(ends, lapseParams.parse({ asOf: "2024-06-30", days: "31" }));
    expect(july.rows.map((row) => [row.customer?.id, row.firstEndOn, row.firstEnd, row.lapses, row.staysOwed])).toEqual(
      [
        ["cem", "2024-07-31", "funds", 3_000n, 0n],
        ["ben", "2024-07-15", "funds", 2_000n, 0n],
        ["ann", "2024-07-20", "card", 0n, 1_000n],
      ],
    );
    expect(july.total).toEqual({ customers: 3, cards: 3, atStake: 6_000n, lapses: 5_000n, staysOwed: 1_000n });
    const august = await getAboutToLapse(ends, lapseParams.parse({ asOf: "2024-07-31", days: "1" }));
    expect(august.rows.map((row) => [row.customer?.id, row.firstEnd])).toEqual([["dan", "both"]]);
    const behind = { asOf: "2024-06-30", from: july.period.from, to: july.period.to, of: "usable-until", owed: "only" };
    const cards = await listCards(ends, cardListParams.parse(behind));
    expect(cards.items.map((card) => card.id).sort()).toEqual(["ann", "ben", "cem"]);
    expect(cards.total.owed).toBe(july.total.atStake);
  });

  it("ends with the last day of the window and begins after the as-of date", async () => {
    const short = await getAboutToLapse(scope, lapseParams.parse({ asOf: "2024-06-01", days: "28" }));
    expect(short.total.cards).toBe(2);
    const late = await getAboutToLapse(scope, lapseParams.parse({ asOf: "2024-06-30", days: "28" }));
    expect(late.total.cards).toBe(0);
  });

  it("pages through the customers without losing or repeating one", async () => {
    const seen: (string | null)[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const params: Record<string, string> = { asOf: "2024-06-01", limit: "1", ...(cursor ? { cursor } : {}) };
      const page = await getAboutToLapse(scope, lapseParams.parse(params));
      seen.push(...page.rows.map((row) => row.customer?.id ?? null));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(["anna", "ken", null]);
  });
});

describe("the cards behind a figure", () => {
  it("add up to the figure, in every cell of a cross and at old dates, page after page", async () => {
    const dates = { asOf: "2023-10-17", from: "2022-05-11", to: "2023-10-17" };
    for (const extra of [{}, { knownAt: "2024-12-01T00:00:00Z" }]) {
      const report = await getBreakage(random, breakageParams.parse({ ...dates, ...extra, by: "brand,state" }));
      expect(report.rows.length).toBeGreaterThan(4);
      for (const { members, before: _, ...figures } of report.rows) {
        const cell = { brand: members.brand?.id, state: members.state?.id };
        const page = await listCards(random, cardListParams.parse({ ...dates, ...extra, ...cell, limit: "500" }));
        expect(page.total).toEqual(figures);
        expect(page.items.reduce((sum, card) => sum + card.unredeemed, 0n)).toBe(figures.unredeemed);
        expect(page.items.reduce((sum, card) => sum + card.lapsed, 0n)).toBe(figures.lapsed);
      }
    }
  });

  it("come in both orders page by page, each card once", async () => {
    for (const order of ["unredeemed", "expiry"]) {
      const params = { asOf: "2024-01-31", of: "all", order };
      const whole = await listCards(random, cardListParams.parse({ ...params, limit: "500" }));
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page = await listCards(
          random,
          cardListParams.parse({ ...params, limit: "7", ...(cursor ? { cursor } : {}) }),
        );
        seen.push(...page.items.map((card) => card.id));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole.items.map((card) => card.id));
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(50);
      expect(whole.listed).toBe(seen.length);
    }
  });

  it("agree with each card's own life", async () => {
    const page = await listCards(random, cardListParams.parse({ asOf: "2023-07-09", of: "all", limit: "60" }));
    for (const card of page.items) {
      expect((await getCard(random, card.id, cardParams.parse({ asOf: "2023-07-09" }))).card).toEqual(card);
    }
  });

  it("are nobody else's, and a cursor that is not ours is refused by name", async () => {
    const page = await listCards(stranger, cardListParams.parse({ of: "all" }));
    expect([page.items.length, page.total.cards]).toEqual([0, 0]);
    // A cursor that came past the schema is refused all the same, before anything is asked of the database.
    const all = cardListParams.parse({ of: "all" });
    await expect(listCards(scope, { ...all, cursor: "eyJhIjoxfQ" })).rejects.toThrow(Invalid);
    const byExpiry = encodeCursor(cardPlace.expiry, ["2023-01-01", 1, 1]);
    await expect(listCards(scope, { ...all, cursor: byExpiry })).rejects.toThrow(Invalid);
    await expect(listCards(scope, { ...all, order: "expiry", cursor: byExpiry })).resolves.toBeDefined();
  });
});
