import { describe, expect, it } from "vitest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { refit } from "@/lib/breakage/forecast-view/refit";
import { lastSale, simulate } from "../forecast/simulator";
import { CUT, WORKED } from "./worked-example";

const recipe = { method: "open-balance-credibility" as const, refinements: [], overrides: {} };
const version = { cohorts: WORKED, cut: CUT, ultimateAge: 60, recipe };
const spread = { shared: 0.1, own: 0.1 };

describe("a version fitted again", () => {
  it("knows what each method says: the README's 116.25, and 225.00 by what is unredeemed today", () => {
    const type = refit(version, spread, "seed").types.get("A");
    expect(type?.byMethod["open-balance-credibility"]).toBeCloseTo(11_625, 6);
    expect(type?.byMethod["unredeemed-today"]).toBe(22_500);
  });

  it("comes to what the version's own recipe says, choices that somebody made for a type among it", () => {
    const chosen = (method: "open-balance" | "unredeemed-today") =>
      refit({ ...version, recipe: { ...recipe, overrides: { A: method } } }, spread, "seed").types.get("A")?.expected;
    expect(chosen("open-balance")).toBeCloseTo(11_625, 6);
    expect(chosen("unredeemed-today")).toBe(22_500);
  });

  it("knows no seasons in three months, and says how far ages were seen", () => {
    const again = refit(version, spread, "seed");
    expect([again.saleSpeeds, again.calendar, again.types.get("A")?.expiry]).toEqual([null, null, null]);
    expect(again.tail.seen).toBe(3);
  });
});

describe("the band of a curve", () => {
  const cut = lastSale();
  const cohorts = asKnownAt(simulate("curves", { types: 3, cards: 60 }), cut);
  const simulated = { cohorts, cut, ultimateAge: 60, recipe };
  const again = refit(simulated, spread, "seed");

  it("rises with age within 0 and 1, and has a width wherever something was redeemed", () => {
    for (const { band } of again.types.values()) {
      for (const ends of [band.low, band.high]) {
        expect(ends.every((share, age) => share >= (ends[age - 1] ?? 0) && share <= 1)).toBe(true);
      }
      expect(band.low.every((low, age) => low < (band.high[age] ?? 0))).toBe(true);
    }
  });

  it("is the same for the same seed, in whatever order the cohorts come, and another for another seed", () => {
    expect(refit({ ...simulated, cohorts: cohorts.toReversed() }, spread, "seed")).toEqual(again);
    const other = refit(simulated, spread, "another");
    for (const [code, { band, expected }] of again.types) {
      expect(other.types.get(code)?.band).not.toEqual(band);
      expect(other.types.get(code)?.expected).toBe(expected);
    }
  });

  it("is wider where ten times fewer cards were seen", () => {
    const few = refit(
      { ...simulated, cohorts: asKnownAt(simulate("curves", { types: 3, cards: 6 }), cut) },
      spread,
      "seed",
    );
    const widthAt = (types: typeof again.types) =>
      [...types.values()].reduce((sum, { band }) => sum + (band.high[12] ?? 0) - (band.low[12] ?? 0), 0);
    expect(widthAt(few.types)).toBeGreaterThan(widthAt(again.types));
  });
});
