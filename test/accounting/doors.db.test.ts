import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import * as journalRoute from "@/app/api/v1/accounting/journal/route";
import * as monthsRoute from "@/app/api/v1/accounting/months/route";
import * as recognitionRoute from "@/app/api/v1/accounting/recognition/route";
import * as rollForwardRoute from "@/app/api/v1/accounting/roll-forward/route";
import { cellHref } from "@/components/accounting/cell-href";
import { defaultAccounts } from "@/lib/accounting/account-map";
import { eventNames } from "@/lib/accounting/cohort-facts";
import { type LiabilityMovement, liabilitySigns } from "@/lib/accounting/constants";
import { changeAccounts } from "@/lib/accounting/mutations/accounts";
import { lockBooks } from "@/lib/accounting/mutations/lock";
import { chooseRecognition } from "@/lib/accounting/mutations/method";
import { getAccounts } from "@/lib/accounting/queries/accounts";
import { getBooks } from "@/lib/accounting/queries/books";
import { previewMethod } from "@/lib/accounting/queries/preview";
import { findRecognised } from "@/lib/accounting/queries/recognised";
import { listEvents } from "@/lib/cards/queries/events";
import { eventListParams } from "@/lib/cards/schema";
import { commands } from "@/lib/cli/accounting";
import { findExport } from "@/lib/export/registry";
import { createKey } from "@/lib/identity/mutations/keys";
import { type Scope, scopeForJob } from "@/lib/identity/scope";
import {
  journalResponse,
  monthsResponse,
  recognitionResponse,
  rollForwardResponse,
} from "@/lib/openapi/operations/accounting";
import { loadBatch, makeIssuer } from "../support/cards";
import { asDescribed } from "../support/described";
import { createPerson } from "../support/tenants";
import { insertEscheatForecast } from "./escheat-forecast";

const now = new Date("2024-05-03T09:00:00Z");
const asOf = "2024-04-30";
let scope: Scope;
let stranger: Scope;
let key = "";
let strangers = "";

beforeAll(async () => {
  [scope, stranger] = [await makeIssuer("DOORS"), await makeIssuer("OUTSIDE")];
  await loadBatch(scope, {
    recordedAt: "2024-05-01T00:00:00Z",
    brands: ["=North"],
    types: [
      { code: "CLASSIC", brand: "=North" },
      { code: "EURO", currency: "EUR" },
    ],
    cards: [
      { id: "A", type: "CLASSIC", soldOn: "2024-01-10", fundsExpireOn: "2024-04-14" },
      { id: "B", type: "CLASSIC", soldOn: "2024-01-20" },
      { id: "E", type: "EURO", soldOn: "2024-02-20" },
    ],
    events: [
      { id: "a1", card: "A", kind: "sale", amount: 100_000, on: "2024-01-10" },
      { id: "a2", card: "A", kind: "reload", amount: 5_000, on: "2024-01-11" },
      { id: "a3", card: "A", kind: "redemption", amount: -20_000, on: "2024-01-25" },
      { id: "a4", card: "A", kind: "fee", amount: -300, on: "2024-02-01" },
      { id: "a5", card: "A", kind: "refund", amount: -700, on: "2024-02-02" },
      { id: "a6", card: "A", kind: "transfer", amount: -1_000, on: "2024-02-03" },
      { id: "b1", card: "B", kind: "sale", amount: 50_000, on: "2024-01-20" },
      { id: "b2", card: "B", kind: "transfer", amount: 1_500, on: "2024-02-03" },
      { id: "b3", card: "B", kind: "adjustment", amount: -250, on: "2024-03-03" },
      { id: "b4", card: "B", kind: "redemption", amount: -4_000, on: "2024-03-05" },
      { id: "b5", card: "B", kind: "void", amount: 4_000, on: "2024-04-05", corrects: "b4" },
      { id: "a7", card: "A", kind: "expiry", amount: -83_000, on: "2024-04-15" },
      { id: "e1", card: "E", kind: "sale", amount: 9_000, on: "2024-02-20" },
      { id: "z", card: "B", kind: "redemption", amount: -1, on: "2024-05-01" },
    ],
  });
  for (const currency of ["USD", "EUR"])
    await insertEscheatForecast(scope, { currency, asOf: "2024-01-31", shares: { "not-yet": 20, exempt: 80 } });
  const make = async (who: Scope) =>
    (await createKey(who, { name: "test", scopes: ["accounting.read"], days: 1 }, new Date())).key;
  [key, strangers] = [await make(scope), await make(stranger)];
});

