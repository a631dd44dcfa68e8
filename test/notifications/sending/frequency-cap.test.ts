import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { underCaps } from "@/lib/notifications/sending/frequency-cap";

const usual = [
  { most: 1, days: 7 },
  { most: 3, days: 60 },
];
const HOUR = 3_600_000;
const NOW = new Date("2026-03-10T12:00:00Z");
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR);

describe("the caps of 7 and 60 days", () => {
  it("count any 7 × 24 hours: after 167 hours one must wait one more, after exactly 168 none", () => {
    expect(underCaps(usual, [ago(167)], NOW)).toEqual(new Date(NOW.getTime() + HOUR));
    expect(underCaps(usual, [ago(168)], NOW)).toEqual(NOW);
    expect(underCaps(usual, [new Date(ago(168).getTime() + 1)], NOW)).toEqual(new Date(NOW.getTime() + 1));
  });

  it("are no calendar days: 23:00 and again 0:00 is within a day", () => {
    const day = [{ most: 1, days: 1 }];
    const night = new Date("2026-03-09T23:00:00Z");
    expect(underCaps(day, [night], new Date("2026-03-10T00:00:00Z"))).toEqual(new Date("2026-03-10T23:00:00Z"));
  });

  it("hold together: the fourth in sixty days waits for the oldest of the last three to be sixty days old", () => {
    expect(underCaps(usual, [ago(24 * 59), ago(24 * 30), ago(24 * 8)], NOW)).toEqual(
      new Date(NOW.getTime() + 24 * HOUR),
    );
  });

  it("of none allow nothing ever", () => {
    expect(underCaps([{ most: 0, days: 7 }], [], NOW)).toBeNull();
  });

  it("never let more through than they say, whenever messages ask", () => {
    const hours = fc.array(fc.integer({ min: 0, max: 24 * 200 }), { maxLength: 40 });
    fc.assert(
      fc.property(hours, (asked) => {
        const sent: Date[] = [];
        for (const hour of asked.toSorted((a, b) => a - b)) {
          const now = new Date(Date.UTC(2026, 0, 1) + hour * HOUR);
          if (underCaps(usual, sent, now)?.getTime() === now.getTime()) sent.push(now);
        }
        for (const { most, days } of usual)
          for (const from of sent) {
            const within = sent.filter((at) => at >= from && at.getTime() < from.getTime() + days * 24 * HOUR);
            expect(within.length).toBeLessThanOrEqual(most);
          }
      }),
    );
  });
});
