import { describe, expect, it } from "vitest";
import { instantAt } from "@/lib/notifications/local-time";

describe("an hour of a zone's clock as an instant", () => {
  it.each([
    ["UTC", "2026-01-15", 10, "2026-01-15T10:00:00.000Z"],
    ["America/New_York", "2026-01-15", 10, "2026-01-15T15:00:00.000Z"],
    ["America/New_York", "2026-07-15", 10, "2026-07-15T14:00:00.000Z"],
    ["Asia/Tokyo", "2024-02-29", 8, "2024-02-28T23:00:00.000Z"],
    ["Asia/Kathmandu", "2026-01-15", 10, "2026-01-15T04:15:00.000Z"],
    ["Pacific/Auckland", "2026-01-15", 0, "2026-01-14T11:00:00.000Z"],
  ])("in %s on %s at %d", (zone, date, hour, instant) => {
    expect(instantAt(zone, date, hour).toISOString()).toBe(instant);
  });

  it("is after the change where a spring night has no such hour: 02:00 in New York on 8 March 2026 is 03:00", () => {
    expect(instantAt("America/New_York", "2026-03-08", 2).toISOString()).toBe("2026-03-08T07:00:00.000Z");
    expect(instantAt("America/New_York", "2026-03-08", 1).toISOString()).toBe("2026-03-08T06:00:00.000Z");
    expect(instantAt("America/New_York", "2026-03-08", 3).toISOString()).toBe("2026-03-08T07:00:00.000Z");
  });

  it("is the first of the two where an autumn night has the hour twice: 01:00 in New York on 1 November 2026", () => {
    expect(instantAt("America/New_York", "2026-11-01", 1).toISOString()).toBe("2026-11-01T05:00:00.000Z");
    expect(instantAt("America/New_York", "2026-11-01", 2).toISOString()).toBe("2026-11-01T07:00:00.000Z");
  });

  it("refuses a zone that nobody knows, and no date", () => {
    expect(() => instantAt("Mars/Olympus", "2026-01-15", 10)).toThrow(RangeError);
    expect(() => instantAt("UTC", "soon", 10)).toThrow(RangeError);
  });
});
