import { describe, expect, it } from "vitest";
import { afterQuietHours, isQuiet } from "@/lib/notifications/sending/quiet-hours";

const usual = { from: 20, to: 9 };
const after = (zone: string, at: string, quiet = usual) =>
  afterQuietHours({ zones: [zone], quiet: [quiet] }, new Date(at))?.toISOString();

describe("quiet hours", () => {
  it("run past midnight: from 20:00 to 9:00 the hours 20 to 23 and 0 to 8 are quiet, and no other", () => {
    const quiet = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => isQuiet(usual, hour));
    expect(quiet).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 21, 22, 23]);
    expect(isQuiet({ from: 9, to: 9 }, 9)).toBe(false);
  });

  it("end at nine by the clock of the person's zone: New York, Tokyo, and Kathmandu, which is 5:45 ahead of UTC", () => {
    expect(after("America/New_York", "2026-12-02T06:30:00Z")).toBe("2026-12-02T14:00:00.000Z");
    expect(after("Asia/Tokyo", "2026-12-02T06:30:00Z")).toBe("2026-12-02T06:30:00.000Z");
    expect(after("Asia/Kathmandu", "2026-12-02T00:00:00Z")).toBe("2026-12-02T03:15:00.000Z");
  });

  it("on the spring night jump with the clock: until 2:00, which does not come, is until 3:00", () => {
    // New York, 8 March 2026: 01:59:59 EST is followed by 03:00:00 EDT, at 07:00 UTC.
    expect(after("America/New_York", "2026-03-08T06:30:00Z", { from: 22, to: 2 })).toBe("2026-03-08T07:00:00.000Z");
    expect(after("America/New_York", "2026-03-08T07:30:00Z", { from: 22, to: 2 })).toBe("2026-03-08T07:30:00.000Z");
  });

  it("on the autumn night hold for the doubled hour both times, and nine o'clock is an hour later", () => {
    // New York, 1 November 2026: 01:30 comes at 05:30 and at 06:30 UTC.
    expect(after("America/New_York", "2026-11-01T05:30:00Z")).toBe("2026-11-01T14:00:00.000Z");
    expect(after("America/New_York", "2026-11-01T06:30:00Z", { from: 22, to: 2 })).toBe("2026-11-01T07:00:00.000Z");
  });

  it("lead from the evening of 28 February to the 29th where there is one", () => {
    expect(after("UTC", "2028-02-28T22:00:00Z")).toBe("2028-02-29T09:00:00.000Z");
    expect(after("UTC", "2027-02-28T22:00:00Z")).toBe("2027-03-01T09:00:00.000Z");
  });

  it("in a zone nobody knows are refused, never guessed", () => {
    expect(() => after("Mars/Olympus", "2026-12-02T06:30:00Z")).toThrow(RangeError);
  });

  it("of two clocks end when they have ended by both: in Florida at nine of the western one", () => {
    const florida = { zones: ["America/New_York", "America/Chicago"], quiet: [usual] };
    const next = (at: string) => afterQuietHours(florida, new Date(at))?.toISOString();
    // The days before and after the spring night of 8 March 2026; then an evening, quiet first by the eastern one.
    expect(next("2026-03-07T12:00:00Z")).toBe("2026-03-07T15:00:00.000Z");
    expect(next("2026-03-08T12:00:00Z")).toBe("2026-03-08T14:00:00.000Z");
    expect(next("2026-03-08T23:59:00Z")).toBe("2026-03-08T23:59:00.000Z");
    expect(next("2026-03-09T00:00:00Z")).toBe("2026-03-09T14:00:00.000Z");
  });

  it("of two clocks never end where each leaves one hour and they lie an hour apart", () => {
    const hour = { from: 9, to: 8 };
    expect(afterQuietHours({ zones: ["America/New_York", "America/Chicago"], quiet: [hour] }, new Date(0))).toBeNull();
    expect(afterQuietHours({ zones: ["UTC"], quiet: [hour] }, new Date(0))?.toISOString()).toBe(
      "1970-01-01T08:00:00.000Z",
    );
  });

  it("are the issuer's and the state's together", () => {
    const quiet = [
      { from: 21, to: 9 },
      { from: 20, to: 8 },
    ];
    const next = (at: string) => afterQuietHours({ zones: ["UTC"], quiet }, new Date(at))?.toISOString();
    expect([next("2026-12-01T20:30:00Z"), next("2026-12-02T08:30:00Z")]).toEqual([
      "2026-12-02T09:00:00.000Z",
      "2026-12-02T09:00:00.000Z",
    ]);
  });
});
