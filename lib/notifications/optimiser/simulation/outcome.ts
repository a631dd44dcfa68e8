import { type Effect, within } from "../effect";
import { cumulativeHazard } from "../hazard";
import type { ReminderParameters } from "../parameters";
import { redemptionValue } from "../value";
import type { TrueCard, TrueUnit } from "./population";

/** What a reminder on a day really brings. */
export type Outcome = {
  /** Whether it leaves: only if something is left on a card. */
  readonly leaves: boolean;
  /** Minor units redeemed by the losses that would not have been; and their worth to the issuer. */
  readonly rescued: number;
  readonly worth: number;
};

/** The same world with and without the reminder: each card has one threshold, reached by the one hazard or the other. */
export function outcomeOf({ cards }: TrueUnit, day: number, truth: ReminderParameters, effect: Effect): Outcome {
  const open = cards.filter((card) => day <= card.days && isOpen(card, day));
  let [rescued, worth] = [0, 0];
  for (const card of open) {
    if (!isSaved(card, day, truth, effect)) continue;
    const value = redemptionValue(Number(card.card.balance), "unused-balance", truth, false);
    rescued += value.rescued;
    worth += value.issuer;
  }
  return { leaves: open.length > 0, rescued, worth };
}

/** When day `day` begins, without a reminder. */
const isOpen = ({ forgotten, hazard, threshold }: TrueCard, day: number): boolean =>
  forgotten || cumulativeHazard(hazard, day - 1) < threshold;

/** Not redeemed by its last day without the reminder, and redeemed with it; day by day. */
function isSaved(card: TrueCard, day: number, truth: ReminderParameters, effect: Effect): boolean {
  const { forgotten, hazard, threshold, days } = card;
  if (forgotten) {
    const reached = truth.forgottenHazard * Math.exp(-truth.reachLoss * day);
    return reached * within(effect.strength, days - day + 1) >= threshold;
  }
  const natural = cumulativeHazard(hazard, days);
  if (natural >= threshold) return false;
  let hurried = natural;
  for (let d = day; d <= days && d < day + effect.reach; d++) {
    const own = cumulativeHazard(hazard, d) - cumulativeHazard(hazard, d - 1);
    hurried += own * (within(effect.faster, d - day + 1) - within(effect.faster, d - day));
  }
  return hurried >= threshold;
}
