import { addDays, type CivilDate } from "@/lib/dates";
import type { Channel, LeftOutRule, ReminderReason } from "../constants";
import { type Assigned, assign } from "./assign";
import { figuresAt, type UnitFigures } from "./figures";
import { fillMatrix, type Matrix } from "./matrix";
import { type Calendar, calendarOf } from "./moments";
import { NOBODY, type Problem } from "./problem";
import type { Parameters } from "./resolve";
import type { PlanRules } from "./rules";
import { channelOfSlot, dayOfSlot, type Slots, slotsOf } from "./slots";
import type { PlanUnit } from "./unit";
import { type Valuation, valuationOf, valueUnit } from "./valuation";
import { type Waiting, waitingReader } from "./waiting";

export type PlanInput = {
  readonly units: readonly PlanUnit[];
  readonly parameters: Parameters;
  readonly rules: PlanRules;
  /** The civil day of planning; the first message leaves on the next. */
  readonly asOf: CivilDate;
  readonly horizonDays: number;
};

export type Moment = {
  /** Days after the plan's. */
  readonly day: number;
  readonly on: CivilDate;
  readonly hour: number;
  /** The same as an instant, by the unit's clock. */
  readonly at: Date;
  readonly channel: Channel;
};

export type PlannedUnit = {
  readonly unit: PlanUnit;
  /** Which group it belongs to, written to or not: the channel that was chosen or would have been. */
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly lossOn: CivilDate | null;
  /** Exactly one of the two is null. */
  readonly moment: Moment | null;
  readonly leftOut: LeftOutRule | null;
  /** At the moment; of who is left out, as if it were tomorrow; null where nothing is at stake. */
  readonly figures: UnitFigures | null;
  /** What it costs to keep the message waiting. */
  readonly waiting: Waiting;
};

/** What one more message on a full day would bring, minor units. */
export type DayPrice = { readonly channel: Channel; readonly on: CivilDate; readonly price: number };

export type PlanContext = { readonly input: PlanInput; readonly calendar: Calendar; readonly valuation: Valuation };

export type Plan = {
  readonly context: PlanContext;
  /** In the order of the input. */
  readonly units: readonly PlannedUnit[];
  readonly messages: number;
  /** Σ J of the messages, and what no plan can exceed; `gap` is the difference as a share of the latter. */
  readonly gain: number;
  readonly bound: number;
  readonly gap: number;
  /** Of days that are full, and of one more minor unit of money. */
  readonly prices: { readonly days: readonly DayPrice[]; readonly money: number };
};

/**
 * The moments for everybody with value at stake that together bring most: Σ J is as high as daily capacity and budget
 * allow, each unit gets at most one message, and caps, letters, consent and losses forbid days beforehand. The same input
 * gives the same plan, in time linear in the units. Throws RangeError for a horizon without days.
 */
export function planReminders(input: PlanInput): Plan {
  const { units, parameters, rules, asOf, horizonDays } = input;
  const calendar = calendarOf(asOf, horizonDays, rules);
  const valuation = valuationOf(parameters, { asOf, countsLostBreakage: rules.countsLostBreakage });
  const slots = slotsOf(units, calendar);
  const matrix = fillMatrix(units, slots, calendar, valuation);
  const assigned = assign(matrix.problem);
  const context = { input, calendar, valuation };
  const waiting = waitingReader(matrix, slots, assigned.chosen);
  const planned = units.map((_, index) => plannedUnit(index, { context, slots, matrix, assigned, waiting }));
  const sent = planned.filter(({ moment }) => moment !== null);
  return {
    context,
    units: planned,
    messages: sent.length,
    gain: sent.reduce((sum, { figures }) => sum + (figures?.gain ?? 0), 0),
    bound: assigned.bound,
    gap: assigned.gap,
    prices: { days: dayPrices(assigned, slots, asOf), money: assigned.prices.money },
  };
}

type Solved = {
  readonly context: PlanContext;
  readonly slots: Slots;
  readonly matrix: Matrix;
  readonly assigned: Assigned;
  readonly waiting: (unit: number) => Waiting;
};

function plannedUnit(index: number, { context, slots, matrix, assigned, waiting }: Solved): PlannedUnit {
  const { input, calendar, valuation } = context;
  const unit = input.units[index];
  if (!unit) throw new RangeError(`there is no unit ${index}`);
  const slot = assigned.chosen[index] ?? NOBODY;
  const own = slots.channels[slot === NOBODY ? (matrix.channel[index] ?? 0) : channelOfSlot(slots, slot)];
  const channel = own ?? unit.channels[0]?.channel ?? "email";
  const valued = valueUnit(unit, channel, valuation);
  const day = slot === NOBODY ? null : dayOfSlot(slots, slot);
  return {
    unit,
    channel,
    reason: valued?.stake.reason ?? "unused-balance",
    lossOn: valued?.stake.lossOn ?? null,
    moment: day === null ? null : momentOf(unit, calendar, day, channel),
    leftOut: day === null ? (matrix.leftOut[index] ?? shortOf(matrix.problem, assigned, index)) : null,
    figures: valued ? figuresAt(valued, day ?? 1, input.rules.trialDays) : null,
    waiting: waiting(index),
  };
}

function momentOf(unit: PlanUnit, calendar: Calendar, day: number, channel: Channel): Moment {
  const { asOf, hoursOf } = calendar;
  const lawful = hoursOf(unit.clock)[day];
  if (!lawful) throw new RangeError(`unit ${unit.id} has no lawful hour on day ${day}`);
  return { day, on: addDays(asOf, day), hour: lawful.hour, at: new Date(lawful.at), channel };
}

/** Where a day with a gain has room, it was the money. */
function shortOf({ slots, gains }: Problem, { room }: Assigned, unit: number): LeftOutRule {
  for (let slot = 0; slot < slots; slot++) {
    if ((gains[unit * slots + slot] ?? 0) > 0 && (room[slot] ?? 0) >= 1) return "budget";
  }
  return "capacity";
}

function dayPrices({ prices }: Assigned, slots: Slots, asOf: CivilDate): DayPrice[] {
  const found: DayPrice[] = [];
  for (const [slot, price] of prices.slots.entries()) {
    const channel = slots.channels[channelOfSlot(slots, slot)];
    if (price > 0 && channel) found.push({ channel, on: addDays(asOf, dayOfSlot(slots, slot)), price });
  }
  return found;
}
