import { type Channel, channels, type ReminderReason, reminderReasons } from "../constants";
import { parameterLimits } from "../optimiser/parameters";
import type { Parameters, Resolved } from "../optimiser/resolve";
import type { ArmSpending } from "./figures";
import { effectNames, type Given, type Learned, learn, type Shares } from "./learn";
import { learnSpending, spendingNames } from "./spending";

/** All that trials teach. */
export const learnedNames = [...effectNames, ...spendingNames] as const;
export type LearnedName = (typeof learnedNames)[number];

/** A complete trial's shares and what the reminded spent, and what kind of message it was of. */
export type TrialShares = Shares & {
  readonly channel: Channel;
  readonly reason: ReminderReason;
  /** Null: it was measured before anybody asked for it. */
  readonly spending: ArmSpending | null;
};

/** What hold-outs say of one figure for one channel and reason, beside the one in force. */
export type LearnedLine = {
  readonly name: LearnedName;
  readonly channel: Channel;
  readonly reason: ReminderReason;
  readonly learned: Learned;
  readonly inForce: Resolved;
  /** Whether the figure in force is this one already, from the same batches. */
  readonly isTaken: boolean;
};

/**
 * Of each channel and reason with a complete trial: what its hold-outs say of the acceleration with the hazard of the
 * forgotten as it is believed now, and of that hazard with the acceleration as it is believed. One difference cannot
 * tell both: whoever takes one over leaves the other as it is. And what the reminded spent above their cards.
 */
export function learnedLines(trials: readonly TrialShares[], parameters: Parameters): LearnedLine[] {
  return channels.flatMap((channel) =>
    reminderReasons.flatMap((reason) => {
      const own = trials.filter((trial) => trial.channel === channel && trial.reason === reason);
      const believed = parameters.of(channel, reason);
      const given: Given = {
        effectDays: believed["effect-days"].value,
        acceleration: believed.acceleration.value,
        forgottenHazard: believed["forgotten-hazard"].value,
        forgottenShare: believed["forgotten-share"].value,
      };
      const spent = own.flatMap(({ batchId, spending }) => (spending ? [{ batchId, spending }] : []));
      const found = [
        ...effectNames.map((name) => ({ name, learned: learn(name, own, given) })),
        ...spendingNames.map((name) => ({ name, learned: learnSpending(name, spent) })),
      ];
      return found.flatMap(({ name, learned }): LearnedLine[] => {
        if (!learned) return [];
        const within = inLimits(name, learned);
        // A range that reaches from end to end says nothing.
        if (within.low === parameterLimits[name].least && within.high === parameterLimits[name].most) return [];
        const inForce = believed[name];
        const isTaken = inForce.origin === "measured" && sixDigits(inForce.value) === sixDigits(within.value);
        return [{ name, channel, reason, learned: within, inForce, isTaken }];
      });
    }),
  );
}

/** Chance may put a figure where none can be; then it is the nearest that can. */
function inLimits(name: LearnedName, learned: Learned): Learned {
  const { least, most } = parameterLimits[name];
  const bounded = (value: number) => Math.min(Math.max(value, least), most);
  return { ...learned, value: bounded(learned.value), low: bounded(learned.low), high: bounded(learned.high) };
}

/** A figure as a person saw it when he took it over. */
export const sixDigits = (value: number): number => Number(value.toFixed(6));
