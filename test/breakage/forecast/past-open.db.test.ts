/** What came of the cards that a stored version spoke of, where less than nothing was redeemed of them. */
import { expect, it } from "vitest";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { getForecast } from "@/lib/breakage/forecast/queries/report";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import { loadBatch } from "../../support/cards";
import { LOADED, makeSmallProgramme, NOW } from "./small-programme";

it("of 100.00 sold of which 2.00 were used and 7.00 given back, 100.00 came and not 105.00: no more can break than was sold", async () => {
  const scope = await makeSmallProgramme("BACK");
  await loadBatch(scope, {
    recordedAt: LOADED,
    types: [{ code: "BACK", brand: "Y" }],
    cards: [{ id: "back", type: "BACK", soldOn: "2024-04-10", expiresOn: "2025-04-30" }],
    events: [
      { id: "back-sale", card: "back", kind: "sale", amount: 100_00, on: "2024-04-10" },
      { id: "back-use", card: "back", kind: "redemption", amount: -2_00, on: "2024-08-01" },
      { id: "back-void", card: "back", kind: "void", amount: 7_00, on: "2024-09-02", corrects: "back-use" },
    ],
  });
  await makeForecasts(scope, { asOf: "2024-05-31" }, { now: new Date("2024-06-15T08:00:00Z") });
  await makeForecasts(scope, {}, { now: NOW });
  const { past } = await getForecast(scope, forecastParams.parse({ "card-type": "BACK" }));
  expect(past.at(-1)?.stored).toMatchObject({ dataDate: "2024-05-31", sold: 100_00n, actual: 100_00n });
}, 120_000);
