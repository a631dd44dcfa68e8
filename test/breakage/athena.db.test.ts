/**
 * The published sample, entered as facts. Expected figures were worked out from the CSV files by a separate script (sums
 * per card type over purchases and redemptions up to the date) before this code existed.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import type { Scope } from "@/lib/identity/scope";
import { getHistoricalBreakage } from "@/lib/insights/queries/history";
import { insightParams } from "@/lib/insights/schema";
import { fromDecimal, toDecimal } from "@/lib/money";
import { loadBatch, makeIssuer } from "../support/cards";

const rows = (name: string) =>
  readFileSync(path.resolve(__dirname, `../../data/athena-v2/${name}-data-v2.csv`), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
const models = { Semi: "semi-closed", Closed: "closed", Open: "open" } as const;
const cents = (text = "") => Number(fromDecimal(text, "USD"));

let scope: Scope;
beforeAll(async () => {
  scope = await makeIssuer("SAMPLE");
  const transactions = rows("transaction");
  const soldAt = new Map(transactions.filter((t) => t[5] === "PURCHASE").map((t) => [t[0], t[4]]));
  await loadBatch(scope, {
    merchants: rows("merchant").map(([code = ""]) => code),
    types: rows("card-type").map(([code = "", , model = "", , , category = ""]) => ({
      code,
      category,
      model: models[(model.split(" ")[0] ?? "") as keyof typeof models],
    })),
    customers: rows("customer").map(([id = "", name = ""]) => ({ id, name })),
    cards: rows("card").map(([id = "", type = "", , soldOn = "", expiresOn = "", customer = ""]) => {
      const merchant = soldAt.get(id);
      return { id, type, soldOn, expiresOn, customer, ...(merchant ? { merchant } : {}) };
    }),
    events: transactions.map(([card = "", id = "", , , merchant = "", kind, amount, on = ""]) => ({
      id,
      card,
      merchant,
      on,
      kind: kind === "PURCHASE" ? ("sale" as const) : ("redemption" as const),
      amount: kind === "PURCHASE" ? cents(amount) : -cents(amount),
    })),
  });
});

type Printed = {
  rows: Record<string, { id: string } & string>[];
  total: Record<string, string | number>;
  period: object;
};

async function cli(...words: string[]): Promise<Printed> {
  const outcome = await runCommandLine([...words, "--issuer", "SAMPLE", "--json"], {
    groups: GROUPS,
    openDatabase: async () => {},
    note: () => {},
  });
  expect(outcome.stderr).toBe("");
  expect(outcome.exitCode).toBe(0);
  return JSON.parse(outcome.stdout) as Printed;
}

const byType = (printed: Printed) =>
  Object.fromEntries(
    printed.rows.map((row) => [row["card-type"]?.id, `${row.cards} ${row.sold} ${row.redeemed} ${row.unredeemed}`]),
  );

describe("the sample's trailing-year breakage by card type", () => {
  it("as of 2020-08-03: 400.00 sold, 339.00 redeemed, 61.00 left on 5 cards, all of it owed", async () => {
    const printed = await cli("breakage", "report", "--as-of", "2020-08-03", "--by", "card-type");
    expect(printed.period).toEqual({ from: "2019-08-04", to: "2020-08-03" });
    expect(byType(printed)).toEqual({
      "G-0001": "1 50.00 35.00 15.00",
      "G-0002": "1 150.00 122.00 28.00",
      "G-0004": "1 100.00 96.00 4.00",
      "G-0006": "1 50.00 43.00 7.00",
      "G-0034": "1 50.00 43.00 7.00",
    });
    expect(printed.total).toMatchObject({
      cards: 5,
      sold: "400.00",
      redeemed: "339.00",
      unredeemed: "61.00",
      lapsed: "0.00",
      owed: "61.00",
      rate: 0.1525,
    });
  });

  it("as of 2020-03-01: 845.00 sold, 689.50 redeemed, 155.50 left on 14 cards; nothing later leaks in", async () => {
    const printed = await cli("breakage", "report", "--as-of", "2020-03-01", "--by", "card-type");
    expect(printed.period).toEqual({ from: "2019-03-02", to: "2020-03-01" });
    expect(byType(printed)).toEqual({
      "G-0001": "6 395.00 297.00 98.00",
      "G-0002": "2 150.00 142.50 7.50",
      "G-0004": "1 25.00 22.00 3.00",
      "G-0005": "1 50.00 32.00 18.00",
      "G-0006": "1 75.00 72.00 3.00",
      "G-0007": "1 50.00 48.00 2.00",
      "G-0034": "1 25.00 20.00 5.00",
      "G-0035": "1 75.00 56.00 19.00",
    });
    expect(printed.total).toMatchObject({ cards: 14, sold: "845.00", redeemed: "689.50", unredeemed: "155.50" });
  });

  it("prints exactly asOf, knownAt, currency, period, rows and total", async () => {
    const printed = await cli("breakage", "report", "--as-of", "2020-03-01", "--by", "merchant,category");
    expect(Object.keys(printed)).toEqual(["asOf", "knownAt", "currency", "period", "rows", "total"]);
    expect(Object.keys(printed.rows[0] ?? {}).slice(0, 2)).toEqual(["merchant", "category"]);
    expect(printed.total).toMatchObject({ sold: "845.00", unredeemed: "155.50" });
  });
});

describe("the sample's history", () => {
  it("recomputes the 32 yearly rates that came with it, to the cent and to two decimals of the rate", async () => {
    const { rows: found } = await getHistoricalBreakage(scope, insightParams.parse({ asOf: "2020-08-03" }));
    const computed = new Map(found.map((row) => [`${row.cardType.id} ${row.year}`, row]));
    const published = rows("historical-breakage-rate");
    expect(published).toHaveLength(32);
    for (const [type, sold = "", breakage = "", rate, year] of published) {
      const row = computed.get(`${type} ${year}`);
      expect(toDecimal(row?.sold ?? 0n, "USD")).toBe(sold);
      expect(toDecimal(row?.unredeemed ?? 0n, "USD")).toBe(breakage);
      // Theirs is cut off after two decimals of a percent.
      const percent = (Number((row?.unredeemed ?? 0n) * 10_000n) / Number(row?.sold ?? 1n)) | 0;
      expect(percent / 100).toBeCloseTo(Number(rate), 6);
    }
  });
});

describe("the sample's insights, from the command line", () => {
  type Ranked = { rank: number; sales: number; volume: string; gross: string } & Record<string, { id: string }>;
  const ranks = (printed: Printed, key: string, value: "sales" | "volume" | "gross") =>
    (printed.rows as unknown as Ranked[]).map((row) => `${row.rank} ${row[key]?.id} ${row[value]}`);

  it("a-1: G-0001 sold 6 cards, G-0002 2, six others 1 each in 2019-08-05 to 2020-08-03", async () => {
    const printed = await cli("insight", "a-1", "--as-of", "2020-08-03");
    expect(printed.period).toEqual({ from: "2019-08-05", to: "2020-08-03" });
    expect(ranks(printed, "card-type", "sales").slice(0, 3)).toEqual(["1 G-0001 6", "2 G-0002 2", "3 G-0004 1"]);
    expect(printed.total).toEqual({ sales: 14, volume: "815.00" });
  });

  it("a-2: 290.00 of G-0001, then 200.00, 100.00, 75.00; equals share a rank", async () => {
    const printed = await cli("insight", "top-types-by-volume", "--as-of", "2020-08-03");
    expect(ranks(printed, "card-type", "volume")).toEqual([
      "1 G-0001 290.00",
      "2 G-0002 200.00",
      "3 G-0004 100.00",
      "4 G-0005 75.00",
      "5 G-0006 50.00",
      "5 G-0034 50.00",
      "7 G-0007 25.00",
      "7 G-0035 25.00",
    ]);
  });

  it("a-3: M-0001 sold 265.00 in 2020-02-06 to 2020-08-03; nothing at all in the 180 days to 2019-12-31", async () => {
    const printed = await cli("insight", "a-3", "--as-of", "2020-08-03");
    expect(printed.period).toEqual({ from: "2020-02-06", to: "2020-08-03" });
    const gross = ["1 M-0001 265.00", "2 M-0005 75.00", "3 M-0002 50.00", "4 M-0007 25.00"];
    expect(ranks(printed, "merchant", "gross")).toEqual(gross);
    expect((await cli("insight", "a-3", "--as-of", "2019-12-31")).rows).toEqual([]);
  });

  it("a-11: 61.00 on 5 cards expire within 30 days after 2020-06-30, all of it stays owed", async () => {
    const printed = await cli("insight", "a-11", "--as-of", "2020-06-30");
    const sums = { cards: 5, atStake: "61.00", lapses: "0.00", staysOwed: "61.00" };
    expect(printed.total).toEqual({ customers: 1, ...sums });
    expect(printed.period).toEqual({ from: "2020-07-01", to: "2020-07-30" });
    expect(printed.rows[0]).toMatchObject(sums);
  });

  it("a-15: the 90th percentile of the eight volumes is 227.00 and only G-0001 reaches it", async () => {
    const printed = (await cli("insight", "a-15", "--as-of", "2020-08-03")) as Printed & { threshold: string };
    expect(printed.threshold).toBe("227.00");
    expect(ranks(printed, "card-type", "volume")).toEqual(["1 G-0001 290.00"]);
  });

  it("a-16 and a-17: best sellers by model, and 32 years of types up to 2019", async () => {
    const printed = await cli("insight", "a-16", "--as-of", "2020-08-03");
    expect(
      printed.rows.map((row) => `${row["business-model"]?.id} ${row.rank} ${row["card-type"]?.id} ${row.volume}`),
    ).toEqual([
      "open 1 G-0034 50.00",
      "open 2 G-0035 25.00",
      "semi-closed 1 G-0001 290.00",
      "closed 1 G-0002 200.00",
      "closed 2 G-0004 100.00",
      "closed 3 G-0005 75.00",
      "closed 4 G-0006 50.00",
      "closed 5 G-0007 25.00",
    ]);
    expect(printed.rows[2]?.["business-model"]).toEqual({ id: "semi-closed", name: "Semi-closed" });
    expect(printed.total).toEqual({ sales: 14, volume: "815.00" });
    const history = await cli("insight", "a-17", "--as-of", "2019-12-31");
    expect(history.rows).toHaveLength(32);
    const published = rows("historical-breakage-rate");
    const sum = (column: number) => published.reduce((total, row) => total + cents(row[column]), 0);
    expect([history.total.sold, history.total.unredeemed].map((text) => cents(String(text)))).toEqual([sum(1), sum(2)]);
  });

  it("each prints asOf, knownAt, currency, period, rows and total, as breakage report does", async () => {
    const parts = ["asOf", "knownAt", "currency", "period", "rows", "total"];
    for (const name of ["a-1", "a-2", "a-3", "a-11", "a-15", "a-16", "a-17"]) {
      const printed = (await cli("insight", name, "--as-of", "2020-06-30")) as unknown as Record<string, unknown>;
      expect(
        Object.keys(printed).filter((key) => parts.includes(key)),
        name,
      ).toEqual(parts);
      expect(printed.knownAt, name).toBeNull();
    }
  });
});
