import { daysBetween } from "@/lib/dates";
import type { Random } from "@/lib/statistics/random";
import { stakeOf } from "../loss";
import { planReminders } from "../plan";
import type { Parameters } from "../resolve";
import type { PlanRules } from "../rules";
import { SIMULATED_ON, type TrueUnit } from "./population";

export const policies = ["smart", "two-weeks-before", "random", "nobody"] as const;
export type Policy = (typeof policies)[number];

/** A unit, by its place, and the day on which it is to be reminded. */
export type Reminder = { readonly unit: number; readonly day: number };

/** No limits but the law's: how many messages leave is the same for all policies, and limited elsewhere. */
export const OPEN_RULES: PlanRules = {
  capWeek: 1,
  capSixtyDays: 3,
  quietFrom: 20,
  quietTo: 9,
  dailyCapacity: null,
  capacityUsed: new Map(),
  budget: null,
  countsLostBreakage: false,
  trialDays: 30,
};

const BEFORE = 14;

export type PolicyInput = {
  readonly units: readonly TrueUnit[];
  readonly horizonDays: number;
  /** What the planner believes, whatever is true. */
  readonly beliefs: Parameters;
  readonly random: Random;
};

/** Whom each policy would write to, the most pressing first; a policy that has no order of its own draws lots. */
export const listOf: Readonly<Record<Policy, (input: PolicyInput) => Reminder[]>> = {
  /** What the optimiser gains for each message that leaves. */
  smart({ units, horizonDays, beliefs }) {
    const plan = planReminders({
      units: units.map(({ unit }) => unit),
      parameters: beliefs,
      rules: OPEN_RULES,
      asOf: SIMULATED_ON,
      horizonDays,
    });
    return plan.units
      .flatMap(({ moment, figures }, unit) =>
        moment && figures ? [{ unit, day: moment.day, pace: figures.gain / figures.open }] : [],
      )
      .sort((a, b) => b.pace - a.pace || a.unit - b.unit)
      .map(({ unit, day }) => ({ unit, day }));
  },
  "two-weeks-before": ({ units, horizonDays, random }) =>
    shuffled(
      units.flatMap(({ unit }, index) => {
        const losses = unit.people.flatMap(({ cards }) => cards.flatMap((card) => card.losses));
        const { lossOn } = stakeOf(losses, SIMULATED_ON);
        const day = lossOn === null ? 0 : daysBetween(SIMULATED_ON, lossOn) - BEFORE;
        return day >= 1 && day <= horizonDays ? [{ unit: index, day }] : [];
      }),
      random,
    ),
  random: ({ units, horizonDays, random }) =>
    shuffled(
      units.map((_, unit) => ({ unit, day: 1 + random.integer(horizonDays) })),
      random,
    ),
  nobody: () => [],
};

function shuffled<T>(list: T[], random: Random): T[] {
  return list
    .map((item) => ({ item, lot: random.uniform() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ item }) => item);
}
