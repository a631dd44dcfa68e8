import { describe, expect, it } from "vitest";
import { clockOf, nowhere } from "@/lib/notifications/clock";
import { type LateMessage, spreadLate } from "@/lib/notifications/sending/spread";

const quiet = { from: 20, to: 9 };
/** Noon in New York, a Tuesday. */
const from = new Date("2026-12-01T17:00:00Z");
const by = (timeZone: string) => ({ timeZone, clock: clockOf(nowhere, timeZone) });
const late = (key: string, change: Partial<LateMessage> = {}): LateMessage => ({
  key,
  ...by("America/New_York"),
  plannedAt: new Date("2026-11-27T15:00:00Z"),
  uselessAt: null,
  ...change,
});
const spread = (messages: readonly LateMessage[], capacity: number, used: Record<string, number> = {}) => {
  const { moments, beyond } = spreadLate(messages, { from, capacity, usedOn: (day) => used[day] ?? 0, quiet });
  return { beyond, at: Object.fromEntries([...moments].map(([key, at]) => [key, at.toISOString()])) };
};

describe("messages that are let go late", () => {
  it("leave as many a day as there is room, at once on the first and at their planned hour on later days", () => {
    // Two places a day, one of which another batch has taken on the 2nd, and both on the 3rd.
    expect(
      spread(
        ["a", "b", "c", "d", "e"].map((key) => late(key)),
        2,
        { "2026-12-02": 1, "2026-12-03": 2 },
      ),
    ).toEqual({
      beyond: 0,
      at: {
        a: "2026-12-01T17:00:00.000Z",
        b: "2026-12-01T17:00:00.000Z",
        c: "2026-12-02T15:00:00.000Z",
        d: "2026-12-04T15:00:00.000Z",
        e: "2026-12-04T15:00:00.000Z",
      },
    });
  });

  it("go first where their use ends first, and none after that", () => {
    const ends = (on: string) => ({ uselessAt: new Date(`${on}T05:00:00Z`) });
    const messages = [late("never"), late("third", ends("2026-12-04")), late("first", ends("2026-12-02"))];
    expect(spread(messages, 1).at).toEqual({
      first: "2026-12-01T17:00:00.000Z",
      third: "2026-12-02T15:00:00.000Z",
      never: "2026-12-03T15:00:00.000Z",
    });
  });

  it("for which no day has room while they are of use leave at once, and are counted", () => {
    const uselessAt = new Date("2026-12-03T05:00:00Z");
    const messages = ["a", "b", "c"].map((key) => late(key, { uselessAt }));
    const { at, beyond } = spread(messages, 1);
    expect([at, beyond]).toEqual([
      { a: "2026-12-01T17:00:00.000Z", b: "2026-12-02T15:00:00.000Z", c: "2026-12-01T17:00:00.000Z" },
      1,
    ]);
  });

  it("count on the day of whoever gets them, and by his clock: in Tokyo it is quiet, and the day is the next", () => {
    const tokyo = { ...by("Asia/Tokyo"), plannedAt: new Date("2026-11-27T01:00:00Z") };
    // 17:00 UTC is 02:00 of 2 December there; planned for 10:00.
    expect(spread([late("tokyo", tokyo), late("here")], 1, { "2026-12-01": 0 }).at).toEqual({
      tokyo: "2026-12-02T01:00:00.000Z",
      here: "2026-12-01T17:00:00.000Z",
    });
  });

  it("keep to the hours of the reader's state: planned for 20:00 in Washington, they leave at 8:00 of a day with room", () => {
    const seattle = {
      timeZone: "America/Los_Angeles",
      clock: clockOf({ ...nowhere, jurisdiction: "US-WA" }, "UTC"),
      plannedAt: new Date("2026-11-28T04:00:00Z"),
    };
    const rules = { from, capacity: 1, usedOn: () => 0, quiet: { from: 21, to: 8 } };
    const { moments } = spreadLate([late("a", seattle), late("b", seattle)], rules);
    expect([...moments.values()].map((moment) => moment.toISOString())).toEqual([
      "2026-12-02T16:00:00.000Z",
      "2026-12-03T16:00:00.000Z",
    ]);
  });
});
