import { describe, expect, it } from "vitest";
import { effectOf } from "@/lib/notifications/optimiser/effect";
import { objectiveAt } from "@/lib/notifications/optimiser/gain";
import { weibullHazard } from "@/lib/notifications/optimiser/hazard";
import type { CardMixture } from "@/lib/notifications/optimiser/mixture";
import { remindSeveralTimes, scheduleGain } from "@/lib/notifications/optimiser/several";

const response = { forgottenHazard: 0.02, acceleration: 0.4, effectDays: 3, reachLoss: 0.003 };
const money = { value: 16.1, cost: 0.05 };
const card: CardMixture = { forgotten: 0.12, steps: weibullHazard(0.8, 60, 365), days: 365 };
const short: CardMixture = { forgotten: 0.3, steps: { ends: [20, 40], perDay: [0.03, 0.01] }, days: 40 };

/** The best of all schedules of at most two days at least a week apart. */
function bestOfAll(one: CardMixture, horizon: number): number {
  let best = 0;
  for (let first = 1; first <= horizon; first++) {
    best = Math.max(best, scheduleGain(one, [first], money, response));
    for (let second = first + 7; second <= horizon; second++) {
      best = Math.max(best, scheduleGain(one, [first, second], money, response));
    }
  }
  return best;
}

describe("several reminders", () => {
  it("gain with one what the objective of one says, but for an effect cut off after three of its lives", () => {
    const effect = effectOf(response);
    for (const day of [1, 31, 180]) {
      const one = objectiveAt(card, day, money, response, effect);
      // e^(−3) of the effect is beyond.
      expect(Math.abs(scheduleGain(card, [day], money, response) - one)).toBeLessThan(0.06 * (one + money.cost));
    }
    expect(scheduleGain(card, [], money, response)).toBeCloseTo(0, 12);
  });

  it("are as many as pay: none when a message costs more than it brings, all three when it costs nothing", () => {
    const rules = { most: 3, gapDays: 7, horizonDays: 60 };
    expect(remindSeveralTimes(card, { ...money, cost: 5 }, response, rules)).toEqual({ gain: 0, days: [] });
    expect(remindSeveralTimes(card, { ...money, cost: 0 }, response, rules).days).toHaveLength(3);
  });

  it("keep their distance, and leave within the horizon", () => {
    const { days } = remindSeveralTimes(card, money, response, { most: 3, gapDays: 7, horizonDays: 60 });
    expect(days.length).toBeGreaterThan(1);
    expect(days.every((day) => day >= 1 && day <= 60)).toBe(true);
    for (const [i, day] of days.entries()) if (i > 0) expect(day - (days[i - 1] ?? 0)).toBeGreaterThanOrEqual(7);
  });

  it("gain at least 99.9 % of the best of all schedules of two", () => {
    for (const [one, horizon] of [
      [short, 40],
      [card, 60],
    ] as const) {
      const { gain } = remindSeveralTimes(one, money, response, { most: 2, gapDays: 7, horizonDays: horizon });
      const best = bestOfAll(one, horizon);
      expect(gain).toBeGreaterThan(0.999 * best);
      expect(gain).toBeLessThanOrEqual(best + 1e-12);
    }
  });

  it("begin no later than a single one would leave: there is more to come", () => {
    const [single, several] = [1, 3].map((most) =>
      remindSeveralTimes(card, money, response, { most, gapDays: 7, horizonDays: 60 }),
    );
    expect(several?.days[0] ?? 99).toBeLessThanOrEqual(single?.days[0] ?? 0);
    expect(several?.gain).toBeGreaterThan(single?.gain ?? 0);
  });

  it("planned one at a time, each where it gains most after those before, gain 99.9 % of three planned together", () => {
    const days: number[] = [];
    for (let count = 0; count < 3; count++) {
      const from = (days.at(-1) ?? -6) + 7;
      const open = Array.from({ length: 61 - from }, (_, i) => from + i);
      const gain = (day: number) => scheduleGain(card, [...days, day], money, response);
      days.push(open.reduce((best, day) => (gain(day) > gain(best) ? day : best)));
    }
    const together = remindSeveralTimes(card, money, response, { most: 3, gapDays: 7, horizonDays: 60 });
    const alone = scheduleGain(card, days, money, response);
    expect(alone).toBeLessThanOrEqual(together.gain);
    expect(alone).toBeGreaterThan(0.999 * together.gain);
  });
});
