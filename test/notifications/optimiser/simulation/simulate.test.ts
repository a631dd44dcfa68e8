import { describe, expect, it } from "vitest";
import { clockOf, nowhere } from "@/lib/notifications/clock";
import { effectOf } from "@/lib/notifications/optimiser/effect";
import { chancesAt } from "@/lib/notifications/optimiser/gain";
import { resolveParameters, valuesOf } from "@/lib/notifications/optimiser/resolve";
import { outcomeOf } from "@/lib/notifications/optimiser/simulation/outcome";
import type { Policy } from "@/lib/notifications/optimiser/simulation/policies";
import type { TrueCard } from "@/lib/notifications/optimiser/simulation/population";
import { simulate } from "@/lib/notifications/optimiser/simulation/simulate";
import { makeRandom } from "@/lib/statistics/random";

const beliefs = resolveParameters([]);
const believed = valuesOf(beliefs.of("email", "unused-balance"));
const input = { seed: "test", seeds: 40, people: 600, horizonDays: 60, share: 0.05, beliefs };

function resultOf(simulation: ReturnType<typeof simulate>, policy: Policy) {
  const found = simulation.results.find((result) => result.policy === policy);
  if (!found) throw new Error(`no result of ${policy}`);
  return found;
}

describe("the simulation", () => {
  it("lets the smart policy win clearly over every other with equally many messages, when a reminder does something", () => {
    const simulation = simulate({ ...input, truth: { ...believed, forgottenHazard: 0.02 } });
    const smart = resultOf(simulation, "smart");
    for (const policy of ["two-weeks-before", "random"] as const) {
      const other = resultOf(simulation, policy);
      expect(other.messages).toBe(smart.messages);
      expect(other.gain.mean).toBeGreaterThan(0);
      expect(other.smartBy.low).toBeGreaterThan(0);
      expect(smart.gain.mean).toBeGreaterThan(1.5 * other.gain.mean);
    }
    expect(smart.messages).toBeGreaterThan(20);
    expect(resultOf(simulation, "nobody")).toMatchObject({ messages: 0, gain: { mean: 0 } });
  });

  it("lets nobody win when reminders do nothing, whatever the planner believes", () => {
    const simulation = simulate({ ...input, seeds: 10, truth: { ...believed, forgottenHazard: 0, acceleration: 0 } });
    for (const { gain, smartBy } of simulation.results) {
      for (const { low, high } of [gain, smartBy]) {
        expect(low).toBeLessThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(0);
      }
    }
    expect(resultOf(simulation, "smart").messages).toBeGreaterThan(20);
  });

  it("is the same for the same seed, and another for another", () => {
    const small = { ...input, seeds: 2, people: 100, truth: { ...believed, forgottenHazard: 0.3 } };
    expect(simulate(small)).toEqual(simulate(small));
    expect(simulate({ ...small, seed: "other" }).results).not.toEqual(simulate(small).results);
  });

  it("needs two worlds for an interval", () => {
    expect(() => simulate({ ...input, seeds: 1, truth: believed })).toThrow(RangeError);
  });

  it("lets fate strike as often as the objective says: ΔP of 40,000 drawn cards within three standard errors", () => {
    const truth = { ...believed, forgottenHazard: 0.05, acceleration: 0.5 };
    const effect = effectOf(truth);
    const hazard = { ends: [30, 60], perDay: [0.01, 0.02] };
    const random = makeRandom("fate");
    const [share, days, day, n] = [0.3, 50, 20, 40_000];
    const card = { cardId: 1, balance: 100n, hazard, untouched: 0, losses: [] };
    let saved = 0;
    for (let i = 0; i < n; i++) {
      const one: TrueCard = {
        card,
        forgotten: random.uniform() < share,
        hazard,
        threshold: -Math.log(1 - random.uniform()),
        days,
      };
      const unit = {
        unit: { id: "", clock: clockOf(nowhere, "UTC"), people: [], channels: [], histories: [], letters: [] },
        cards: [one],
      };
      if (outcomeOf(unit, day, truth, effect).rescued > 0) saved++;
    }
    const { extra } = chancesAt({ forgotten: share, steps: hazard, days }, day, truth, effect);
    expect(extra).toBeGreaterThan(0.04);
    expect(Math.abs(saved / n - extra)).toBeLessThan(3 * Math.sqrt((extra * (1 - extra)) / n));
  });
});
