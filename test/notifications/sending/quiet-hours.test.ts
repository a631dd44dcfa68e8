import { describe, expect, it } from "vitest";
import { afterQuietHours, isQuiet } from "@/lib/notifications/sending/quiet-hours";

const usual = { from: 20, to: 9 };
const after = (zone: string, at: string, quiet = usual) => afterQuietHours(quiet, zone, new Date(at)).toISOString();

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
});
