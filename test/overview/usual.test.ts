import { describe, expect, it } from "vitest";
import { departureOf } from "@/lib/overview/usual";
import { makeRandom } from "@/lib/statistics/random";

const DAYS = 90;
const HISTORY = 500;
const WEEKDAYS = [0.7, 0.9, 1, 1, 1.1, 1.6, 0.7];

/** Two hundred a day by the pattern of a week, ± 10 %; `level` of each day, counted from the first of the last ninety. */
function days(seed: string, level: (day: number) => number): number[] {
  const random = makeRandom(seed);
  return Array.from({ length: HISTORY + DAYS }, (_, day) =>
    Math.round(200 * (WEEKDAYS[day % 7] ?? 1) * level(day - HISTORY) * (1 + 0.1 * random.normal())),
  );
}

/** What somebody hears who looks every day for ninety days: each cause once, by its day and direction. */
function heard(all: readonly number[]): string[] {
  const causes = new Set<string>();
  for (let day = HISTORY; day < HISTORY + DAYS; day++) {
    const found = departureOf((ago) => all[day - ago] ?? 0, day + 1);
    if (found) causes.add(`${found.direction} since ${day - found.since - HISTORY}`);
  }
  return [...causes];
}
const seeds = Array.from({ length: 100 }, (_, seed) => `usual ${seed}`);

describe("a week outside its usual range", () => {
  it("is none among noise of 10 % a day, in ninety days of a hundred worlds", () => {
    for (const seed of seeds) expect(heard(days(seed, () => 1)), seed).toEqual([]);
  });

  it("of a step of +30 % that stays is told once, within a fortnight, in each of a hundred worlds", () => {
    for (const seed of seeds) {
      const found = heard(days(seed, (day) => (day < 20 ? 1 : 1.3)));
      expect(found, seed).toHaveLength(1);
      const since = Number(/^above since (\d+)$/.exec(found[0] ?? "")?.[1]);
      expect(since, seed).toBeGreaterThanOrEqual(20);
      expect(since, seed).toBeLessThan(34);
    }
  });

  it("says the number, its range and since when: 1,000 a week for a year, then nothing on four days", () => {
    const ordinary = (ago: number) => [100, 100, 100, 100, 200, 300, 100][ago % 7] ?? 0;
    const drop = (ago: number) => (ago < 4 ? 0 : ordinary(ago));
    // 200 + 300 + 100 are left of the last week; nothing varies, so that 18 % is the range. Two days ago it was 800, three days ago 900.
    expect(departureOf(drop, 400)).toEqual({ direction: "below", week: 600, low: 820, high: 1_180, since: 2 });
    expect(departureOf(ordinary, 400)).toBeNull();
  });

  it("is no news where the same week of the year before was the same, and is where it is more than that", () => {
    const yearly = (factor: number) => (ago: number) => 100 * (ago < 7 ? factor : ago >= 364 && ago < 371 ? 2 : 1);
    expect(departureOf(yearly(2), 500)).toBeNull();
    // Twice 1.18 times the usual 700 is the most that such a week may have.
    expect(departureOf(yearly(2.5), 500)).toMatchObject({ week: 1_750, high: 1_652 });
    expect(departureOf(yearly(2), 400)).toMatchObject({ week: 1_400, high: 826 });
  });

  it("cannot be told of too few, nor before thirteen weeks are known", () => {
    expect(departureOf((ago) => (ago < 7 ? 30 : 6), 400)).toBeNull();
    expect(departureOf((ago) => (ago < 7 ? 300 : 100), 90)).toBeNull();
    expect(departureOf((ago) => (ago < 7 ? 300 : 100), 91)).not.toBeNull();
  });
});
