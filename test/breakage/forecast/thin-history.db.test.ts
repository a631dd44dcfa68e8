/** "No history" is an answer of its own wherever a forecast is told, and never 0.00. */
import { beforeAll, expect, it } from "vitest";
import { forecastJson } from "@/lib/breakage/forecast/json";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { getCutOfVersion } from "@/lib/breakage/forecast/queries/cut-of-version";
import { getForecast } from "@/lib/breakage/forecast/queries/report";
import { forecastParams } from "@/lib/breakage/forecast/schema";
import { cutTriangleJson } from "@/lib/breakage/forecast-view/cut-triangle-json";
import { cutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import type { Scope } from "@/lib/identity/scope";
import { forecastResponse } from "@/lib/openapi/operations/forecasts";
import { loadBatch, makeIssuer } from "../../support/cards";
import { asDescribed } from "../../support/described";

let scope: Scope;

beforeAll(async () => {
  scope = await makeIssuer("THIN");
  await loadBatch(scope, {
    recordedAt: "2025-03-02T06:00:00Z",
    types: [{ code: "T", brand: "B" }],
    cards: [
      { id: "a", type: "T", soldOn: "2025-01-15" },
      { id: "b", type: "T", soldOn: "2025-02-03" },
    ],
    events: [
      { id: "a1", card: "a", kind: "sale", amount: 100_00, on: "2025-01-15" },
      { id: "a2", card: "a", kind: "redemption", amount: -30_00, on: "2025-02-28" },
      { id: "b1", card: "b", kind: "sale", amount: 50_00, on: "2025-02-03" },
    ],
  });
  await makeForecasts(scope, {}, { now: new Date("2025-03-03T08:00:00Z") });
});

const ask = async (query: Record<string, string> = {}) =>
  asDescribed(
    forecastResponse,
    JSON.parse(JSON.stringify(forecastJson(await getForecast(scope, forecastParams.parse(query))))),
  );

it("150.00 sold and 30.00 redeemed in two months: these are told, the breakage is null", async () => {
  const { model, rows, whole, total } = await ask();
  expect([model.status, rows]).toEqual(["too-little-history", []]);
  expect(whole).toMatchObject({ breakage: null, upper80: null, probability: null, sold: "150.00", redeemed: "30.00" });
  expect(total).toMatchObject({ breakage: null, sold: null, cards: null });
});

it("of some of its cards nothing is kept, so nothing is told", async () => {
  const { whole, total } = await ask({ brand: "B" });
  expect(whole).toBeNull();
  expect(total.breakage).toBeNull();
});

it("numbers of redemptions over more than 24 months come by quarter without figures too, and value open has no triangle", async () => {
  const old = await makeIssuer("OLD");
  await loadBatch(old, {
    recordedAt: "2025-03-02T06:00:00Z",
    types: [{ code: "T" }],
    cards: [
      { id: "a", type: "T", soldOn: "2023-01-15" },
      { id: "b", type: "T", soldOn: "2025-02-03" },
    ],
    events: [
      { id: "a1", card: "a", kind: "sale", amount: 100_00, on: "2023-01-15" },
      { id: "a2", card: "a", kind: "redemption", amount: -30_00, on: "2023-02-20" },
      { id: "b1", card: "b", kind: "sale", amount: 50_00, on: "2025-02-28" },
    ],
  });
  await makeForecasts(old, {}, { now: new Date("2025-03-03T08:00:00Z") });
  const cut = async (measure: string) =>
    cutTriangleJson(await getCutOfVersion(old, cutTriangleQuery.parse({ measure })), undefined);
  // January 2023 to February 2025 are 26 months. Quarters end with February: the first holds December 2022 to February 2023.
  const numbers = await cut("redemptions");
  expect(numbers).toMatchObject({ period: "quarter", origins: [{ from: "2022-12" }, { from: "2024-12" }] });
  expect(numbers).toHaveProperty("origins.0.redemptions", [1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(await cut("open")).toMatchObject({ ages: [], origins: [] });
});
