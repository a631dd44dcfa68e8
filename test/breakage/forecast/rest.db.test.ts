/** What REST and the command line tell of a small programme, held against what was loaded. */
import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import * as backtestRoute from "@/app/api/v1/forecast/backtest/route";
import * as forecastRoute from "@/app/api/v1/forecast/route";
import * as versionsRoute from "@/app/api/v1/forecast/versions/route";
import { withScope } from "@/db/client";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { findExport } from "@/lib/export/registry";
import { createKey } from "@/lib/identity/mutations/keys";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast";
import { backtestResponse } from "@/lib/openapi/operations/forecast-backtest";
import { forecastResponse, versionListResponse } from "@/lib/openapi/operations/forecasts";
import { loadBatch, makeIssuer } from "../../support/cards";
import { asDescribed } from "../../support/described";
import { LOADED, makeSmallProgramme, NOW } from "./small-programme";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let scope: Scope;
let key = "";
let strangers = "";
let narrow = "";

beforeAll(async () => {
  scope = await makeSmallProgramme("SMALL");
  // Nearly two years lie between the other cards' ends and this one's.
  await loadBatch(scope, {
    recordedAt: LOADED,
    types: [{ code: "LONG", brand: "Y" }],
    cards: [{ id: "long", type: "LONG", soldOn: "2025-05-02", expiresOn: "2028-03-31" }],
    events: [{ id: "long-sale", card: "long", kind: "sale", amount: 100_00, on: "2025-05-02" }],
  });
  // Made while it was still June 2024: the version that really stands for what was said then.
  await makeForecasts(scope, { asOf: "2024-05-31" }, { now: new Date("2024-06-15T08:00:00Z") });
  await makeForecasts(scope, { asOf: "2024-02-29" }, { now: NOW });
  await makeForecasts(scope, {}, { now: NOW });
  const other = await makeIssuer("OTHER");
  const make = async (of: Scope, scopes: ("forecast.read" | "forecast.make" | "card.read")[]) =>
    (await createKey(of, { name: "test", scopes, days: 1 }, new Date())).key;
  key = await make(scope, ["forecast.read", "forecast.make"]);
  narrow = await make(scope, ["card.read"]);
  strangers = await make(other, ["forecast.read"]);
}, 120_000);

