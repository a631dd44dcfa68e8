import { describe, expect, it } from "vitest";
import { drawArms } from "@/lib/notifications/trial/draw";
import { armsOf, type Figures, forEachOutcome, noFigures } from "@/lib/notifications/trial/figures";
import { smallestDetectable } from "@/lib/notifications/trial/power";
import { reportOf } from "@/lib/notifications/trial/report";
import { makeRandom, type Random } from "@/lib/statistics/random";
import { bareFigures } from "./bare-figures";

const BATCHES = 1_000;
/** Two deviations of a share of 5 % in 1,000: √(0.05 · 0.95/1000) = 0.007. */
const FALSE_ALARMS = { from: 0.036, to: 0.064 };

type Person = { readonly mailbox: string; readonly value: number; readonly chance: number; readonly stratum: string };

const promised = { holdoutShare: 0.2, messages: 1, upliftExpected: 0, upliftWithin: null };

/** People with balances from 10.00 to several hundred and a chance that falls with the balance. */
function population(random: Random, size: number): Person[] {
  return Array.from({ length: size }, (_, index) => {
    const value = Math.round(1_000 + 4_000 * random.gamma(1.5));
    const chance = value < 5_000 ? 0.4 : value < 10_000 ? 0.3 : 0.2;
    return { mailbox: `m${index}`, value, chance, stratum: value < 5_000 ? "low" : value < 10_000 ? "middle" : "high" };
  });
}

/** What a trial of these people measures when a reminder raises everybody's chance by `rise`. */
function trialOf(people: readonly Person[], seed: string, random: Random, share: number, rise: number): Figures {
  const members = people.map(({ mailbox, stratum }, index) => ({ customerId: index + 1, mailbox, stratum }));
  const arms = drawArms(seed, members, share);
  const sums = { control: empty(), remind: empty() };
  for (const [index, { value, chance }] of people.entries()) {
    const arm = sums[arms.get(index + 1) ?? "remind"];
    const isRedeemed = random.uniform() < chance + (arm === sums.remind ? rise : 0);
    const expected = chance * value;
    add(arm, expected, { redeemed: isRedeemed ? value : 0, any: isRedeemed ? 1 : 0 });
  }
  return {
    ...bareFigures,
    strata: [{ stratum: "all", ...sums }],
  };
}

type Growing = { -readonly [K in keyof typeof noFigures]: (typeof noFigures)[K] };
const empty = (): Growing => ({
  ...noFigures,
  outcomes: forEachOutcome(() => ({ sum: 0, sumSquares: 0, productSum: 0 })),
});

function add(arm: Growing, x: number, seen: { redeemed: number; any: number }): void {
  arm.n += 1;
  arm.covariateSum += x;
  arm.covariateSumSquares += x * x;
  for (const name of ["redeemed", "any"] as const) {
    const { sum, sumSquares, productSum } = arm.outcomes[name];
    const y = seen[name];
    arm.outcomes[name] = { sum: sum + y, sumSquares: sumSquares + y * y, productSum: productSum + x * y };
  }
}

describe("a thousand simulated trials", () => {
  it("without any effect raise false alarms in 5 % ± 1.4, adjusted as well as raw, of amounts and of shares", () => {
    const random = makeRandom("trials without effect");
    const alarms = { value: 0, rawValue: 0, share: 0 };
    for (let batch = 0; batch < BATCHES; batch++) {
      const effects = reportOf(trialOf(population(random, 300), `aa ${batch}`, random, 0.2, 0), true, promised).effects;
      const found = (p: number | undefined) => (p !== undefined && p < 0.05 ? 1 : 0);
      alarms.value += found(effects?.redeemed.adjusted?.p);
      alarms.rawValue += found(effects?.redeemed.raw?.p);
      alarms.share += found(effects?.any.adjusted?.p);
    }
    for (const [name, count] of Object.entries(alarms)) {
      expect(count / BATCHES, name).toBeGreaterThan(FALSE_ALARMS.from);
      expect(count / BATCHES, name).toBeLessThan(FALSE_ALARMS.to);
    }
  });

  it("with +8 points planted find them at the power of 80 % that the size of the trial promises", () => {
    const random = makeRandom("trials with an effect");
    const people = 1_093;
    expect(smallestDetectable({ people, share: 0.5, baseRate: 0.3 })).toBeCloseTo(0.08, 3);
    const alike = Array.from({ length: people }, (_, i) => ({
      mailbox: `m${i}`,
      value: 5_000,
      chance: 0.3,
      stratum: "",
    }));
    const half = { ...promised, holdoutShare: 0.5 };
    let found = 0;
    for (let batch = 0; batch < BATCHES; batch++) {
      const { effects } = reportOf(trialOf(alike, `eight ${batch}`, random, 0.5, 0.08), true, half);
      if ((effects?.any.raw?.p ?? 1) < 0.05) found++;
    }
    // Three deviations: 3 · √(0.8 · 0.2/1000) = 0.038.
    expect(Math.abs(found / BATCHES - 0.8)).toBeLessThan(0.038);
  });

  it("hold the effect in their intervals in 95 % ± 3.3, and on average are right about it", () => {
    const random = makeRandom("coverage");
    let [held, total, truth] = [0, 0, 0];
    // Three deviations of a share of 95 % in 400.
    const batches = 400;
    for (let batch = 0; batch < batches; batch++) {
      const people = population(random, 300);
      const mean = people.reduce((sum, { value }) => sum + value, 0) / people.length;
      const report = reportOf(trialOf(people, `cover ${batch}`, random, 0.2, 0.1), true, promised);
      const effect = report.effects?.redeemed.adjusted;
      if (!effect) throw new Error("300 people vary");
      truth += 0.1 * mean;
      total += effect.effect;
      if (effect.low <= 0.1 * mean && 0.1 * mean <= effect.high) held++;
    }
    expect(Math.abs(held / batches - 0.95)).toBeLessThan(0.033);
    expect(Math.abs(total / truth - 1)).toBeLessThan(0.05);
  });

  it("count everybody in one arm", () => {
    const random = makeRandom("everybody");
    const { control, remind } = armsOf(trialOf(population(random, 1_000), "s", random, 0.1, 0));
    expect([control.n, remind.n]).toEqual([100, 900]);
  });
});
