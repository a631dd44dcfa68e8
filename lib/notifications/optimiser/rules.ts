import type { Channel } from "../constants";

/** What a plan has to keep to. */
export type PlanRules = {
  /** Commercial messages per mailbox in any 7 and any 60 times 24 hours. */
  readonly capWeek: number;
  readonly capSixtyDays: number;
  /** Hours of the person's clock in which nothing leaves. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Messages a day and channel; null: no limit. */
  readonly dailyCapacity: number | null;
  /** What of it other batches use already, by `capacityKey`. */
  readonly capacityUsed: ReadonlyMap<string, number>;
  /** What the messages of the horizon may cost, minor units; null: no limit. */
  readonly budget: number | null;
  readonly countsLostBreakage: boolean;
  /** Days after a message within which a redemption counts for the base rate. */
  readonly trialDays: number;
};

export const capacityKey = (channel: Channel, day: string): string => `${channel} ${day}`;

/** A year: without a loss, or with a later one, a redemption within it counts. */
export const LONGEST_LOOK = 365;
/** A loss further away than this is no reason to write to anybody: then the reason is the balance itself. */
export const REASON_DAYS = 180;
/** Where there is a choice, a reminder leaves three times its effect's life before the loss. */
export const EFFECTS_BEFORE_LOSS = 3;
/** No reminder so close to a letter that the law demands: it would read as its continuation. */
export const DAYS_AROUND_LETTER = 7;
/** Moments compared with the chosen one lie at least this far from it and from one another. */
export const DAYS_APART = 7;
