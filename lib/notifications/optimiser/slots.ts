import { addDays } from "@/lib/dates";
import { channels as allChannels, type Channel } from "../constants";
import type { Calendar } from "./moments";
import { capacityKey } from "./rules";
import type { PlanUnit } from "./unit";

/** A slot is a day on a channel: the days of the first channel, then those of the next. */
export type Slots = {
  readonly channels: readonly Channel[];
  readonly days: number;
  readonly count: number;
  /** What is still free; Infinity where nothing limits it. */
  readonly capacity: Float64Array;
};

export const slotAt = ({ days }: Pick<Slots, "days">, channel: number, day: number): number => channel * days + day - 1;
export const dayOfSlot = ({ days }: Pick<Slots, "days">, slot: number): number => (slot % days) + 1;
export const channelOfSlot = ({ days }: Pick<Slots, "days">, slot: number): number => Math.floor(slot / days);

/** Only channels that are open to somebody. */
export function slotsOf(units: readonly PlanUnit[], { asOf, horizonDays: days, rules }: Calendar): Slots {
  const open = new Set<Channel>();
  for (const { channels } of units) {
    for (const { channel, blockedBy } of channels) if (blockedBy === null) open.add(channel);
  }
  const channels = allChannels.filter((channel) => open.has(channel));
  const capacity = new Float64Array(channels.length * days).fill(Number.POSITIVE_INFINITY);
  if (rules.dailyCapacity !== null) {
    for (const [c, channel] of channels.entries()) {
      for (let day = 1; day <= days; day++) {
        const used = rules.capacityUsed.get(capacityKey(channel, addDays(asOf, day))) ?? 0;
        capacity[slotAt({ days }, c, day)] = Math.max(0, rules.dailyCapacity - used);
      }
    }
  }
  return { channels, days, count: capacity.length, capacity };
}
