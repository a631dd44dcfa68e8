import type { LeftOutRule } from "../constants";
import { fillObjective, scratchFor } from "./gain-row";
import { type Calendar, dayRulesOf } from "./moments";
import type { Problem } from "./problem";
import { channelOfSlot, type Slots, slotAt } from "./slots";
import type { PlanUnit } from "./unit";
import { type Valuation, valueUnit } from "./valuation";

export type Matrix = {
  readonly problem: Problem;
  /** Why a unit is no part of the problem; null: it is. */
  readonly leftOut: readonly (LeftOutRule | null)[];
  /** Place among the slots' channels of the one on which a unit would gain most. */
  readonly channel: Uint8Array;
};

/** What every lawful moment brings to every unit: a column to a day and channel. */
export function fillMatrix(units: readonly PlanUnit[], slots: Slots, calendar: Calendar, valuation: Valuation): Matrix {
  const { count, channels, days } = slots;
  const gains = new Float32Array(units.length * count).fill(Number.NEGATIVE_INFINITY);
  const costs = new Float32Array(units.length * channels.length);
  const [scratch, row] = [scratchFor(days), new Float64Array(days + 1)];
  const best = new Uint8Array(units.length);
  const leftOut = units.map((unit, index): LeftOutRule | null => {
    const open = unit.channels.filter(({ blockedBy }) => blockedBy === null);
    if (open.length === 0) return unit.channels[0]?.blockedBy ?? "no-address";
    let why: LeftOutRule = "nothing-left";
    let most = 0;
    for (const { channel } of open) {
      const valued = valueUnit(unit, channel, valuation);
      if (!valued) continue;
      const place = channels.indexOf(channel);
      costs[index * channels.length + place] = valued.parameters.messageCost;
      const { stake, latest, parameters } = valued;
      const rules = dayRulesOf(unit, calendar, { soonest: stake.days, latest, effectDays: parameters.effectDays });
      why = rules.includes(0, 1) ? "no-gain" : rules.includes(2) ? "frequency-cap" : "no-legal-moment";
      fillObjective(valued, scratch, row);
      for (let day = 1; day <= days; day++) {
        if (rules[day] !== 0) continue;
        const gain = row[day] ?? 0;
        gains[index * count + slotAt(slots, place, day)] = gain;
        if (gain > most) [most, best[index]] = [gain, place];
      }
    }
    return most > 0 ? null : why;
  });
  const groupOf = Int32Array.from({ length: count }, (_, slot) => channelOfSlot(slots, slot));
  const problem = {
    units: units.length,
    slots: count,
    groups: channels.length,
    gains,
    costs,
    groupOf,
    capacity: slots.capacity,
    budget: calendar.rules.budget ?? Number.POSITIVE_INFINITY,
  };
  return { problem, leftOut, channel: best };
}
