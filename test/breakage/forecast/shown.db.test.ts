/** What the screens show of a version: one figure everywhere, parts that add up, and the rows behind them. */
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { quarterPeriod } from "@/components/breakage/forecast/forecast-hrefs";
import { seedDemo } from "@/db/seed";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { findEarliestDate, findHeadline } from "@/lib/breakage/forecast/queries/headline";
import { getForecast } from "@/lib/breakage/forecast/queries/report";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import { splitOf } from "@/lib/breakage/forecast/split";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams } from "@/lib/cards/schema";
import { findExport } from "@/lib/export/registry";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { makeIssuer } from "../../support/cards";

let scope: Scope;
let stranger: Scope;

beforeAll(async () => {
  await seedDemo({ cards: 1_500, seed: 11 });
  scope = await scopeForOperator("DEMO");
  await makeIssuer("ELSE");
  stranger = await scopeForOperator("ELSE");
  await makeForecasts(scope, {}, { now: new Date("2026-11-02T08:00:00Z") });
}, 240_000);

const ask = (query: Record<string, string> = {}) => getForecast(scope, forecastParams.parse(query));

describe("the figure of a version", () => {
  it("is on the overview what it is on the Forecast, with its ranges to a unit of money", async () => {
    const [headline, { whole }] = await Promise.all([findHeadline(scope, {}), ask()]);
    expect(headline).toMatchObject({ dataDate: "2026-10-31", status: "ok", breakage: whole?.breakage });
    for (const { level, low, high } of headline?.ranges ?? []) {
      const shown = whole?.ranges?.find((range) => range.level === level);
      expect(Math.abs(Number(low - (shown?.low ?? 0n)))).toBeLessThanOrEqual(100);
      expect(Math.abs(Number(high - (shown?.high ?? 0n)))).toBeLessThanOrEqual(100);
    }
  });

  it("is not there before its data date, in another currency it is another, and for a stranger there is none", async () => {
    expect(await findHeadline(scope, { asOf: "2026-10-30" })).toBeNull();
    expect(await findHeadline(scope, { asOf: "2026-10-31" })).not.toBeNull();
    expect((await findHeadline(scope, { currency: "EUR" }))?.currency).toBe("EUR");
    expect(await findHeadline(stranger, {})).toBeNull();
    expect(await findEarliestDate(scope, "USD")).toBe("2026-10-31");
    expect(await findEarliestDate(stranger, "USD")).toBeNull();
  });

  it("is what is settled and what is to come, of which what is shown is a part, however it is cut", async () => {
    for (const by of ["card-type", "brand,medium", "state", "merchant"]) {
      for (const quarters of ["4", "80"]) {
        const { whole, settled, ahead } = await ask({ by, quarters });
        if (!whole || !settled) throw new Error("the demo has enough history");
        const split = splitOf(whole, settled, ahead.total);
        expect(split.settled + ahead.total.breakage + split.later).toBe(whole.breakage);
        expect(ahead.groups.reduce((sum, row) => sum + row.breakage, 0n)).toBe(ahead.total.breakage);
        expect(ahead.byQuarter.reduce((sum, row) => sum + row.breakage, 0n)).toBe(ahead.total.breakage);
        if (quarters === "4") expect(split.later).toBeGreaterThan(0n);
      }
    }
  });
});

describe("the cards behind a figure", () => {
  it("of a state end in the quarters shown, as many as it says, and have its value sold and redeemed", async () => {
    const { ahead } = await ask({ by: "state" });
    const quarters = ahead.byQuarter.flatMap(({ quarter }) => quarter ?? []);
    const from = quarters[0] ?? "";
    const to = quarterPeriod(quarters.at(-1) ?? "").to;
    expect(ahead.groups.length).toBeGreaterThan(20);
    for (const { members, cards, sold, redeemed } of ahead.groups) {
      const asked = { of: "ending", asOf: "2026-10-31", currency: "USD", from, to, state: members.state?.id };
      const { total } = await listCards(scope, cardListParams.parse(asked));
      expect({ cards: total.cards, sold: total.sold + total.other, redeemed: total.redeemed }).toEqual({
        cards,
        sold,
        redeemed,
      });
    }
  });
});

describe("a forecast exported", () => {
  async function rowsOf(table: string, address: Record<string, string>): Promise<string[][]> {
    const source = findExport(table);
    if (!source) throw new Error(`${table} is not a table`);
    let text = "";
    for await (const piece of (await source.prepare(scope, address)).csv()) text += piece;
    return parse(text, { bom: true, from: 2 });
  }

  it("has every group, every quarter, and every pair of them, whole", async () => {
    const { ahead } = await ask({ by: "brand" });
    const address = { by: "brand" };
    expect((await rowsOf("forecast", address)).map(([name]) => name)).toEqual(
      ahead.groups.map(({ members }) => members.brand?.name),
    );
    expect(await rowsOf("forecast-by-quarter", address)).toHaveLength(ahead.quarters.length);
    expect((await rowsOf("forecast-quarters", address)).map(([quarter]) => quarter)).toEqual(
      ahead.byQuarter.map(({ quarter }) => quarter),
    );
  });

  it("is empty where there is no version, and says nothing of another's", async () => {
    expect(await rowsOf("forecast", { asOf: "2020-01-31" })).toEqual([]);
  });
});