async function call(handler: Handler, query = "", { secret = key, body }: { secret?: string; body?: object } = {}) {
  const request = new Request(`http://localhost/api/v1/forecast${query}`, {
    headers: { authorization: `Bearer ${secret}`, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  return { status: response.status, body: await response.json() };
}

const forecast = async (query = "") => asDescribed(forecastResponse, (await call(forecastRoute.GET, query)).body);
const backtest = async (query = "") => asDescribed(backtestResponse, (await call(backtestRoute.GET, query)).body);
const versions = async () => (await call(versionsRoute.GET)).body.items;

const cents = (amount: string | null) => Math.round(Number(amount) * 100);

describe("GET /forecast", () => {
  it("answers exactly in the documented shape, and parts add up to the cent", async () => {
    const { asOf, groups, quarters, total } = await forecast("?by=brand");
    expect(asOf).toBe("2025-06-30");
    const sum = (rows: readonly { breakage: string | null }[]) =>
      rows.reduce((all, { breakage }) => all + cents(breakage), 0);
    expect([sum(groups), sum(quarters)]).toEqual([cents(total.breakage), cents(total.breakage)]);
    expect(groups.map((row) => row.brand?.id).sort()).toEqual(["X", "Y"]);
  });

  it("has all that was sold in its whole: 30 months of 3 types of 6 cards, and one, of 100.00 each", async () => {
    expect((await forecast()).whole).toMatchObject({ cards: 541, sold: "54100.00" });
  });

  it("counts quarters ahead by the calendar: 8 end in June 2027, though cards end in only 4 of them", async () => {
    const named = async (count: number) => (await forecast(`?quarters=${count}`)).quarters.map((row) => row.quarter);
    expect(await named(3)).toEqual(["2025-Q3", "2025-Q4", "2026-Q1"]);
    expect(await named(8)).toEqual(["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]);
    expect(await named(11)).toEqual(["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2028-Q1"]);
  });

  it("refuses what is no dimension, another key's, and a key without the permission", async () => {
    expect((await call(forecastRoute.GET, "?by=colour")).status).toBe(400);
    expect((await call(forecastRoute.GET, "", { secret: strangers })).status).toBe(404);
    expect((await call(forecastRoute.GET, "", { secret: narrow })).status).toBe(403);
  });
});

describe("the past error of a row", () => {
  /** Sums of what is expected of XA by month of sale. */
  const expectedOf = (quarter: string) =>
    withScope(scope, (tx) =>
      tx.execute<{ sold: string; expected: number }>(sql`
        select to_char(c.sale_month, 'YYYY-MM') as sold, sum(c.expected)::float8 as expected
        from gold.forecast_cohort c join gold.forecast f on f.id = c.forecast_id
          join silver.card_type y on y.id = c.card_type_id and y.code = 'XA'
        where f.issuer_id = ${scope.issuerId} and f.data_date = '2025-06-30' and c.quarter = ${quarter}::date group by 1 order by 1`),
    );
  const rowOf = async (quarter: string) => {
    const { rows } = await forecast();
    const row = rows.find((one) => one.quarter === quarter && one["card-type"]?.id === "XA");
    const { backtest: found } = await backtest();
    const ages = found?.methods.find(({ method }) => method === row?.method)?.ages;
    const missed = (name: string) => ages?.find((one) => one.ages === name)?.wape ?? Number.NaN;
    return { error: row?.backtestError, missed };
  };

  it("is what its method missed of cards as old: those that end by December 2025 are six to eight months old", async () => {
    const { error, missed } = await rowOf("2025-Q4");
    expect(error).toBeGreaterThan(0);
    expect(error).toBeCloseTo(missed("4-9"), 12);
  });

  it("weighs ages by what is expected of each: those that end by March 2026 are three, four and five months old", async () => {
    const [january, february, march, ...more] = (await expectedOf("2026-01-01")).map(({ expected }) => expected);
    if (january === undefined || february === undefined || march === undefined) throw new Error("three months");
    expect(more).toEqual([]);
    const { error, missed } = await rowOf("2026-Q1");
    const old = january + february;
    expect(error).toBeCloseTo((old * missed("4-9") + march * missed("0-3")) / (old + march), 12);
    expect(missed("4-9")).not.toBe(missed("0-3"));
  });
});

describe("past quarters", () => {
  /**
   * Of a type's cards sold in a month one keeps 100.00 and one 60.00 or 20.00: 120.00 are left of April 2024, the sixteenth month,
   * 160.00 of May and 120.00 of June.
   */
  const [april, may, june] = [120, 160, 120];
  const oneType = april + may + june;

  it("have for each group what was left on the cards", async () => {
    const { past, pastRows } = await forecast("?by=brand");
    const last = past.at(-1);
    // Cards that end from April to June 2025 were sold from April to June 2024.
    expect([last?.quarter, last?.madeOn, cents(last?.actual ?? null)]).toEqual([
      "2025-Q2",
      "2024-06-30",
      3 * oneType * 100,
    ]);
    const told = pastRows?.filter(({ quarter }) => quarter === "2025-Q2").map((row) => [row.brand?.id, row.actual]);
    expect(told?.sort()).toEqual([
      ["X", `${2 * oneType}.00`],
      ["Y", `${oneType}.00`],
    ]);
  });

  it("have groups that add up to the quarter, in what was expected too", async () => {
    for (const by of ["card-type", "brand", "medium", "category"]) {
      const { past, pastRows } = await forecast(`?by=${by}`);
      // Quarters of which a year before there had been a year of sales.
      expect(past.map(({ quarter }) => quarter)).toEqual(["2024-Q4", "2025-Q1", "2025-Q2"]);
      for (const { quarter, breakage, actual, cards } of past) {
        const own = pastRows?.filter((row) => row.quarter === quarter) ?? [];
        const sum = (of: (row: (typeof own)[number]) => number) => own.reduce((all, row) => all + of(row), 0);
        expect([sum((row) => cents(row.breakage)), sum((row) => cents(row.actual)), sum((row) => row.cards)]).toEqual([
          cents(breakage),
          cents(actual),
          cards,
        ]);
      }
    }
  });

  it("have beside the present model what the version of 15 June 2024 said of cards sold by May, to the cent", async () => {
    const then = (await versions()).find((one: { dataDate: string }) => one.dataDate === "2024-05-31");
    const said = await forecast(`?version=${then.id}`);
    const last = (await forecast()).past.at(-1);
    const row = said.quarters.find(({ quarter }) => quarter === "2025-Q2");
    expect(last?.stored).toMatchObject({ version: then.id, madeOn: "2024-06-15", dataTo: "2024-05-31" });
    expect(last?.stored).toMatchObject({ breakage: row?.breakage, lower80: row?.lower80, upper80: row?.upper80 });
    const came = 3 * (april + may);
    expect(last?.stored?.actual).toBe(`${came}.00`);
    const { lower90, upper90, holds } = last?.stored ?? {};
    expect(holds).toBe(cents(lower90 ?? null) <= came * 100 && came * 100 <= cents(upper90 ?? null));
  });

  it("have nothing stored where no version was made by then: one made today of the data of February 2024 said nothing then", async () => {
    const { past } = await forecast();
    expect(past.map(({ quarter, stored }) => [quarter, stored?.dataTo ?? null])).toEqual([
      ["2024-Q4", null],
      ["2025-Q1", null],
      ["2025-Q2", "2024-05-31"],
    ]);
  });

  it("are not kept by merchant, and it says so: null, with the quarters of all cards together", async () => {
    const { past, pastRows } = await forecast("?by=merchant");
    expect(pastRows).toBeNull();
    expect(past).toEqual((await forecast()).past);
    expect(await forecast("?merchant=M")).toMatchObject({ past: [], pastRows: [] });
  });
});

describe("POST /forecast", () => {
  it("queues a run and answers with it", async () => {
    const { status, body } = await call(forecastRoute.POST, "", { body: {} });
    expect([status, body]).toEqual([202, { runId: expect.any(Number) }]);
    expect((await call(forecastRoute.POST, "", { body: {}, secret: strangers })).status).toBe(403);
  });
});

describe("GET /forecast/versions", () => {
  it("lists them in the documented shape, newest data first", async () => {
    const { body } = await call(versionsRoute.GET);
    asDescribed(versionListResponse, body);
    expect(body.items.map(({ dataDate }: { dataDate: string }) => dataDate)).toEqual([
      "2025-06-30",
      "2024-05-31",
      "2024-02-29",
    ]);
    expect((await call(versionsRoute.GET, "", { secret: strangers })).body.items).toEqual([]);
  });
});

describe("GET /forecast/backtest", () => {
  it("has days and decimal strings, exactly as documented", async () => {
    const { asOf, choice, backtest: found } = await backtest();
    expect(asOf).toBe("2025-06-30");
    expect(choice?.cuts.every((day) => /-(28|29|30|31)$/.test(day))).toBe(true);
    expect(found?.cuts.map(({ dataTo }) => dataTo)).toContain("2024-06-30");
    expect(found?.shown.totals.actual).toMatch(/^\d+\.\d\d$/);
  });

  it("has of every card type error, bias, coverage and CRPS of what was shown, and error and bias of each method", async () => {
    const { backtest: found } = await backtest();
    const types = ["LONG", "XA", "XB", "YA"];
    const coded = (rows: readonly { "card-type": { id: string } }[]) => rows.map((row) => row["card-type"].id).sort();
    // LONG was sold in May 2025: no past month end knew it.
    expect(coded(found?.shown.cardTypes ?? [])).toEqual(types.slice(1));
    for (const { range } of found?.shown.cardTypes ?? []) {
      expect(range?.crps).toBeGreaterThan(0);
      expect(Object.keys(range?.coverage ?? {})).toEqual(["50", "80", "90", "95"]);
    }
    expect(found?.methods.map(({ cardTypes }) => coded(cardTypes))).toEqual(found?.methods.map(() => types.slice(1)));
  });

  it("says of what is unredeemed today what the cards say themselves: never too little, for any card type", async () => {
    const { backtest: found } = await backtest();
    const naive = found?.methods.find(({ method }) => method === "unredeemed-today");
    for (const { wape, bias } of naive?.cardTypes ?? []) {
      expect(wape).toBeGreaterThan(0);
      expect(wape).toBeCloseTo(bias ?? Number.NaN, 10);
    }
  });

  it("is not there for a stranger", async () => {
    expect((await call(backtestRoute.GET, "", { secret: strangers })).status).toBe(404);
  });
});

describe("exports", () => {
  /** Rows by the heads of their columns. */
  async function rowsOf(table: string, address: Record<string, string>): Promise<Record<string, string>[]> {
    let text = "";
    for await (const piece of (await findExport(table)?.prepare(scope, address))?.csv() ?? []) text += piece;
    return parse(text, { bom: true, columns: true });
  }

  it("have past quarters by group with what was expected, what came, and what the stored version had said", async () => {
    const { pastRows } = await forecast("?by=brand");
    const rows = await rowsOf("forecast-past", { by: "brand" });
    expect(rows).toHaveLength(pastRows?.length ?? 0);
    const row = rows.find((one) => one["First day of the quarter"] === "2025-04-01" && one["Brand code"] === "Y");
    const told = pastRows?.find(({ quarter, brand }) => quarter === "2025-Q2" && brand?.id === "Y");
    expect(row).toMatchObject({
      "Present model": told?.breakage,
      Came: "400.00",
      "Stored version": String(told?.stored?.version),
      "Stored version, data to": "2024-05-31",
      "Stored version, projected breakage": told?.stored?.breakage,
      "Came of its cards": "280.00",
    });
    expect(rows.find((one) => one["First day of the quarter"] === "2024-10-01")).toMatchObject({
      "Stored version": "",
      "Stored version, projected breakage": "",
    });
  });

  it("have the error of every method for every card type, and coverage and CRPS of what was shown", async () => {
    const { backtest: found } = await backtest();
    expect(await rowsOf("forecast-back-test-type-methods", {})).toHaveLength(3 * (found?.methods.length ?? 0));
    const [row] = await rowsOf("forecast-back-test-types", {});
    const told = found?.shown.cardTypes.find((one) => one["card-type"].id === row?.["Card type code"]);
    expect(Number(row?.CRPS)).toBeCloseTo(told?.range?.crps ?? Number.NaN, 4);
    expect(Number(row?.["90 % range"])).toBeCloseTo(told?.range?.coverage["90"] ?? Number.NaN, 4);
  });

  it("have coverage and CRPS of every method, by card type and pooled", async () => {
    const { backtest: found } = await backtest();
    const [types, pooled] = [
      await rowsOf("forecast-back-test-type-methods", {}),
      await rowsOf("forecast-back-test-methods", {}),
    ];
    expect(found?.methods).toHaveLength(8);
    for (const { method, cardTypes, ages } of found?.methods ?? []) {
      const name = t(`forecast.method.${method}`);
      const all = ages.find((one) => one.ages === "all");
      const pairs = [
        [all, pooled.find((one) => one.Method === name)] as const,
        ...cardTypes.map((told) => {
          const code = told["card-type"].id;
          return [told, types.find((one) => one.Method === name && one["Card type code"] === code)] as const;
        }),
      ];
      expect(pairs).toHaveLength(4);
      for (const [told, row] of pairs) {
        expect(Number(row?.CRPS)).toBeCloseTo(told?.range?.crps ?? Number.NaN, 4);
        for (const level of ["80", "90", "95"] as const) {
          expect(Number(row?.[`${level} % range`])).toBeCloseTo(told?.range?.coverage[level] ?? Number.NaN, 4);
        }
      }
      const outcomes = cardTypes.reduce((sum, { range }) => sum + (range?.outcomes ?? 0), 0);
      expect(outcomes).toBe(all?.range?.outcomes);
    }
  });

  it("have past month ends by age group, month of sale and horizon, which add up to them", async () => {
    const { backtest: found } = await backtest();
    for (const { cardTypes, ages, saleMonths, redemptions, actual } of found?.cuts ?? []) {
      for (const parts of [cardTypes, ages, saleMonths]) {
        expect(parts.reduce((sum, one) => sum + cents(one.actual), 0)).toBe(cents(actual));
      }
      expect(redemptions.map(({ months }) => months).slice(0, 3)).toEqual([1, 3, 6]);
    }
  });
});

describe("the command line", () => {
  const run = (...words: string[]) =>
    runCommandLine(["forecast", ...words, "--issuer", "SMALL"], {
      groups: GROUPS,
      openDatabase: async () => {},
      note: () => {},
    });

  it("forecast run --json prints what REST answers, and finds the version that is there", async () => {
    const { exitCode, stdout } = await run("run", "--by", "brand", "--horizon-quarters", "8", "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual((await call(forecastRoute.GET, "?by=brand&quarters=8")).body);
    expect(await versions()).toHaveLength(3);
  }, 60_000);

  it("forecast show --json prints what REST answers of the version and the cards that are asked for, and makes none", async () => {
    const [, , oldest] = await versions();
    const shown = async (...words: string[]) => JSON.parse((await run("show", ...words, "--json")).stdout);
    expect(await shown("--brand", "X", "--by", "medium")).toEqual(
      (await call(forecastRoute.GET, "?brand=X&by=medium")).body,
    );
    expect((await shown("--as-of", "2024-06-15")).asOf).toBe("2024-05-31");
    expect((await shown("--version", String(oldest.id))).model.version).toBe(oldest.id);
    expect((await run("show", "--brand", "X")).stdout).toMatch(/^Forecast \d+, data to 2025-06-30, in USD$/m);
    expect(await run("show", "--version", "999999")).toMatchObject({
      exitCode: 1,
      stderr: "This version does not exist.",
    });
    expect((await run("show", "--horizon-quarters", "0")).stderr).toContain("  --horizon-quarters: is at least 1");
    expect(await versions()).toHaveLength(3);
  });

  it("forecast versions --json prints what REST lists, and without it a line for each", async () => {
    expect(JSON.parse((await run("versions", "--json")).stdout).items).toEqual(await versions());
    expect((await run("versions", "--limit", "2")).stdout.trimEnd().split("\n")).toHaveLength(3);
  });

  it("forecast backtest --as-of is of the version that there was then", async () => {
    const { stdout } = await run("backtest", "--as-of", "2024-06-15", "--json");
    expect(JSON.parse(stdout).asOf).toBe("2024-05-31");
    expect(JSON.parse(stdout)).toEqual((await call(backtestRoute.GET, "?asOf=2024-06-15")).body);
  });

  it("forecast run prints a line for each quarter and group, and a total", async () => {
    const { stdout } = await run("run", "--by", "brand");
    expect(stdout).toMatch(/^Forecast \d+, data to 2025-06-30, in USD$/m);
    expect(stdout).toMatch(/^2025-Q3 +Brand X +36 +3600\.00 /m);
    expect(stdout).toMatch(/^all /m);
  }, 60_000);

  it("forecast backtest --json prints what REST answers, and without it a table of methods and one of card types", async () => {
    const { exitCode, stdout } = await run("backtest", "--json");
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, (await call(backtestRoute.GET)).body]);
    const { stdout: text } = await run("backtest");
    expect(text).toMatch(/^unredeemed-today +/m);
    expect(text).toMatch(/^XA +\d/m);
  });

  it("forecast score scores the open cards once", async () => {
    const { exitCode, stdout } = await run("score", "--json");
    expect([exitCode, JSON.parse(stdout).asOf]).toEqual([0, "2025-06-30"]);
    expect(JSON.parse((await run("score", "--json")).stdout).status).toBe("unchanged");
    const { cardScores } = JSON.parse((await run("backtest", "--json")).stdout);
    expect(backtestResponse.shape.cardScores.parse(cardScores)).not.toBeNull();
    expect((await backtest()).cardScores).toEqual(cardScores);
  }, 60_000);

  it("forecast card prints the newest score of one card, and exits with 1 for an id that no card has", async () => {
    const { score } = JSON.parse((await run("card", "--card", "XA-29-0", "--json")).stdout);
    expect(score).toMatchObject({ status: "scored", balance: "100.00" });
    expect((await run("card", "--card", "none")).exitCode).toBe(1);
  });

  it("exits with 1 for an issuer without a forecast, and with 2 for words it does not know", async () => {
    const other = (...words: string[]) =>
      runCommandLine(["forecast", ...words], { groups: GROUPS, openDatabase: async () => {}, note: () => {} });
    expect((await other("backtest", "--issuer", "OTHER", "--json")).exitCode).toBe(1);
    expect((await other("backtest", "--issuer", "SMALL", "--colour")).exitCode).toBe(2);
  });
});
