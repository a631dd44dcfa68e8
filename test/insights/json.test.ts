import { expect, it } from "vitest";
import { insightJson } from "@/lib/insights/json";

const type = { id: "GIFT", name: "Gift card" };

it("a year of a card type's breakage is named as the breakage report names it", () => {
  const row = { cardType: type, year: 2025, sold: 10_000n, rate: 0.5 };
  expect(insightJson({ asOf: "2026-10-31", currency: "USD", rows: [row] } as { currency: string })).toEqual({
    asOf: "2026-10-31",
    currency: "USD",
    rows: [{ "card-type": type, "expiry-year": { id: "2025", name: "2025" }, sold: "100.00", rate: 0.5 }],
  });
});

it("a ranked type's business model has an id and a name, whether the ranking is by model or not", () => {
  const [plain, byModel] = [{ businessModel: "semi-closed" }, { model: { id: "open", name: "Open loop" } }].map(
    (row) => insightJson({ currency: "JPY", rows: [{ rank: 1, ...row, volume: 500n }] } as { currency: string }).rows,
  );
  expect(plain).toEqual([{ rank: 1, "business-model": { id: "semi-closed", name: "Semi-closed" }, volume: "500" }]);
  expect(byModel).toEqual([{ rank: 1, "business-model": { id: "open", name: "Open loop" }, volume: "500" }]);
});
