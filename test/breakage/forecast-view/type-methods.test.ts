import { describe, expect, it } from "vitest";
import { candidates } from "@/lib/breakage/forecast/constants";
import { typeMethodRows } from "@/lib/breakage/forecast-view/type-methods";

const point = (actual: number) => ({ outcomes: 1, actual, expected: actual, wape: 0, bias: 0 });
const shown = {
  byAge: [],
  types: { point: point(0), range: null },
  byType: [
    { type: "SMALL", point: point(10) },
    { type: "LARGE", point: point(90) },
  ],
  totals: { point: point(0), range: null },
  redemptions: [],
};
const method = (name: (typeof candidates)[number], large: number | null, small: number | null) => ({
  method: name,
  byAge: [],
  byType: [
    { type: "SMALL", wape: small, bias: null },
    { type: "LARGE", wape: large, bias: null },
  ],
});

describe("methods by card type", () => {
  const rows = typeMethodRows({
    shown,
    methods: [method("open-balance", 0.2, 0.3), method("mature-rate", 0.1, 0.3), method("unredeemed-today", null, 0.5)],
  });

  it("has the largest balances first, and in each line the method that missed least, the first of equals", () => {
    expect(rows.map(({ type, best }) => [type, best])).toEqual([
      ["LARGE", "mature-rate"],
      ["SMALL", "open-balance"],
    ]);
  });

  it("has a cell for every method in one order, empty where nothing is known of it", () => {
    expect(rows.map(({ cells }) => cells.map((cell) => cell.method))).toEqual([candidates, candidates]);
    expect(rows[0]?.cells.map(({ wape }) => wape).filter((wape) => wape !== null)).toEqual([0.2, 0.1]);
  });

  it("has by coverage the method whose ranges held most nearly what they promise, and by bias the least either way", () => {
    const measured = (name: (typeof candidates)[number], bias: number, share: number, crps: number) => ({
      method: name,
      byAge: [],
      byType: [
        {
          type: "LARGE",
          wape: 0.1,
          bias,
          range: { outcomes: 200, coverage: [{ level: 0.9, share }], pinball: crps / 2, crps, intervalScore: 1 },
        },
      ],
    });
    const methods = [
      measured("open-balance", -0.02, 0.99, 0.02),
      measured("open-balance-pooled", -0.3, 0.86, 0.03),
      measured("mature-rate", 0.05, 0.7, 0.01),
    ];
    const bestBy = (measure: "wape" | "bias" | "90" | "80" | "crps") =>
      typeMethodRows({ shown, methods }, measure).find(({ type }) => type === "LARGE")?.best;
    expect([bestBy("bias"), bestBy("90"), bestBy("crps")]).toEqual([
      "open-balance",
      "open-balance-pooled",
      "mature-rate",
    ]);
    // No 80 % range was kept, and of equal errors the first stands.
    expect([bestBy("80"), bestBy("wape")]).toEqual([null, "open-balance"]);
  });

  it("has no lines for a version that was made before they were kept", () => {
    expect(typeMethodRows({ shown, methods: [{ method: "open-balance", byAge: [] }] })).toEqual([]);
  });
});
