import { describe, expect, it } from "vitest";
import { forecastRowName, groupKey, sortForecastRows } from "@/lib/breakage/forecast/order";
import { forecastRow } from "./rows";

const names = (rows: readonly ReturnType<typeof forecastRow>[]) => rows.map(forecastRowName);

describe("rows of a forecast", () => {
  it("stand by amount, equals by name, and numbers in names by their size", () => {
    const rows = [
      forecastRow("Card 10"),
      forecastRow("Card 9"),
      forecastRow("Oak", { breakage: 11_00n }),
      forecastRow("Elm", { breakage: 9_00n }),
    ];
    expect(names(sortForecastRows(rows, { by: "breakage", direction: "desc" }))).toEqual([
      "Oak",
      "Card 9",
      "Card 10",
      "Elm",
    ]);
    expect(names(sortForecastRows(rows, { by: "name", direction: "desc" }))).toEqual([
      "Oak",
      "Elm",
      "Card 10",
      "Card 9",
    ]);
  });

  it("put a probability that does not exist last, whichever way one looks", () => {
    const rows = [
      forecastRow("none", { probability: null }),
      forecastRow("low", { probability: 0 }),
      forecastRow("high"),
    ];
    expect(names(sortForecastRows(rows, { by: "probability", direction: "asc" }))).toEqual(["low", "high", "none"]);
    expect(names(sortForecastRows(rows, { by: "probability", direction: "desc" }))).toEqual(["high", "low", "none"]);
  });

  it("are told apart by ids, not by names that two of them share", () => {
    const [a, b] = ["A", "B"].map((id) => forecastRow("Gift", { members: { "card-type": { id, name: "Gift" } } }));
    expect(a && groupKey(a, ["card-type"])).not.toBe(b && groupKey(b, ["card-type"]));
  });
});
