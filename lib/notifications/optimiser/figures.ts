import { chancesAt } from "./gain";
import { cumulativeHazard } from "./hazard";
import type { ValuedUnit } from "./valuation";

export type PersonFigures = {
  readonly customerId: number;
  /** Minor units on cards that can still be used. */
  readonly value: bigint;
  /** J, minor units: of the person's own cards; the message's cost is borne by the first. Adds up to the unit's. */
  readonly gain: number;
  /** Chance of any redemption within the trial's days after the moment, open until then and without a reminder. */
  readonly baseRate: number;
};

/** Of a unit and a moment; amounts are expectations in minor units, rounded by nobody yet. */
export type UnitFigures = {
  readonly gain: number;
  /** Σ V·ΔP. */
  readonly worth: number;
  /** (c + f)·P(open). */
  readonly cost: number;
  readonly open: number;
  /** Redeemed because of it; of that what would have become breakage, and what a state would have taken. */
  readonly rescued: number;
  /** Redeemed within the trial's days and not by their end without it, brought forward or not: what a trial can see. */
  readonly seen: number;
  readonly breakage: number;
  readonly escheat: number;
  /** Paid above the cards because of it. */
  readonly above: number;
  readonly people: readonly PersonFigures[];
};

export function figuresAt(valued: ValuedUnit, day: number, trialDays: number): UnitFigures {
  const { unit, cards, parameters, effect } = valued;
  const own = unit.people.map(({ customerId }) => ({ customerId, value: 0n, gain: 0, waits: 0 }));
  const sum = { worth: 0, rescued: 0, seen: 0, breakage: 0, escheat: 0, above: 0 };
  let closed = 1;
  for (const { card, person, mixture, value } of cards) {
    const { extra, open } = chancesAt(mixture, day, parameters, effect);
    if (day <= mixture.days) closed *= 1 - open;
    sum.worth += value.issuer * extra;
    sum.rescued += value.rescued * extra;
    const until = Math.min(day + trialDays - 1, mixture.days);
    sum.seen += value.rescued * chancesAt({ ...mixture, days: until }, day, parameters, effect).extra;
    sum.breakage += value.breakage * extra;
    sum.escheat += value.escheat * extra;
    sum.above += value.above * extra;
    const holder = own[person];
    if (!holder) continue;
    holder.value += card.balance;
    holder.gain += value.issuer * extra;
    holder.waits += Math.max(0, cumulativeHazard(card.hazard, until) - cumulativeHazard(card.hazard, day - 1));
  }
  const cost = (parameters.messageCost + parameters.fatigueCost) * (1 - closed);
  const [leader] = own;
  if (leader) leader.gain -= cost;
  const people = own.map(({ waits, ...person }) => ({ ...person, baseRate: -Math.expm1(-waits) }));
  return { ...sum, gain: sum.worth - cost, cost, open: 1 - closed, people };
}
