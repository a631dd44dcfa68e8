/** The cells of a triangle as they are shown: of value, and of numbers. */
import { describe, expect, it } from "vitest";
import { cellSentence } from "@/lib/breakage/forecast-view/cell-words";
import { type CountCellKind, countHeatTable } from "@/lib/breakage/forecast-view/count-heat-view";
import { type CountMonth, countTriangle } from "@/lib/breakage/forecast-view/count-triangle";
import { cutTriangle } from "@/lib/breakage/forecast-view/cut-triangle";
import { type CellKind, triangleHeat } from "@/lib/breakage/forecast-view/triangle-heat-view";
import { typeTriangle } from "@/lib/breakage/forecast-view/type-triangle";
import { JANUARY } from "../forecast/cohorts";
import { CUT, WORKED } from "./worked-example";

describe("cells of value of the README's example, sold 100, 100 and 200", () => {
  const of = typeTriangle(WORKED, CUT, 60, "month");
  function heatOf(cells: CellKind) {
    if (!of) throw new Error("something was sold");
    return triangleHeat(of, { cells, leftOut: [], tail: "carried", factors: [], currency: "USD", locale: "en" });
  }
  const shown = (cells: CellKind) => heatOf(cells).rows.map((row) => row.cells.map((cell) => cell?.amount ?? null));

  it.each<[CellKind, readonly string[], readonly string[]]>([
    ["open", ["100", "80", "40", "30"], ["200", "160"]],
    ["redeemed", ["0", "20", "60", "70"], ["0", "40"]],
    ["within", ["0", "20", "40", "10"], ["0", "40"]],
    ["share", ["0.0%", "20.0%", "60.0%", "70.0%"], ["0.0%", "20.0%"]],
  ])("as %s are %j and, of the youngest, %j", (cells, oldest, youngest) => {
    const rows = shown(cells);
    expect(rows[0]).toEqual(oldest);
    expect(rows[2]?.filter((cell) => cell !== null)).toEqual(youngest);
  });

  it("stand over σ² in their own unit: (100·0.025² + 100·0.075² + 200·0.025²) ÷ 2 = 0.375, though balances are kept in cents", () => {
    expect(heatOf("open").foot.find(({ key }) => key === "sigma")?.values[1]).toBe("0.375");
  });
});

/** Ten cards sold in January, used 2, 4 and 1 times; twenty in February, used 3 and 7 times; ten in March, used twice. */
const rows: readonly CountMonth[] = [
  { after: 0, cards: 10, uses: [2, 4, 1] },
  { after: 1, cards: 20, uses: [3, 7] },
  { after: 2, cards: 10, uses: [2] },
].flatMap(({ after, cards, uses }) =>
  uses.map((redemptions, age) => ({
    vintage: JANUARY + after,
    month: JANUARY + after + age,
    cards: age === 0 ? cards : 0,
    redemptions,
  })),
);

describe("cells of numbers", () => {
  const of = countTriangle(rows, CUT, "month");
  function heatOf(cells: CountCellKind) {
    if (!of) throw new Error("cards were sold");
    return countHeatTable(of, cells, "en");
  }
  const shown = (cells: CountCellKind) =>
    heatOf(cells).rows.map((row) => row.cells.map((cell) => cell?.amount ?? null));

  it("are added up, of each age, or by card sold: 2 ÷ 10, 6 ÷ 10, 7 ÷ 10, and 3 ÷ 20", () => {
    expect(shown("redeemed")).toEqual([
      ["2", "6", "7"],
      ["3", "10", null],
      ["2", null, null],
    ]);
    expect(shown("within")[0]).toEqual(["2", "4", "1"]);
    expect(shown("share")[0]).toEqual(["0.20", "0.60", "0.70"]);
    expect(shown("share")[1]?.[0]).toBe("0.15");
  });

  it("stand over the factors (6 + 10) ÷ (2 + 3) and 7 ÷ 6, in rows that bear their months", () => {
    const { rows: named, foot, problems } = heatOf("redeemed");
    expect(named.map(({ label }) => label)).toEqual(["Jan 2000", "Feb 2000", "Mar 2000"]);
    expect(foot.find(({ key }) => key === "factor")?.values).toEqual(["–", "3.2000", "1.1667"]);
    expect(foot.find(({ key }) => key === "links")?.values).toEqual(["–", "2", "1"]);
    expect(problems).toEqual([]);
  });
});

describe("the triangle of a cut", () => {
  const version = {} as Parameters<typeof cutTriangle>[0]["version"];
  const found = { version, types: 2, cut: CUT, ultimateAge: 60 };

  it("of value counts the cards of its cohorts, ten, ten and twenty, and of numbers those sold", () => {
    const value = cutTriangle({ ...found, measure: "open", cohorts: WORKED, counts: [] }, undefined);
    expect([value.cards, value.period, value.usual, value.of?.triangle.origins.length]).toEqual([
      40,
      "month",
      "month",
      3,
    ]);
    const numbers = cutTriangle({ ...found, measure: "redemptions", cohorts: [], counts: rows }, "quarter");
    expect([numbers.cards, numbers.period, numbers.usual]).toEqual([40, "quarter", "month"]);
    expect(numbers.of?.triangle.cells).toEqual([[19]]);
  });

  it("is none where nothing was sold", () => {
    expect(cutTriangle({ ...found, measure: "open", cohorts: [], counts: [] }, undefined)).toMatchObject({
      cards: 0,
      of: null,
    });
  });
});

describe("the sentence over a triangle", () => {
  it("says of what its cells are, in which unit and over which stretch", () => {
    expect(cellSentence({ measure: "open", cells: "within", currency: "EUR" }, "quarter")).toBe(
      "Each cell is the value redeemed since the age before, in EUR, of what was sold in the three months of its row, at the age of its column: 0 is the sale, 1 the end of the three months.",
    );
    expect(cellSentence({ measure: "redemptions", cells: "share" }, "month")).toMatch(
      /^Each cell is the number of redemptions so far per card sold in the month/,
    );
  });
});
