import { describe, expect, it } from "vitest";
import { clockOf, nowhere } from "@/lib/notifications/clock";
import { habitOf, hoursByHabit, usualHabit } from "@/lib/notifications/optimiser/hour";
import { stakeOf } from "@/lib/notifications/optimiser/loss";
import { lawfulHour } from "@/lib/notifications/optimiser/moments";

const AS_OF = "2026-01-15";

describe("what is at stake", () => {
  it("is the loss that comes first, with the days up to its last one", () => {
    const losses = [
      { reason: "escheat", lastDay: "2026-06-30" },
      { reason: "card-expiry", lastDay: "2026-02-14" },
      { reason: "fees", lastDay: "2026-03-01" },
    ] as const;
    expect(stakeOf(losses, AS_OF)).toEqual({ reason: "card-expiry", lossOn: "2026-02-14", days: 30 });
    expect(stakeOf([...losses].reverse(), AS_OF).reason).toBe("card-expiry");
  });

  it("is, of two on one day, the one that is harder to undo: the state before the money before the card before fees", () => {
    const on = (reason: "escheat" | "funds-expiry" | "card-expiry" | "fees") => ({ reason, lastDay: "2026-02-14" });
    expect(stakeOf([on("fees"), on("card-expiry")], AS_OF).reason).toBe("card-expiry");
    expect(stakeOf([on("card-expiry"), on("funds-expiry")], AS_OF).reason).toBe("funds-expiry");
    expect(stakeOf([on("funds-expiry"), on("escheat")], AS_OF).reason).toBe("escheat");
  });

  it("is the balance where nothing ends within half a year: 180 days are a reason, 181 are none", () => {
    expect(stakeOf([{ reason: "fees", lastDay: "2026-07-14" }], AS_OF)).toMatchObject({ reason: "fees", days: 180 });
    expect(stakeOf([{ reason: "fees", lastDay: "2026-07-15" }], AS_OF)).toMatchObject({
      reason: "unused-balance",
      lossOn: "2026-07-15",
      days: 181,
    });
  });

  it("looks no further than a year, and has no days left after the last one", () => {
    expect(stakeOf([], AS_OF)).toEqual({ reason: "unused-balance", lossOn: null, days: 365 });
    expect(stakeOf([{ reason: "card-expiry", lastDay: "2029-01-01" }], AS_OF).days).toBe(365);
    expect(stakeOf([{ reason: "card-expiry", lastDay: "2026-01-14" }], AS_OF).days).toBe(-1);
  });
});

describe("the hour", () => {
  const opens = (at: number, count: number) => Array.from({ length: 24 }, (_, hour) => (hour === at ? count : 0));

  it("is 10 where nothing is known of anybody", () => {
    expect(hoursByHabit()[0]).toBe(10);
  });

  it("moves to a person's own when he has more opens than the 20 of all: 21 at 18:00, and not yet with 19", () => {
    expect(hoursByHabit(habitOf(opens(18, 19)))[0]).toBe(10);
    expect(hoursByHabit(habitOf(opens(18, 21)))[0]).toBe(18);
  });

  it("is a share of both: 20 opens at 18:00 make one half", () => {
    const habit = habitOf(opens(18, 20));
    expect([habit[10], habit[18]]).toEqual([0.5, 0.5]);
    expect(habit.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("is followed by those nearest to it, of two the earlier", () => {
    expect(hoursByHabit(usualHabit).slice(0, 6)).toEqual([10, 9, 11, 8, 12, 7]);
    expect(new Set(hoursByHabit()).size).toBe(24);
  });

  it("is never a quiet one, but the nearest to the usual; none where all are quiet", () => {
    const clock = { timeZone: "UTC", zones: ["UTC"], quiet: null };
    const hour = (quietFrom: number, quietTo: number) => lawfulHour(clock, AS_OF, { quietFrom, quietTo })?.hour ?? null;
    expect([hour(9, 12), hour(20, 12), hour(0, 24), hour(5, 5)]).toEqual([8, 12, null, 10]);
  });

  it("suits both clocks of Arizona before and after the Navajo Nation sets its forward on 8 March 2026", () => {
    const arizona = clockOf({ ...nowhere, jurisdiction: "US-AZ" }, "UTC");
    const on = (day: string, quietFrom: number, quietTo: number) => {
      const found = lawfulHour(arizona, day, { quietFrom, quietTo });
      return found && [found.hour, new Date(found.at).toISOString()];
    };
    expect(on("2026-03-07", 20, 9)).toEqual([10, "2026-03-07T17:00:00.000Z"]);
    expect(on("2026-03-09", 20, 9)).toEqual([10, "2026-03-09T17:00:00.000Z"]);
    // Where only the hour from 19:00 is left, it is 20:00 there from that night on.
    expect(on("2026-03-07", 20, 19)).toEqual([19, "2026-03-08T02:00:00.000Z"]);
    expect(on("2026-03-09", 20, 19)).toBeNull();
  });

  it("refuses a day that has not 24 hours", () => {
    expect(() => habitOf([1])).toThrow(RangeError);
  });
});
