import { describe, expect, it } from "vitest";
import { firstLink, placeAfter } from "@/components/breakage/forecast/triangle-heat-keys";
import { heatTable, strengthOf } from "@/lib/breakage/triangle-view/heat-table";
import { linkHeat } from "@/lib/breakage/triangle-view/link-heat";
import { pasted, TWO_LINKS } from "./pasted";

const triangle = pasted({ triangle: TWO_LINKS }).amounts;
const writers = { locale: "en" as const, amount: (value: number) => String(value) };
const table = heatTable(triangle, linkHeat(triangle), writers);

describe("a triangle as a heat table", () => {
  it("writes amounts and ratios, and on which side of its factor a link lies: 2 and 1.75 beside 1.8333", () => {
    expect(table.rows.map(({ label }) => label)).toEqual(["a", "b", "c"]);
    expect(table.rows[0]?.cells).toEqual([
      { amount: "1000", link: null },
      { amount: "2000", link: { use: "used", ratio: "2.0000", lean: "above", strength: 1 } },
    ]);
    expect(table.rows[1]?.cells[1]?.link).toEqual({ use: "used", ratio: "1.7500", lean: "below", strength: 1 });
    expect(table.rows[2]?.cells).toEqual([{ amount: "1000", link: null }, null]);
  });

  it("has factor, error and σ² below, from the second age on: √(41.667 ÷ 3000) = 0.1179", () => {
    expect(table.foot.map(({ key, values }) => [key, ...values])).toEqual([
      ["factor", "–", "1.8333"],
      ["error", "–", "0.1179"],
      ["sigma", "–", "41.667"],
      ["links", "–", "2"],
    ]);
  });

  it("gives a link that is left out neither side nor tint: it has no part in the factor", () => {
    const exclude = [{ origin: "a", age: 1 }];
    const three = pasted({ triangle: "o,1,2\na,1000,9000\nb,2000,3500\nc,1000,1800\nd,5" }).amounts;
    const { rows } = heatTable(three, linkHeat(three, { exclude }), writers);
    expect(rows[0]?.cells[1]?.link).toEqual({ use: "left-out", ratio: "9.0000", lean: null, strength: 0 });
  });

  it("marks a σ² that comes from other steps, and sets a tail after the last age", () => {
    const long = pasted({ triangle: "o,1,2,3\na,1000,2000,2100\nb,2000,3500\nc,1000" }).amounts;
    const tail = { factor: 1.05, sigmaSquared: 9, standardError: null };
    const data = heatTable(long, linkHeat(long), writers, tail);
    expect(data.hasBorrowedSigma).toBe(true);
    expect(data.foot.find(({ key }) => key === "sigma")?.values).toEqual(["–", "41.667", "41.667*", "9"]);
    expect(data.columns.map(({ age, step }) => [age, step])).toEqual([
      ["1", ""],
      ["2", "1–2"],
      ["3", "2–3"],
      ["Tail", "3–Tail"],
    ]);
  });

  it("is tinted from half a standard deviation on, darker from one, darkest from two", () => {
    expect([null, 0, 0.49, -0.5, 0.99, -1, 1.99, 2, -7].map(strengthOf)).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3]);
  });
});

describe("arrow keys in a heat table", () => {
  it("begin at the first link and lead only to links", () => {
    expect(firstLink(table)).toEqual({ row: 0, column: 1 });
    expect(placeAfter(table, { row: 0, column: 1 }, "ArrowDown")).toEqual({ row: 1, column: 1 });
    expect(placeAfter(table, { row: 1, column: 1 }, "ArrowDown")).toBeNull();
    expect(placeAfter(table, { row: 0, column: 1 }, "ArrowLeft")).toBeNull();
    expect(placeAfter(table, { row: 0, column: 1 }, "End")).toEqual({ row: 0, column: 1 });
    expect(placeAfter(table, { row: 0, column: 1 }, "a")).toBeNull();
  });
});
