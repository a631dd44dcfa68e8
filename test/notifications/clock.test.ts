import { describe, expect, it } from "vitest";
import { usJurisdictions } from "@/lib/escheat/jurisdiction-name";
import { clockOf, nowhere, type Residence } from "@/lib/notifications/clock";
import { EARLIEST_HOUR, LATEST_HOUR } from "@/lib/notifications/proposals/lawful-hours";
import { isStricter } from "@/lib/notifications/sending/quiet-hours";
import { stateHoursOf } from "@/lib/notifications/state-hours";
import { zonesOfState } from "@/lib/notifications/state-zones";

const clock = (residence: Partial<Residence>) => clockOf({ ...nowhere, ...residence }, "Asia/Tokyo");

describe("whose clock a person is written to by", () => {
  it("is his own where one is known, whatever his state", () => {
    expect(clock({ timeZone: "America/Chicago", jurisdiction: "US-NY" })).toMatchObject({
      timeZone: "America/Chicago",
      zones: ["America/Chicago"],
      from: "own",
      state: "US-NY",
    });
  });

  it("is his state's where none is known, or one that does not exist; by a ZIP code alone too", () => {
    for (const timeZone of [null, "Mars/Base"]) {
      expect(clock({ timeZone, jurisdiction: "US-NY" })).toMatchObject({
        zones: ["America/New_York"],
        from: "state",
        state: "US-NY",
      });
    }
    // 98101 is Seattle; with a state on record the ZIP code is not asked.
    expect(clock({ zip: "98101" })).toMatchObject({ timeZone: "America/Los_Angeles", from: "state", state: "US-WA" });
    expect(clock({ jurisdiction: "US-NY", zip: "98101" }).state).toBe("US-NY");
  });

  it("are both of a state that has two, the one of most of its people first", () => {
    expect(clock({ jurisdiction: "US-TN" })).toMatchObject({
      timeZone: "America/Chicago",
      zones: ["America/Chicago", "America/New_York"],
    });
  });

  it("is the issuer's where nothing is known, for another country, and for the post of the armed forces", () => {
    for (const known of [{}, { jurisdiction: "FR" }, { jurisdiction: "military" }, { zip: "09001" }, { zip: "x" }]) {
      expect(clock(known)).toEqual({
        timeZone: "Asia/Tokyo",
        zones: ["Asia/Tokyo"],
        from: "issuer",
        state: null,
        quiet: null,
        cap: null,
      });
    }
  });
});

describe("the tables of the states", () => {
  it("have a clock for each state, the district and each territory, by names that exist", () => {
    for (const state of usJurisdictions) {
      const zones = zonesOfState(state) ?? [];
      expect([state, zones.length === 1 || zones.length === 2]).toEqual([state, true]);
      for (const zone of zones) expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
    }
    expect(zonesOfState("FR")).toBeNull();
  });

  it("have two for the fifteen states that lie in two zones", () => {
    const two = usJurisdictions.filter((state) => zonesOfState(state)?.length === 2).map((state) => state.slice(3));
    expect(two.sort().join(" ")).toBe("AK AZ FL ID IN KS KY MI ND NE NV OR SD TN TX");
  });

  it("let Florida, Maryland, Oklahoma and Washington be written to from 8 to 20, stricter than the federal 8 to 21", () => {
    const federal = { from: LATEST_HOUR, to: EARLIEST_HOUR };
    const stricter = usJurisdictions.filter((state) => {
      const hours = stateHoursOf(state);
      return hours !== null && isStricter(hours.quiet, federal);
    });
    expect(stricter.sort()).toEqual(["US-FL", "US-MD", "US-OK", "US-WA"]);
    expect(clock({ jurisdiction: "US-MD" }).quiet).toEqual({ from: 20, to: 8 });
    expect(stateHoursOf("US-CA")).toBeNull();
  });

  it("let Florida be written to three times within 24 hours, and hold there whichever clock is known", () => {
    expect(clock({ timeZone: "Asia/Tokyo", jurisdiction: "US-FL" })).toMatchObject({
      quiet: { from: 20, to: 8 },
      cap: { most: 3, days: 1 },
    });
  });
});
