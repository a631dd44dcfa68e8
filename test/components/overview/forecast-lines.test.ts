import { describe, expect, it } from "vitest";
import { forecastLines } from "@/components/overview/forecast-lines";

const forecast = { currency: "USD", ranges: [{ level: 0.8, low: 10_000_00n, high: 12_000_00n }] };

describe("the projected breakage on the overview", () => {
  it("says that it is not as known on the day, where all other figures are", () => {
    expect(forecastLines(forecast, { asOf: "2026-10-31" }, "en")).toEqual(["80 %: $10,000 – $12,000"]);
    expect(forecastLines(forecast, { asOf: "2026-10-31", knownAt: "2026-06-30" }, "en")).toEqual([
      "80 %: $10,000 – $12,000",
      "“As known” dates choose no version: each version keeps what was known when it was made.",
    ]);
  });
});
