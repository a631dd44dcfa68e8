import { describe, expect, it } from "vitest";
import { readForecastAddress } from "@/lib/breakage/forecast/address";

describe("the address of the Forecast", () => {
  it("is by card type and five years ahead without a word", () => {
    const { params, isCutDown } = readForecastAddress({});
    expect([params.by, params.quarters, params.asOf, isCutDown]).toEqual([["card-type"], 20, undefined, false]);
  });

  it("keeps the first of two dimensions of the card, and all else that was asked for", () => {
    const { params, isCutDown } = readForecastAddress({ by: "merchant,state", asOf: "2025-01-31", currency: "EUR" });
    expect([params.by, params.asOf, params.currency, isCutDown]).toEqual([["merchant"], "2025-01-31", "EUR", true]);
  });

  it("keeps a filter and drops the dimension that clashes with it: fewer groups, never more cards", () => {
    const { params, isCutDown } = readForecastAddress({ by: "brand,segment", state: "US-TX", asOf: "2025-01-31" });
    expect([params.by, params.state, params.asOf, isCutDown]).toEqual([["brand"], "US-TX", "2025-01-31", true]);
    expect(readForecastAddress({ by: "segment", state: "US-TX" }).params.by).toEqual(["card-type"]);
  });

  it("takes one filter of two that clash", () => {
    const { params, isCutDown } = readForecastAddress({ merchant: "M1", state: "US-TX", brand: "B" });
    expect([params.merchant, params.state, params.brand, isCutDown]).toEqual(["M1", undefined, "B", true]);
  });

  it("lets merchant and age segment go together, as cuts and as filters", () => {
    expect(readForecastAddress({ by: "merchant,segment" })).toMatchObject({
      params: { by: ["merchant", "segment"] },
      isCutDown: false,
    });
    expect(readForecastAddress({ by: "segment", merchant: "M1" })).toMatchObject({
      params: { by: ["segment"], merchant: "M1" },
      isCutDown: false,
    });
    expect(readForecastAddress({ by: "segment,state", merchant: "M1" }).params.by).toEqual(["segment"]);
  });

  it("lets a dimension of the card go with an attribute of its type, and with a filter by itself", () => {
    expect(readForecastAddress({ by: "merchant,brand" })).toMatchObject({ isCutDown: false });
    expect(readForecastAddress({ by: "state,medium", state: "US-TX" }).params.by).toEqual(["state", "medium"]);
  });

  it("shows the defaults for nonsense", () => {
    const { params } = readForecastAddress({ by: "nothing", quarters: "-3", version: "x", asOf: "2023-02-29" });
    expect([params.by, params.quarters, params.version, params.asOf]).toEqual([
      ["card-type"],
      20,
      undefined,
      undefined,
    ]);
  });
});
