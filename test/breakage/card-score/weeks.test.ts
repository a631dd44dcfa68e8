import { expect, it } from "vitest";
import { weeklyHazards } from "@/lib/breakage/card-score/weeks";

const chance = (cumulative: number) => 1 - Math.exp(-cumulative);
const MONTHS = [0.31, 0.28, 0.31, 0.3, 0.31, 0.3, 0.31];

it("after 31 December: January's 0.31 over 31 days is 0.01 a day, so 0.07 in each of the first four weeks", () => {
  const weeks = weeklyHazards(MONTHS, "2024-12-31", null);
  expect(weeks).toHaveLength(26);
  for (const week of weeks.slice(0, 4)) expect(week).toBeCloseTo(chance(0.07), 12);
});

it("a week that spans two months has its days of both: three of January at 0.02, four of February at 0.01", () => {
  const weeks = weeklyHazards([0.62, 0.28], "2024-12-31", null);
  expect(weeks[4]).toBeCloseTo(chance(3 * 0.02 + 4 * 0.01), 12);
});

it("26 weeks hold all of six months and none beyond what was given", () => {
  const cumulative = weeklyHazards(MONTHS, "2024-12-31", null).reduce((sum, week) => sum - Math.log1p(-week), 0);
  // January to June are 181 days; of July, at 0.31 over 31 days, one more day makes 182.
  expect(cumulative).toBeCloseTo(1.81 + 0.01, 10);
});

it("a card that ends on 14 January has January's hazard on 14 days, and none after", () => {
  const weeks = weeklyHazards(MONTHS, "2024-12-31", "2025-01-14");
  expect(weeks[0]).toBeCloseTo(chance(0.155), 12);
  expect(weeks[1]).toBeCloseTo(chance(0.155), 12);
  expect(weeks.slice(2).every((week) => week === 0)).toBe(true);
});

it("a card that has ended has no week left", () => {
  expect(weeklyHazards([0, 0], "2024-12-31", "2024-11-30").every((week) => week === 0)).toBe(true);
});
