import type { ForecastRow } from "@/lib/breakage/forecast/report";

/** A row of a forecast by card type, with what a test is about. */
export function forecastRow(name: string, some: Partial<ForecastRow> = {}): ForecastRow {
  return {
    members: { "card-type": { id: name.toUpperCase(), name } },
    quarter: null,
    cards: 1,
    sold: 100_00n,
    redeemed: 0n,
    breakage: 10_00n,
    isKnown: true,
    ranges: null,
    probability: 0.1,
    method: "open-balance",
    status: "ok",
    cohorts: 1,
    pastError: null,
    ...some,
  };
}
