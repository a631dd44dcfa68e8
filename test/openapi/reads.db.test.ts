import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import * as brands from "@/app/api/v1/brands/route";
import * as breakage from "@/app/api/v1/breakage/route";
import * as cardTypes from "@/app/api/v1/card-types/route";
import * as card from "@/app/api/v1/cards/[id]/route";
import * as cards from "@/app/api/v1/cards/route";
import * as customer from "@/app/api/v1/customers/[id]/route";
import * as customers from "@/app/api/v1/customers/route";
import * as events from "@/app/api/v1/events/route";
import * as insight from "@/app/api/v1/insights/[name]/route";
import * as merchants from "@/app/api/v1/merchants/route";
import * as overview from "@/app/api/v1/overview/route";
import * as exported from "@/app/issuer/export/route";
import { cardTables } from "@/lib/export/tables/cards";
import { createKey } from "@/lib/identity/mutations/keys";
import { scopeForKey } from "@/lib/identity/scope";
import { insightNames } from "@/lib/insights/insight";
import * as answer from "@/lib/openapi/responses";
import { randomBatches } from "../breakage/random-history";
import { loadBatch, makeIssuer } from "../support/cards";
import { asDescribed } from "../support/described";

type Handler = { GET: (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response> };
const scopes = [
  "overview.read",
  "breakage.read",
  "insight.read",
  "card.read",
  "customer.read",
  "export.create",
] as const;
let key = "";
let strangers = "";
let narrow = "";
let nameless = "";

beforeAll(async () => {
  const scope = await makeIssuer("REST");
  const other = await makeIssuer("ELSE");
  for (const batch of randomBatches(99, 60)) await loadBatch(scope, batch);
  await loadBatch(scope, {
    customers: [{ id: "c/1 ü", name: "Customer One" }],
    cards: [{ id: "own", type: "T1", soldOn: "2023-01-01", expiresOn: "2023-11-05", customer: "c/1 ü" }],
    events: [{ id: "own-sale", card: "own", kind: "sale", amount: 5_000, on: "2023-01-01" }],
  });
  const make = async (...[who, list]: [typeof scope, readonly (typeof scopes)[number][]]) =>
    (await createKey(who, { name: "test", scopes: [...list], days: 1 }, new Date())).key;
  key = await make(scope, scopes);
  strangers = await make(other, scopes);
  narrow = await make(scope, ["insight.read"]);
  nameless = await make(scope, ["card.read", "export.create"]);
});

async function get(
  handler: Handler,
  query = "",
  params: Record<string, string> = {},
  secret = key,
  form: "json" | "text" = "json",
) {
  const request = new Request(`http://localhost/api/v1/x${query}`, { headers: { authorization: `Bearer ${secret}` } });
  const response = await handler.GET(request, { params: Promise.resolve(params) });
  return { status: response.status, type: response.headers.get("content-type"), body: await response[form]() };
}

async function exportedCards(secret: string): Promise<string> {
  const prepared = await cardTables.cards.prepare(await scopeForKey(secret, "export.create", null), {
    of: "all",
    asOf: "2023-10-31",
  });
  let text = "";
  for await (const piece of prepared.csv()) text += piece;
  return text;
}

describe("the reads of the API", () => {
  const asOf = "?asOf=2023-10-31";
  const cases: [string, Handler, string, Record<string, string>, z.ZodType][] = [
    ["breakage", breakage, `${asOf}&by=brand,state&compare=year`, {}, answer.breakageResponse],
    [
      "breakage",
      breakage,
      `${asOf}&compare=custom&compareFrom=2022-02-01&compareTo=2022-02-28`,
      {},
      answer.breakageResponse,
    ],
    ["overview", overview, `${asOf}&match=weekday`, {}, answer.overviewResponse],
    ["cards", cards, `${asOf}&limit=5`, {}, answer.cardPageResponse],
    ["events", events, `${asOf}&group=redeemed&limit=5`, {}, answer.eventPageResponse],
    ["events", events, `${asOf}&purchases=total&at=M1&limit=5`, {}, answer.eventPageResponse],
    ["card", card, `${asOf}&limit=1`, { id: "C1" }, answer.cardResponse],
    ["customers", customers, "", {}, answer.customerPageResponse],
    ["customer", customer, `${asOf}&limit=1`, { id: "c/1 ü" }, answer.customerResponse],
    ["card-types", cardTypes, "?limit=2", {}, answer.cardTypePageResponse],
    ["brands", brands, "", {}, answer.brandPageResponse],
    ["merchants", merchants, "", {}, answer.merchantPageResponse],
    ...insightNames.map((name): [string, Handler, string, Record<string, string>, z.ZodType] => [
      name,
      insight,
      asOf,
      { name },
      answer.insightResponses[name],
    ]),
  ];

  it.each(cases)("%s answers exactly in the documented shape", async (_, handler, query, params, schema) => {
    const { status, body } = await get(handler, query, params);
    expect(status, JSON.stringify(body)).toBe(200);
    asDescribed(schema, body);
  });

  it("has amounts as decimal strings that add up", async () => {
    const { body } = await get(breakage, `${asOf}&by=merchant`);
    const cents = (text: string) => BigInt(text.replace(".", ""));
    const sum = body.rows.reduce((total: bigint, row: { sold: string }) => total + cents(row.sold), 0n);
    expect(body.total.sold).toMatch(/^\d+\.\d\d$/);
    expect(sum).toBe(cents(body.total.sold));
    expect(sum).toBeGreaterThan(0n);
  });

  it("names the field of a bad parameter: 400, problem details", async () => {
    for (const [query, field] of [
      ["?asOf=2023-02-29", "asOf"],
      ["?by=colour", "by"],
      ["?by=brand,brand", "by"],
      ["?currency=XYZ", "currency"],
      ["?from=2024-01-01&to=2023-01-01", "to"],
      ["?colour=red", "colour"],
      ["?compare=never", "compare"],
      ["?compare=custom&compareFrom=2023-01-01", "compareTo"],
    ]) {
      const { status, type, body } = await get(breakage, query);
      expect([status, type], query).toEqual([400, "application/problem+json"]);
      expect(body.errors[0].field).toBe(field);
    }
    expect((await get(cards, "?cursor=nonsense")).body.errors[0].field).toBe("cursor");
    for (const field of ["sale-year", "expiry-year"]) {
      for (const year of ["abc", "0000", "0999", "20231", "unknown"]) {
        for (const handler of [cards, breakage]) {
          const { status, body } = await get(handler, `?${field}=${year}`);
          expect([status, body.errors?.[0].field], `${field}=${year}`).toEqual([400, field]);
        }
        const page = await get(exported, `?table=cards&format=csv&${field}=${year}`, {}, key, "text");
        expect([field, year, page.status]).toEqual([field, year, 200]);
      }
      for (const handler of [cards, breakage])
        for (const year of ["1000", "2023", "9999"]) expect((await get(handler, `?${field}=${year}`)).status).toBe(200);
    }
    const instants = ["0000-06-01T00:00:00Z", "2023-06-01T00:00:00+16:00", `2023-06-01T00:00:00.${"1".repeat(99)}Z`];
    for (const knownAt of [...instants, "2023-06-01junk", "1899-12-31", "2023-06-01T25:00:00Z"]) {
      const { status, body } = await get(breakage, `?knownAt=${encodeURIComponent(knownAt)}`);
      expect([knownAt, status, body.errors?.[0].field]).toEqual([knownAt, 400, "knownAt"]);
    }
    for (const knownAt of ["2023-06-01", "2023-06-01T18:00Z", "2200-12-31T23:59:59.123456+14:00"])
      expect((await get(breakage, `?knownAt=${encodeURIComponent(knownAt)}`)).status, knownAt).toBe(200);
    for (const days of ["0", "-5", "1e12"])
      expect((await get(insight, `?days=${days}`, { name: "top-merchants" })).body.errors[0].field).toBe("days");
  });

  it("tells of each insight, of customers and of one of them what was known then, and says so", async () => {
    const then = "?asOf=2024-01-31&knownAt=2024-12-31";
    for (const name of insightNames) {
      const { status, body } = await get(insight, then, { name });
      expect([name, status, body.knownAt]).toEqual([name, 200, "2024-12-31"]);
      expect(answer.insightResponses[name].safeParse(body).error, name).toBeUndefined();
      expect((await get(insight, "?knownAt=never", { name })).body.errors[0].field).toBe("knownAt");
    }
    // Whose card came with the last batch.
    const one = await get(customer, then, { id: "c/1 ü" });
    expect(answer.customerResponse.safeParse(one.body).error).toBeUndefined();
    expect([one.body.knownAt, one.body.cards, one.body.holdings]).toEqual(["2024-12-31", 0, []]);
    const all = await get(customers, then);
    expect([all.body.knownAt, all.body.items.map(({ cards: held }: { cards: number }) => held)]).toEqual([
      "2024-12-31",
      [0],
    ]);
  });

  it("refuses what goes with something that was not asked for: purchases of no merchant, weekdays of no comparison", async () => {
    for (const [handler, query, field] of [
      [events, "?purchases=total", "purchases"],
      [breakage, "?match=weekday", "match"],
      [overview, "?compare=year&compareTo=2022-02-28", "compareTo"],
    ] as const) {
      const { status, body } = await get(handler, query);
      expect([query, status, body.errors?.[0].field]).toEqual([query, 400, field]);
    }
  });

  it("refuses what an insight would not look at: no days of all years, no number of rows where all are shown", async () => {
    for (const [name, query, field] of [
      ["historical-breakage", "?days=30", "days"],
      ["historical-breakage", "?limit=5", "limit"],
      ["percentile-90", "?limit=5", "limit"],
      ["top-merchants", "?cursor=x", "cursor"],
    ] as const) {
      const { status, body } = await get(insight, query, { name });
      expect([name, status, body.errors?.[0].field]).toEqual([name, 400, field]);
    }
    expect((await get(insight, "?days=30", { name: "percentile-90" })).status).toBe(200);
  });

  it("has 404 for what is unknown or another issuer's, in the same words", async () => {
    const foreign = await get(card, "", { id: "C1" }, strangers);
    const missing = await get(card, "", { id: "no-such-card" }, strangers);
    expect([foreign.status, foreign.body]).toEqual([404, missing.body]);
    expect((await get(customer, "", { id: "c/1 ü" }, strangers)).status).toBe(404);
    expect((await get(insight, "", { name: "no-such-insight" })).status).toBe(404);
  });

  it("asks for a scope, and for customers' names for one of its own", async () => {
    expect((await get(breakage, "", {}, narrow)).status).toBe(403);
    expect((await get(insight, "", { name: "top-merchants" }, narrow)).status).toBe(200);
    expect((await get(insight, "", { name: "about-to-lapse" }, narrow)).status).toBe(403);
    expect((await get(insight, "", { name: "about-to-lapse" }, nameless)).status).toBe(403);
    const lacks = (permission: string) => ({
      status: 403,
      detail: `This API key does not have the scope ${permission}.`,
    });
    expect((await get(insight, "", { name: "about-to-lapse" }, narrow)).body).toMatchObject(lacks("customer.read"));
    expect((await get(exported, "?table=cards&format=csv", {}, narrow)).body).toMatchObject(lacks("export.create"));
    expect((await get(exported, "?table=customers&format=csv", {}, nameless)).body).toMatchObject(
      lacks("customer.read"),
    );
    expect((await get(breakage, "", {}, "bwk_wrong")).status).toBe(401);
  });

  it("names no holder to a key that reads cards and not customers: the id stays, the name is null", async () => {
    const held = `${asOf}&of=all&limit=500`;
    const holder = { id: "c/1 ü", name: "Customer One" };
    const listed = async (secret: string) => {
      const { body } = await get(cards, held, {}, secret);
      asDescribed(answer.cardPageResponse, body);
      return body.items.find((item: { id: string }) => item.id === "own").customer;
    };
    const one = async (secret: string) => (await get(card, asOf, { id: "own" }, secret)).body.card.customer;
    expect([await listed(key), await one(key)]).toEqual([holder, holder]);
    expect([await listed(nameless), await one(nameless)]).toEqual([
      { ...holder, name: null },
      { ...holder, name: null },
    ]);
    expect(await exportedCards(key)).toContain("Customer One");
    expect(await exportedCards(nameless)).toMatch(/own[^\n]*50\.00/);
    expect(await exportedCards(nameless)).not.toContain("Customer One");
    expect((await get(exported, "?table=customers&format=csv", {}, nameless)).status).toBe(403);
  });

  it("pages through everything once by cursor", async () => {
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await get(
        cardTypes,
        `?limit=2${next ? `&cursor=${next}` : ""}`,
      );
      seen.push(...body.items.map((item) => item.id));
      next = body.nextCursor;
    }
    expect(seen).toEqual(["T1", "T2", "T3", "T4", "T5"]);
  });
});
