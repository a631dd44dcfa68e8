import { makeRandom } from "@/lib/statistics/random";
import { type Effect, effectOf } from "../effect";
import type { ReminderParameters } from "../parameters";
import type { Parameters } from "../resolve";
import { outcomeOf } from "./outcome";
import { listOf, type Policy, policies, type Reminder } from "./policies";
import { drawPopulation, type TrueUnit } from "./population";

export type SimulationInput = {
  readonly seed: string;
  /** How many worlds are drawn, and how many people live in each. */
  readonly seeds: number;
  readonly people: number;
  readonly horizonDays: number;
  /** Messages for each policy, as a share of the people. */
  readonly share: number;
  readonly beliefs: Parameters;
  readonly truth: ReminderParameters;
};

/** Mean over the worlds and its 95 % interval: ± 1.96 standard errors. */
export type Mean = { readonly mean: number; readonly low: number; readonly high: number };

export type PolicyResult = {
  readonly policy: Policy;
  /** In each world, on average. */
  readonly messages: number;
  /** Minor units a world: redeemed because of them, and what that is worth to the issuer. */
  readonly rescued: Mean;
  readonly gain: Mean;
  /** By how much the smart policy's gain is higher, world by world. */
  readonly smartBy: Mean;
};

export type Simulation = {
  readonly seed: string;
  readonly seeds: number;
  readonly people: number;
  readonly horizonDays: number;
  readonly results: readonly PolicyResult[];
};

type World = Readonly<Record<Policy, { readonly messages: number; readonly rescued: number; readonly gain: number }>>;

/**
 * What each policy really brings when all send the same number of messages. In each world every card has one fate, with and
 * without a reminder, so that policies are compared on the same luck. Each goes down its own list until as many messages have left
 * as the shortest list allows; to whoever has used everything by then none goes. At least two seeds, RangeError otherwise.
 */
export function simulate(input: SimulationInput): Simulation {
  const { seed, seeds, people, horizonDays } = input;
  if (!(seeds >= 2)) throw new RangeError("an interval needs two seeds");
  const effect = effectOf(input.truth);
  const worlds = Array.from({ length: seeds }, (_, index) => worldOf(input, effect, index));
  const results = policies.map(
    (policy): PolicyResult => ({
      policy,
      messages: worlds.reduce((sum, world) => sum + world[policy].messages, 0) / seeds,
      rescued: meanOf(worlds.map((world) => world[policy].rescued)),
      gain: meanOf(worlds.map((world) => world[policy].gain)),
      smartBy: meanOf(worlds.map((world) => world.smart.gain - world[policy].gain)),
    }),
  );
  return { seed, seeds, people, horizonDays, results };
}

function worldOf(input: SimulationInput, effect: Effect, index: number): World {
  const random = makeRandom(input.seed).split(index);
  const units = drawPopulation(input.people, random.split("people"));
  const leaving = (policy: Policy): Reminder[] =>
    listOf[policy]({ ...input, units, random: random.split(policy) }).filter(
      ({ unit, day }) => outcomeIn(units, unit, day, input.truth, effect).leaves,
    );
  const lists = Object.fromEntries(policies.map((policy) => [policy, leaving(policy)])) as Record<Policy, Reminder[]>;
  const longest = policies.filter((policy) => policy !== "nobody").map((policy) => lists[policy].length);
  const messages = Math.min(Math.round(input.people * input.share), ...longest);
  const summed = policies.map((policy) => {
    let [rescued, gain] = [0, 0];
    const sent = lists[policy].slice(0, messages);
    for (const { unit, day } of sent) {
      const outcome = outcomeIn(units, unit, day, input.truth, effect);
      rescued += outcome.rescued;
      gain += outcome.worth;
    }
    return [policy, { messages: sent.length, rescued, gain }];
  });
  return Object.fromEntries(summed) as World;
}

function outcomeIn(units: readonly TrueUnit[], unit: number, day: number, truth: ReminderParameters, effect: Effect) {
  const found = units[unit];
  if (!found) throw new RangeError(`there is no unit ${unit}`);
  return outcomeOf(found, day, truth, effect);
}

function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = 1.96 * Math.sqrt(variance / values.length);
  return { mean, low: mean - half, high: mean + half };
}
