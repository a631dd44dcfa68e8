import { addDays, type CivilDate } from "@/lib/dates";
import { channels } from "../constants";
import { planReminders } from "../optimiser/plan";
import { type ParameterRow, resolveParameters } from "../optimiser/resolve";
import { capacityKey, type PlanRules } from "../optimiser/rules";
import type { NotificationSetting } from "../queries/settings";
import type { CurrencyPlan } from "./drafts";
import type { Household } from "./units";

export type PlanBasis = {
  readonly parameters: readonly ParameterRow[];
  readonly setting: NotificationSetting;
  readonly capacityUsed: ReadonlyMap<string, number>;
  readonly asOf: CivilDate;
  /** Of the budget, what other batches have spent of it or will, minor units of the issuer's currency. */
  readonly budgetUsed: number;
  /** The issuer's own: the budget is in it, and so is what a message costs where no currency is named. */
  readonly currency: string;
  /** Nothing outside these days: where a person has chosen them. */
  readonly window?: { readonly from: CivilDate; readonly to: CivilDate };
};

/**
 * Amounts of two currencies are never added, so that each has a plan of its own: the issuer's first, the others with what it
 * leaves of a day's capacity. A budget is one of the issuer's currency and limits no other, and what a message costs is known in
 * the currencies in which somebody has said it.
 */
export function planByCurrency(households: readonly Household[], basis: PlanBasis): CurrencyPlan[] {
  const currencies = [...new Set(households.map(({ currency }) => currency))].sort();
  const ordered = [basis.currency, ...currencies.filter((code) => code !== basis.currency)];
  const { setting } = basis;
  const used = new Map([...basis.capacityUsed, ...closedDays(basis)]);
  return ordered.flatMap((currency): CurrencyPlan[] => {
    const own = households.filter((household) => household.currency === currency);
    if (own.length === 0) return [];
    const rules: PlanRules = {
      capWeek: setting.capWeek,
      capSixtyDays: setting.capSixtyDays,
      quietFrom: setting.quietFrom,
      quietTo: setting.quietTo,
      dailyCapacity: setting.dailyCapacity ?? (basis.window ? ANY_NUMBER : null),
      capacityUsed: used,
      budget: currency === basis.currency ? budgetLeft(basis) : null,
      countsLostBreakage: setting.countsLostBreakage,
      trialDays: setting.horizonDays,
    };
    const { asOf } = basis;
    const units = own.map(({ unit }) => unit);
    const parameters = resolveParameters(basis.parameters, currency === basis.currency ? null : currency);
    const plan = planReminders({ units, parameters, rules, asOf, horizonDays: setting.horizonDays });
    for (const { moment } of plan.units) {
      if (moment === null) continue;
      const key = capacityKey(moment.channel, moment.on);
      used.set(key, (used.get(key) ?? 0) + 1);
    }
    return [{ currency, plan, households: own }];
  });
}

/** null: no limit. */
const budgetLeft = ({ setting: { budget }, budgetUsed }: PlanBasis): number | null =>
  budget === null ? null : Math.max(0, Number(budget) - budgetUsed);

/** A day's capacity where nobody has set one and days outside a window have to be full. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/** Days outside the window count as full. */
function closedDays({ window, asOf, setting }: PlanBasis): [string, number][] {
  if (!window) return [];
  const days = Array.from({ length: setting.horizonDays }, (_, day) => addDays(asOf, day + 1));
  const closed = days.filter((day) => day < window.from || day > window.to);
  return closed.flatMap((day) => channels.map((channel): [string, number] => [capacityKey(channel, day), ANY_NUMBER]));
}
