import { chancesAt } from "./gain";
import { cumulativeHazard } from "./hazard";
import type { ValuedUnit } from "./valuation";

export type PersonFigures = {
  /** J, minor units: of the person's own cards; the message's cost is borne by the first. Adds up to the unit's. */
  readonly gain: number;
  /** Chance of any redemption within the trial's days after the moment, open until then and without a reminder. */
  readonly baseRate: number;
};

/** Of a unit and a moment; amounts are expectations in minor units, rounded by nobody yet. */
export type UnitFigures = {
  readonly gain: number;
  readonly open: number;
  /** Redeemed within the trial's days and not by their end without it, brought forward or not: what a trial can see. */
  readonly seen: number;
  /** Redeemed because of it: what would have become breakage, and what a state would have taken. */
  readonly breakage: number;
  readonly escheat: number;
  /** In the unit's order. */
  readonly people: readonly PersonFigures[];
};

/**
 * What a plan keeps of each of its units. There are hundreds of thousands of them, so that it is little: what else there is
 * to know of a moment is worked out when somebody asks (`momentAt`).
 */
export function figuresAt(valued: ValuedUnit, day: number, trialDays: number): UnitFigures {
  const { unit, cards, parameters, effect } = valued;
  const own = unit.people.map(() => ({ gain: 0, waits: 0 }));
  let [worth, seen, breakage, escheat, closed] = [0, 0, 0, 0, 1];
  for (const { card, person, mixture, value } of cards) {
    const { extra, open } = chancesAt(mixture, day, parameters, effect);
    if (day <= mixture.days) closed *= 1 - open;
    worth += value.issuer * extra;
    const until = Math.min(day + trialDays - 1, mixture.days);
    seen += value.rescued * chancesAt({ ...mixture, days: until }, day, parameters, effect).extra;
    breakage += value.breakage * extra;
    escheat += value.escheat * extra;
    const holder = own[person];
    if (!holder) continue;
    holder.gain += value.issuer * extra;
    holder.waits += Math.max(0, cumulativeHazard(card.hazard, until) - cumulativeHazard(card.hazard, day - 1));
  }
  const cost = (parameters.messageCost + parameters.fatigueCost) * (1 - closed);
  const [leader] = own;
  if (leader) leader.gain -= cost;
  const people = own.map(({ gain, waits }) => ({ gain, baseRate: -Math.expm1(-waits) }));
  return { gain: worth - cost, open: 1 - closed, seen, breakage, escheat, people };
}

/** Of a moment, in minor units: Σ V·ΔP, (c + f)·P(open), their difference, and what is redeemed because of it. */
export type MomentSums = {
  readonly worth: number;
  readonly cost: number;
  readonly gain: number;
  readonly rescued: number;
  readonly open: number;
};

export function momentAt({ cards, parameters, effect }: ValuedUnit, day: number): MomentSums {
  let [worth, rescued, closed] = [0, 0, 1];
  for (const { mixture, value } of cards) {
    const { extra, open } = chancesAt(mixture, day, parameters, effect);
    if (day <= mixture.days) closed *= 1 - open;
    worth += value.issuer * extra;
    rescued += value.rescued * extra;
  }
  const cost = (parameters.messageCost + parameters.fatigueCost) * (1 - closed);
  return { worth, cost, gain: worth - cost, rescued, open: 1 - closed };
}
