import type { CivilDate } from "@/lib/dates";
import type { Channel } from "../constants";
import { type Effect, effectOf } from "./effect";
import { chancesAt } from "./gain";
import { type Stake, stakeOf } from "./loss";
import { type CardMixture, mixtureOf } from "./mixture";
import type { ParameterName, ReminderParameters } from "./parameters";
import { type Parameters, valuesOf } from "./resolve";
import type { PlanCard, PlanUnit } from "./unit";
import { type RedemptionValue, redemptionValue } from "./value";

/** One card with everything about it that does not depend on the moment. */
export type ValuedCard = {
  readonly card: PlanCard;
  /** Place of its holder among the unit's people. */
  readonly person: number;
  readonly stake: Stake;
  readonly mixture: CardMixture;
  readonly value: RedemptionValue;
};

/** A unit on a channel. */
export type ValuedUnit = {
  readonly unit: PlanUnit;
  readonly channel: Channel;
  readonly cards: readonly ValuedCard[];
  /** Of the card whose loss comes first. */
  readonly stake: Stake;
  /** Days to the last of the losses. */
  readonly latest: number;
  readonly parameters: ReminderParameters;
  readonly effect: Effect;
};

export type Valuation = {
  readonly asOf: CivilDate;
  readonly countsLostBreakage: boolean;
  readonly parametersOf: (channel: Channel, reason: Stake["reason"]) => ReminderParameters;
};

/** `changed` says what another value of a parameter would be: for a range, or a what-if. */
export function valuationOf(
  parameters: Parameters,
  { asOf, countsLostBreakage }: Pick<Valuation, "asOf" | "countsLostBreakage">,
  changed?: (channel: Channel, reason: Stake["reason"]) => Partial<Record<ParameterName, number>>,
): Valuation {
  const known = new Map<string, ReminderParameters>();
  const parametersOf: Valuation["parametersOf"] = (channel, reason) => {
    const key = `${channel} ${reason}`;
    const found = known.get(key) ?? valuesOf(parameters.of(channel, reason), changed?.(channel, reason));
    known.set(key, found);
    return found;
  };
  return { asOf, countsLostBreakage, parametersOf };
}

const effects = new WeakMap<ReminderParameters, Effect>();
function effectFor(parameters: ReminderParameters): Effect {
  const found = effects.get(parameters) ?? effectOf(parameters);
  effects.set(parameters, found);
  return found;
}

/** Null where nothing can be lost or used any more: no balance, or every loss has come. */
export function valueUnit(unit: PlanUnit, channel: Channel, valuation: Valuation): ValuedUnit | null {
  const { asOf, countsLostBreakage, parametersOf } = valuation;
  const cards: ValuedCard[] = [];
  let first: Stake | null = null;
  let latest = 0;
  for (const [person, { cards: own }] of unit.people.entries()) {
    for (const card of own) {
      const stake = stakeOf(card.losses, asOf);
      if (stake.days < 1 || card.balance <= 0n) continue;
      const p = parametersOf(channel, stake.reason);
      const mixture = mixtureOf(card.hazard, card.untouched * p.forgottenShare, stake.days);
      const value = redemptionValue(Number(card.balance), stake.reason, p, countsLostBreakage);
      cards.push({ card, person, stake, mixture, value });
      if (first === null || stake.days < first.days) first = stake;
      latest = Math.max(latest, stake.days);
    }
  }
  if (first === null) return null;
  const parameters = parametersOf(channel, first.reason);
  return { unit, channel, cards, stake: first, latest, parameters, effect: effectFor(parameters) };
}

/** J of the whole message: what each card gains, less one cost as long as any card is open. */
export function unitObjective({ cards, parameters, effect }: ValuedUnit, day: number): number {
  let [gain, closed] = [0, 1];
  for (const { mixture, value } of cards) {
    const { extra, open } = chancesAt(mixture, day, parameters, effect);
    gain += value.issuer * extra;
    if (day <= mixture.days) closed *= 1 - open;
  }
  return gain - (parameters.messageCost + parameters.fatigueCost) * (1 - closed);
}
