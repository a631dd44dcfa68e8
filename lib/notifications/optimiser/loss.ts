import { type CivilDate, daysBetween } from "@/lib/dates";
import type { ReminderReason } from "../constants";
import { LONGEST_LOOK, REASON_DAYS } from "./rules";
import type { Loss } from "./unit";

/** What happens to the money first when nobody says a word. */
export type Stake = {
  readonly reason: ReminderReason;
  /** The last day on which that can be prevented; null: nothing is known to happen. */
  readonly lossOn: CivilDate | null;
  /** T: days from the plan's day to that one, at most a year. 0 or less: too late. */
  readonly days: number;
};

/**
 * The loss that comes first, whatever it is; where two come on one day the more final: escheat, funds, card, fees. One
 * that is more than half a year away is no reason: then the balance is, though the day still counts.
 */
export function stakeOf(losses: readonly Loss[], asOf: CivilDate): Stake {
  let first: Loss | null = null;
  for (const loss of losses) {
    if (
      first === null ||
      loss.lastDay < first.lastDay ||
      (loss.lastDay === first.lastDay && FINALITY[loss.reason] < FINALITY[first.reason])
    ) {
      first = loss;
    }
  }
  if (first === null) return { reason: "unused-balance", lossOn: null, days: LONGEST_LOOK };
  const days = daysBetween(asOf, first.lastDay);
  return {
    reason: days > REASON_DAYS ? "unused-balance" : first.reason,
    lossOn: first.lastDay,
    days: Math.min(days, LONGEST_LOOK),
  };
}

const FINALITY: Readonly<Record<Loss["reason"], number>> = { escheat: 0, "funds-expiry": 1, "card-expiry": 2, fees: 3 };
