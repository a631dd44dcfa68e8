import { describe, expect, it } from "vitest";
import type { CardLife } from "@/lib/cards/card";
import { timelineOf } from "@/lib/cards/timeline";
import { addDays } from "@/lib/dates";

const never = { date: null, rule: "" };
/** Only what the timeline reads. */
const life = (parts: Partial<CardLife>) =>
  ({
    asOf: "2026-01-01",
    card: { soldOn: "2025-01-01" },
    cardExpiry: never,
    fundsExpiry: never,
    activeOn: [],
    ...parts,
  }) as unknown as CardLife;

describe("a card's life on one line", () => {
  it("runs from the sale to the last of its dates: half a life lies in the middle", () => {
    const line = timelineOf(life({ cardExpiry: { date: "2027-01-01", rule: "" } }), null);
    expect([line.start, line.end]).toEqual(["2025-01-01", "2027-01-01"]);
    expect(line.now).toBeCloseTo(0.5);
    expect(line.marks.map(({ kind, isPast }) => [kind, isPast])).toEqual([
      ["sold", true],
      ["cardExpiry", false],
    ]);
  });

  it("ends today when no date lies ahead, and has no marks for dates that never come", () => {
    const line = timelineOf(life({}), null);
    expect(line.end).toBe("2026-01-01");
    expect(line.marks).toHaveLength(1);
  });

  it("draws a place once, however much happened there: ten years of days are at most 501 ticks", () => {
    const days = Array.from({ length: 3_650 }, (_, day) => addDays("2025-01-01", day));
    const { ticks } = timelineOf(life({ asOf: "2035-01-01", activeOn: days }), null);
    expect(ticks.length).toBeLessThanOrEqual(501);
    expect([ticks[0], ticks.at(-1)]).toEqual([0, 1]);
    // One year of ten.
    expect(timelineOf(life({ asOf: "2035-01-01", activeOn: ["2026-01-01"] }), null).ticks).toEqual([0.1]);
  });

  it("does not divide by nothing for a card sold and looked at on one day", () => {
    expect(timelineOf(life({ asOf: "2025-01-01" }), null).now).toBe(0);
  });
});