type Handler = { GET: (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response> };
async function get(handler: Handler, query = "", secret = key) {
  const request = new Request(`http://localhost/api/v1/x${query}`, { headers: { authorization: `Bearer ${secret}` } });
  const response = await handler.GET(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

describe("REST", () => {
  const cases: [string, Handler, string, z.ZodType][] = [
    ["roll-forward", rollForwardRoute, `?asOf=${asOf}&by=card-type`, rollForwardResponse],
    ["journal", journalRoute, `?asOf=${asOf}`, journalResponse],
    ["recognition", recognitionRoute, `?asOf=${asOf}`, recognitionResponse],
    ["months", monthsRoute, "", monthsResponse],
  ];

  it.each(cases)(
    "%s answers what its document says, a stranger with nothing, and refuses what it does not know",
    async (_, handler, query, schema) => {
      const own = await get(handler, query);
      expect(own.status).toBe(200);
      asDescribed(schema, own.body);
      expect(JSON.stringify(own.body)).toContain("2024-04");
      const other = await get(handler, query, strangers);
      expect(other.status).toBe(200);
      expect(JSON.stringify(other.body)).not.toContain('2024-04"');
      expect((await get(handler, `${query ? `${query}&` : "?"}colour=red`)).status).toBe(400);
    },
  );

  it("has amounts as decimals that add up: 1,500.00 sold and 50.00 reloaded in January, 200.00 redeemed", async () => {
    const { body } = await get(rollForwardRoute, `?asOf=${asOf}&by=card-type&currency=USD`);
    expect(body.rows[0]).toMatchObject({
      month: "2024-01",
      group: { id: "CLASSIC" },
      opening: "0.00",
      sold: "1500.00",
      reloaded: "50.00",
      redeemed: "200.00",
      closing: "1350.00",
    });
  });
});

describe("a cell of events", () => {
  it("opens to events whose signed sum is its amount, in every column of every month", async () => {
    const books = await getBooks(scope, { asOf, from: "2024-01-01", currency: "USD" });
    let compared = 0;
    for (const { month, movements } of books.rows) {
      for (const movement of eventNames) {
        if (movements[movement] === 0n) continue;
        const href = cellHref(
          {
            movement,
            from: month,
            to: month,
            currency: "USD",
            standing: "unknown",
            filter: { "card-type": "CLASSIC" },
            lockedAt: null,
          },
          { asOf },
        );
        const query = Object.fromEntries(new URL(href, "http://localhost").searchParams);
        const page = await listEvents(scope, eventListParams.parse(query));
        const sign = movement === "escheated" ? -1n : BigInt(liabilitySigns[movement as LiabilityMovement]);
        expect(`${month} ${movement} ${page.total}`).toBe(`${month} ${movement} ${sign * movements[movement]}`);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(7);
  });
});

describe("exports", () => {
  async function rowsOf(who: Scope, table: string, address: Record<string, string> = {}): Promise<string[][]> {
    const prepared = await findExport(table)?.prepare(who, { asOf, ...address });
    if (!prepared) throw new Error(`${table} is not a table`);
    let text = "";
    for await (const piece of prepared.csv()) text += piece;
    const rows = parse(text, { bom: true, from: 2 }) as string[][];
    expect(rows).toHaveLength(prepared.count);
    return rows;
  }

  it("have the roll-forward whole, by card type and month, of the currency on screen", async () => {
    const rows = await rowsOf(scope, "accounting-roll-forward");
    expect(rows.map((row) => [row[0], row[2], row[4]])).toEqual(
      ["2024-01", "2024-02", "2024-03", "2024-04"].map((month) => [month, "CLASSIC", "USD"]),
    );
    expect((await rowsOf(scope, "accounting-roll-forward", { currency: "EUR" })).length).toBe(3);
    expect(await rowsOf(stranger, "accounting-roll-forward")).toEqual([]);
  });

  it("have a journal whose debits are its credits, to the cent", async () => {
    const rows = await rowsOf(scope, "accounting-journal");
    const cents = (text: string | undefined) => Math.round(Number(text || "0") * 100);
    const sum = (column: number) => rows.reduce((total, row) => total + cents(row[column]), 0);
    expect(rows.length).toBeGreaterThan(10);
    expect(sum(4)).toBe(sum(5));
    expect(await rowsOf(stranger, "accounting-journal")).toEqual([]);
  });

  it("have what was recognised, and the months", async () => {
    expect((await rowsOf(scope, "accounting-recognition")).map(([, code]) => code)).toEqual(["CLASSIC"]);
    expect((await rowsOf(scope, "accounting-recognition", { "card-type": "CLASSIC" })).map((row) => row[2])).toEqual([
      "2024-01",
    ]);
    expect((await rowsOf(scope, "accounting-months")).length).toBe(4);
    expect(await rowsOf(scope, "accounting-corrections")).toEqual([]);
  });
});

describe("the command line", () => {
  const run = async (name: string, values: Record<string, string>) => {
    const found = commands.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found.run({ values: { issuer: "DOORS", by: "brand", ...values } as never, args: [], note: () => {} });
  };

  it("accounting roll-forward and journal take months and print the same as REST", async () => {
    const months = { from: "2024-02", to: "2024-03" };
    const { json, text } = await run("roll-forward", months);
    const { body } = await get(rollForwardRoute, "?from=2024-02-01&to=2024-03-01");
    expect(JSON.parse(JSON.stringify(json))).toEqual(body);
    expect(text).toContain("2024-03");
    const journal = await run("journal", months);
    expect(JSON.parse(JSON.stringify(journal.json))).toEqual(
      (await get(journalRoute, "?from=2024-02-01&to=2024-03-01")).body,
    );
    await expect(run("journal", { from: "February" })).rejects.toThrow("--from is a month such as 2026-01");
  });
});

describe("a method", () => {
  const choice = {
    cardTypes: ["CLASSIC"],
    from: "2024-04-01",
    method: "proportional" as const,
    constraintKind: "lower-bound" as const,
    constraintValue: "0.8",
  };

  it("is shown before it is in force, with the reason why it would do nothing, and is then in force once", async () => {
    const before = await getBooks(scope, { asOf });
    const preview = await previewMethod(scope, choice);
    expect(preview).toMatchObject({
      month: "2024-04-01",
      last: "2024-04-01",
      unestimated: [{ code: "CLASSIC", reason: "no-forecast" }],
    });
    expect(
      preview.lines.map(({ currency, breakageNow, breakageThen }) => [currency, breakageNow, breakageThen]),
    ).toEqual([
      // Booked as expired, so on no card any more: all 830.00 are revenue, with or without a method.
      ["USD", "83000", "83000"],
    ]);
    expect((await getBooks(scope, { asOf })).methods).toEqual(before.methods);
    expect(await chooseRecognition(scope, { ...choice, reason: "Why not" }, now)).toEqual({ changed: 1 });
    await expect(chooseRecognition(scope, { ...choice, reason: "Again" }, now)).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await getBooks(scope, { asOf, knownAt: "2024-05-02" })).methods).toEqual([]);
    expect((await findRecognised(scope, { asOf }))?.withMethod).toBe(1);
    expect((await findRecognised(scope, { asOf }))?.breakage).toBe(83_000n);
  });
});

describe("accounts", () => {
  it("are ours until somebody puts his own in their place, and the journal has them at once; a stranger keeps his", async () => {
    expect(await getAccounts(scope)).toMatchObject({ accounts: defaultAccounts, updatedBy: null });
    const own = { ...defaultAccounts, cash: { code: "1111", name: "Bank" } };
    await changeAccounts(scope, own, now);
    await expect(changeAccounts(scope, own, now)).rejects.toMatchObject({ code: "conflict" });
    const { body } = await get(journalRoute, `?asOf=${asOf}&currency=EUR`);
    expect(body.lines.map(({ account }: { account: string }) => account)).toContain("1111");
    expect((await getAccounts(stranger)).accounts).toEqual(defaultAccounts);
  });
});

describe("a locked month", () => {
  it("is told by REST, and refuses what would change it", async () => {
    const person = await createPerson("ann@doors.test");
    const ann = await scopeForJob(scope.issuerId, { personId: person, name: "Ann" });
    await lockBooks(ann, { month: "2024-03-01" }, now);
    const { body } = await get(monthsRoute);
    expect(body).toMatchObject({
      firstOpen: "2024-04",
      items: [{ state: "open" }, { state: "locked", lockedBy: "Ann" }, {}, {}],
    });
    const recognised = await get(recognitionRoute, "?month=2024-03-01");
    expect(recognised.body).toMatchObject({
      locked: true,
      rows: [{ cardType: "CLASSIC", face: null, contractLiability: "1342.50" }],
    });
    await expect(
      previewMethod(scope, {
        cardTypes: ["CLASSIC"],
        from: "2024-03-01",
        method: "remote",
        constraintKind: "haircut",
        constraintValue: "0",
      }),
    ).rejects.toMatchObject({ fields: { from: expect.stringContaining("locked") } });
  });
});
