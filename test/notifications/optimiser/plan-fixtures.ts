import { clockOf, nowhere } from "@/lib/notifications/clock";
import type { HazardSteps } from "@/lib/notifications/optimiser/hazard";
import type { ReminderParameters } from "@/lib/notifications/optimiser/parameters";
import { planReminders } from "@/lib/notifications/optimiser/plan";
import { fixedParameters } from "@/lib/notifications/optimiser/resolve";
import type { PlanRules } from "@/lib/notifications/optimiser/rules";
import type { PlanCard, PlanUnit } from "@/lib/notifications/optimiser/unit";

export const AS_OF = "2026-01-15";

/** Round figures: all that nobody would use is forgotten, and a reminder wakes some of it. */
export const VALUES: ReminderParameters = {
  forgottenShare: 1,
  forgottenHazard: 0.02,
  acceleration: 0,
  effectDays: 3,
  reachLoss: 0.003,
  shareUsed: 1,
  shareSpendingMore: 0,
  spendAbove: 0,
  margin: 0.5,
  messageCost: 10,
  fatigueCost: 20,
};

export const RULES: PlanRules = {
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

/** Half of such cards are never used; of the others half are used every 30 days. */
export const HALF_FORGOTTEN: HazardSteps = (() => {
  const open = (day: number) => 0.5 + 0.5 * 0.5 ** (day / 30);
  const ends = Array.from({ length: 40 }, (_, month) => (month + 1) * 10);
  return { ends, perDay: ends.map((end) => Math.log(open(end - 10) / open(end)) / 10) };
})();

export const card = (more: Partial<PlanCard> = {}): PlanCard => ({
  cardId: 1,
  balance: 5_000n,
  hazard: HALF_FORGOTTEN,
  untouched: 0.5,
  losses: [],
  ...more,
});

export const unit = (more: Partial<PlanUnit> = {}): PlanUnit => ({
  id: "1",
  clock: clockOf(nowhere, "UTC"),
  people: [{ customerId: 1, cards: [card()] }],
  channels: [{ channel: "email", blockedBy: null }],
  histories: [],
  letters: [],
  ...more,
});

type Asked = {
  readonly rules?: Partial<PlanRules>;
  readonly values?: Partial<ReminderParameters>;
  readonly horizonDays?: number;
};

export const planOf = (units: readonly PlanUnit[], { rules, values, horizonDays = 60 }: Asked = {}) =>
  planReminders({
    units,
    parameters: fixedParameters({ ...VALUES, ...values }, "a test"),
    rules: { ...RULES, ...rules },
    asOf: AS_OF,
    horizonDays,
  });

export const expiring = (lastDay: string) => [{ reason: "card-expiry", lastDay }] as const;
