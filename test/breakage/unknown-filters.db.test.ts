/** A filter that names nothing is refused at every door, and never answered with figures of nothing. */
import { beforeAll, describe, expect, it } from "vitest";
import * as journalRoute from "@/app/api/v1/accounting/journal/route";
import * as recognitionRoute from "@/app/api/v1/accounting/recognition/route";
import * as rollForwardRoute from "@/app/api/v1/accounting/roll-forward/route";
import * as breakageRoute from "@/app/api/v1/breakage/route";
import * as cardsRoute from "@/app/api/v1/cards/route";
import * as eventsRoute from "@/app/api/v1/events/route";
import * as forecastRoute from "@/app/api/v1/forecast/route";
import * as triangleRoute from "@/app/api/v1/forecast/triangle/route";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { createKey } from "@/lib/identity/mutations/keys";
import { forecastResponse } from "@/lib/openapi/operations/forecasts";
import { loadBatch } from "../support/cards";
import { asDescribed } from "../support/described";
import { LOADED, makeSmallProgramme, NOW } from "./forecast/small-programme";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
const doors: Record<string, Handler> = {
  breakage: breakageRoute.GET,
  cards: cardsRoute.GET,
  events: eventsRoute.GET,
  forecast: forecastRoute.GET,
  triangle: triangleRoute.GET,
  rollForward: rollForwardRoute.GET,
  journal: journalRoute.GET,
  recognition: recognitionRoute.GET,
};

let key = "";
beforeAll(async () => {
  const scope = await makeSmallProgramme("NAMES");
  // A brand that sells in euros alone.
  await loadBatch(scope, {
    recordedAt: LOADED,
    types: [{ code: "EUR1", brand: "E", currency: "EUR" }],
    cards: [{ id: "euro", type: "EUR1", soldOn: "2025-05-02" }],
    events: [{ id: "euro-sale", card: "euro", kind: "sale", amount: 10_00, on: "2025-05-02" }],
  });
  await makeForecasts(scope, { currency: "USD" }, { now: NOW });
  const scopes = ["breakage.read", "card.read", "forecast.read", "accounting.read"] as const;
  key = (await createKey(scope, { name: "test", scopes: [...scopes], days: 1 }, new Date())).key;
}, 120_000);

async function ask(door: string, query: string) {
  const request = new Request(`http://localhost/api/v1/x?${query}`, { headers: { authorization: `Bearer ${key}` } });
  const response = await doors[door]?.(request, { params: Promise.resolve({}) });
  return { status: response?.status, body: await response?.json() };
}

const refused: readonly [string, string][] = [
  ["breakage", "brand"],
  ["breakage", "card-type"],
  ["breakage", "category"],
  ["breakage", "merchant"],
  ["breakage", "segment"],
  ["breakage", "state"],
  ["cards", "state"],
  ["cards", "segment"],
  ["events", "at"],
  ["events", "brand"],
  ["forecast", "brand"],
  ["forecast", "card-type"],
  ["forecast", "merchant"],
  ["forecast", "segment"],
  ["forecast", "state"],
  ["triangle", "brand"],
  ["triangle", "category"],
  ["rollForward", "brand"],
  ["journal", "card-type"],
  ["recognition", "brand"],
];

describe("a filter by what the issuer does not have", () => {
  it.each(refused)("of %s by %s is 404 and names the field", async (door, field) => {
    const { status, body } = await ask(door, `${field}=NOPE`);
    expect([status, body.errors]).toEqual([404, [{ field, message: "names nothing that there is" }]]);
  });

  it("names all of several, and only those", async () => {
    const { status, body } = await ask("breakage", "brand=NOPE&merchant=M&state=NOPE");
    const fields = body.errors.map(({ field }: { field: string }) => field);
    expect([status, fields]).toEqual([404, ["brand", "state"]]);
  });
});

describe("a filter by a closed set", () => {
  it.each(["medium", "loop", "business-model"])(
    "is 400 for what is not in it, and takes unknown: %s",
    async (field) => {
      for (const door of ["breakage", "cards", "events", "forecast", "triangle"]) {
        const { status, body } = await ask(door, `${field}=NOPE`);
        expect([status, body.errors[0].field]).toEqual([400, field]);
        expect((await ask(door, `${field}=unknown`)).status).toBe(200);
      }
    },
  );
});

describe("a filter by what there is", () => {
  it("is answered though there is nothing of it: unknown groups, a merchant without events, another currency", async () => {
    const queries = ["brand=unknown", "category=unknown", "merchant=unknown", "segment=unknown", "segment=outside"];
    for (const query of queries) {
      expect([query, (await ask("breakage", query)).status]).toEqual([query, 200]);
      expect([query, (await ask("forecast", query)).status]).toEqual([query, 200]);
    }
    expect((await ask("events", "at=M")).body.total).toBe("0.00");
    expect((await ask("breakage", "brand=E")).body.total.cards).toBe(0);
  });

  it("of a brand that sells in euros alone, a forecast in dollars has no figures, and says why", async () => {
    const { status, body } = await ask("forecast", "brand=E");
    const { rows, total, whole, note } = asDescribed(forecastResponse, body);
    expect(status).toBe(200);
    expect({ rows, breakage: total.breakage, sold: total.sold, whole, note }).toEqual({
      rows: [],
      breakage: null,
      sold: null,
      whole: null,
      note: "No cards of this cut in USD",
    });
    expect((await ask("forecast", "brand=X")).body.note).toBeNull();
    expect((await ask("triangle", "brand=E")).body.problems).toEqual(["No cards of this cut in USD"]);
  });
});

describe("the same by command", () => {
  const run = (...words: string[]) =>
    runCommandLine([...words, "--issuer", "NAMES"], { groups: GROUPS, openDatabase: async () => {}, note: () => {} });

  it("refuses by the option's name", async () => {
    for (const command of [
      ["forecast", "cut-triangle"],
      ["breakage", "report"],
    ]) {
      expect(await run(...command, "--brand", "NOPE")).toMatchObject({
        exitCode: 1,
        stdout: "",
        stderr: "This brand does not exist.\n  --brand: names nothing that there is",
      });
    }
    const { exitCode, stderr } = await run("forecast", "cut-triangle", "--medium", "foo");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("--medium: ")]);
  });
});
