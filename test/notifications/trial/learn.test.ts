import { describe, expect, it } from "vitest";
import { learn, reminded, type Shares } from "@/lib/notifications/trial/learn";
import { makeRandom } from "@/lib/statistics/random";

const plain = { effectDays: 3, acceleration: 0, forgottenHazard: 0, forgottenShare: 0 };
const trial = (batchId: number, control: [number, number], remind: [number, number], horizonDays = 30): Shares => ({
  batchId,
  horizonDays,
  control: { n: control[1], redeemed: control[0] },
  remind: { n: remind[1], redeemed: remind[0] },
});

describe("what a reminder of no effect and of a plain one does to a share", () => {
  it("leaves it as it is at δ = 0 when nobody is forgotten", () => {
    expect(reminded(0.3, 60, plain)).toBeCloseTo(0.3, 12);
  });

  it("on a horizon of one day multiplies the hazard by e^δ: 1 − 0.7² = 0.51 at δ = ln 2", () => {
    expect(reminded(0.3, 1, { ...plain, acceleration: Math.LN2 })).toBeCloseTo(0.51, 12);
  });

  it("wakes forgotten ones by their own hazard: of none that come, half forgotten, α 0.1 on one day, 0.5(1 − e^−0.1)", () => {
    const given = { ...plain, acceleration: 1, forgottenHazard: 0.1, forgottenShare: 0.5 };
    expect(reminded(0, 1, given)).toBeCloseTo(0.5 * (1 - Math.exp(-0.1)), 12);
  });
});

describe("the acceleration learned from trials", () => {
  const twice = (batchId: number, times: number) =>
    trial(batchId, [3_000 * times, 10_000 * times], [5_100 * times, 10_000 * times], 1);

  it("is ln 2 where the share goes from 30 to 51 % in a day", () => {
    const learned = learn("acceleration", [twice(7, 1)], plain);
    expect(learned?.value).toBeCloseTo(Math.LN2, 8);
    expect((learned?.high ?? 0) - (learned?.value ?? 0)).toBeCloseTo(1.2815515655 * (learned?.se ?? 0), 8);
  });

  it("is as sure as the binomial variances of both shares let it be: of small effects √(Σ p/((1 − p) n))/L, L = −ln(1 − p)", () => {
    // With p = q = 0.3: ∂R/∂δ = (1 − p)L, ∂R/∂p = 1, both of variance p(1 − p)/n.
    const learned = learn("acceleration", [trial(7, [30_000, 100_000], [30_000, 100_000], 1)], plain);
    const expected = Math.sqrt((2 * 0.3) / (0.7 * 100_000)) / -Math.log1p(-0.3);
    expect((learned?.se ?? 0) / expected).toBeCloseTo(1, 3);
    expect(learned?.value).toBeCloseTo(0, 8);
  });

  it("gains as much from trials that agree as from one of their size, and is less sure of those that differ", () => {
    const agree = learn("acceleration", [twice(1, 1), twice(2, 2)], plain);
    expect(agree?.value).toBeCloseTo(Math.LN2, 8);
    expect((agree?.se ?? 0) / (learn("acceleration", [twice(3, 3)], plain)?.se ?? 1)).toBeCloseTo(1, 3);
    const without = trial(4, [3_000, 10_000], [3_000, 10_000], 1);
    const differ = learn("acceleration", [twice(1, 1), without], plain);
    expect(differ?.value).toBeGreaterThan(0.2);
    expect(differ?.value).toBeLessThan(0.5);
    expect(differ?.se ?? 0).toBeGreaterThan(0.2);
    expect(differ?.batches).toEqual([1, 4]);
  });

  it("is nothing without trials, without a control, and where no δ could have done it", () => {
    expect(learn("acceleration", [], plain)).toBeNull();
    expect(learn("acceleration", [trial(1, [0, 0], [10, 900])], plain)).toBeNull();
    expect(learn("acceleration", [trial(1, [0, 100], [890, 900])], plain)).toBeNull();
  });

  it("is found again in a simulation with forgotten cards, and so is their hazard, each with the other known", () => {
    const random = makeRandom("learn");
    const given = { effectDays: 3, acceleration: 0.4, forgottenHazard: 0.01, forgottenShare: 0.6 };
    const trials = Array.from({ length: 40 }, (_, batch) => {
      const p = 0.1 + 0.4 * random.uniform();
      const q = reminded(p, 60, given);
      const draw = (chance: number, n: number) =>
        Array.from({ length: n }, () => random.uniform() < chance).filter(Boolean).length;
      return trial(batch, [draw(p, 2_000), 2_000], [draw(q, 8_000), 8_000], 60);
    });
    for (const [name, truth, least] of [
      ["acceleration", 0.4, 0.2],
      ["forgotten-hazard", 0.01, 0.005],
    ] as const) {
      // What is sought is not known: another value of it in the beginning changes nothing.
      const learned = learn(name, trials, {
        ...given,
        [name === "acceleration" ? "acceleration" : "forgottenHazard"]: 0.3,
      });
      if (!learned) throw new Error("forty trials say something");
      expect(Math.abs(learned.value - truth), name).toBeLessThan(3 * learned.se);
      expect(learned.se, name).toBeLessThan(least);
    }
  });

  it("is the hazard of the forgotten where nobody comes by himself: 5 % of all forgotten in a day are 0.0513", () => {
    const given = { ...plain, forgottenShare: 1 };
    const learned = learn("forgotten-hazard", [trial(1, [0, 1_000], [50, 1_000], 1)], given);
    expect(learned?.value).toBeCloseTo(-Math.log(0.95), 5);
  });
});
