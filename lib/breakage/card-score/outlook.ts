import { HISTORIES, historyIndex, historyOf } from "./cell";
import { ageBands, bandOf, MOST_IDLE } from "./constants";
import { expiryLevel, historyLevels, typeLevels } from "./design";
import type { HazardSource, Lot } from "./hazard-source";
import { leavingGroup, leavingRates } from "./leaving";
import type { CardModel } from "./model";
import { OUTCOMES, outcomeOf, phaseOf, stateOf, takenByType } from "./taken";
import { traitEffect } from "./trait-steps";

/** What a card comes to by the time it ends (or a given age), for each use history that it may begin an age with. */
export type Outlook = {
  /** Share of the open balance expected to be left. */
  readonly left: Float64Array;
  /** Probability that something is left. */
  readonly notFully: Float64Array;
  /** Probability that nothing more is redeemed. */
  readonly untouched: Float64Array;
};

/** Cumulative hazards of a month with a redemption for the cards of a lot, and what redemptions take from them. */
export type Plan = {
  /** The last age in which the cards can be used. */
  readonly end: number;
  /** By age; those of used cards are multiplied by what their history makes of them. */
  readonly unused: Float64Array;
  readonly used: Float64Array;
  readonly histories: Float64Array;
  /** Shares of the balance that go otherwise in a month without use: of cards never used by age, of the others by history. */
  readonly leavesUnused: Float64Array;
  readonly leavesUsed: Float64Array;
  /** By source and outcome, `OUTCOMES` to a source: chance, and chance times share left. */
  readonly chances: Float64Array;
  readonly shares: Float64Array;
};

/** Where each history leads: a month without use, the state that one with it begins with, and the histories it may end with. */
const idleNext = Int32Array.from({ length: HISTORIES }, (_, index) => {
  const history = historyOf(index);
  return history.used ? historyIndex({ ...history, idle: Math.min(history.idle + 1, MOST_IDLE) }) : 0;
});
const states = Int32Array.from({ length: HISTORIES }, (_, index) => stateOf(index));
const usedNext = Int32Array.from({ length: OUTCOMES }, (_, place) => {
  const outcome = outcomeOf(place);
  return outcome === null ? 0 : historyIndex({ used: true, ...outcome, idle: 0 });
});

export const idleHistory = (history: number): number => idleNext[history] ?? 0;

/** η of the constant, the type and the traits: what is common to all months of a card. */
export function planOf(model: CardModel, source: HazardSource, lot: Lot, step: number): Plan {
  const { constant, effects, correction } = model;
  const { type, category, medium, facts } = typeLevels(model.design, lot.typeId);
  const common =
    constant +
    (effects.type[type] ?? 0) +
    (effects.category[category] ?? 0) +
    (effects.medium[medium] ?? 0) +
    traitEffect(step);
  const end = lot.endAge ?? source.ultimateAge;
  const hazard = (eta: number) => Math.exp(correction.shift + correction.slope * eta);
  const [unused, used, leavesUnused] = [
    new Float64Array(end + 1),
    new Float64Array(end + 1),
    new Float64Array(end + 1),
  ];
  const leaves = leavingRates(model.leaving, facts);
  for (let age = 1; age <= end; age++) {
    const band = bandOf(ageBands, age);
    const eta =
      common +
      Math.log(source.hazard(lot, age)) +
      (effects.season[(lot.saleMonth + age) % 12] ?? 0) +
      (effects.expiry[expiryLevel(lot.endAge, age)] ?? 0);
    unused[age] = hazard(eta + (effects.unused[band] ?? 0));
    used[age] = hazard(eta + (effects.age[band] ?? 0));
    leavesUnused[age] = leaves[leavingGroup(0, age)] ?? 0;
  }
  const taken = takenByType(model.taken, lot.typeId);
  const chances = Float64Array.from(taken.flatMap((own) => own.chances));
  return {
    end,
    unused,
    used,
    histories: historyFactors(model),
    leavesUnused,
    leavesUsed: Float64Array.from({ length: HISTORIES }, (_, history) => leaves[leavingGroup(history, 1)] ?? 0),
    chances,
    shares: Float64Array.from(taken.flatMap((own) => own.left)).map((share, place) => share * (chances[place] ?? 0)),
  };
}

const knownFactors = new WeakMap<CardModel, Float64Array>();

/** exp(slope · effects of idleness and of what is left), by history; 1 for a card never used, whose age says it all. */
function historyFactors(model: CardModel): Float64Array {
  const found = knownFactors.get(model);
  if (found) return found;
  const { effects, correction } = model;
  const factors = Float64Array.from({ length: HISTORIES }, (_, index) => {
    const { idle, rest } = historyLevels(index, 1);
    if (idle === null || rest === null) return 1;
    return Math.exp(correction.slope * ((effects.idle[idle] ?? 0) + (effects.rest[rest] ?? 0)));
  });
  knownFactors.set(model, factors);
  return factors;
}

/** Cumulative hazard of a redemption in the month of an age, for a card with this history; 0 after its end. */
export const hazardAt = ({ end, unused, used, histories }: Plan, age: number, history: number): number =>
  age > end ? 0 : history === 0 ? (unused[age] ?? 0) : (used[age] ?? 0) * (histories[history] ?? 1);

/**
 * From the last age back to the first: what is left after a month is what is left of the balance without use, less what goes
 * otherwise, and of what a use leaves, each by its chance. `visit` sees every age with the outlook at its beginning; the arrays are used again.
 */
export function walkBack(
  plan: Plan,
  ages: { readonly from: number; readonly to: number },
  visit: (age: number, outlook: Outlook) => void,
): void {
  const { unused, used, histories, leavesUnused, leavesUsed, chances, shares } = plan;
  const blank = (): Outlook => ({
    left: new Float64Array(HISTORIES).fill(1),
    notFully: new Float64Array(HISTORIES).fill(1),
    untouched: new Float64Array(HISTORIES).fill(1),
  });
  let [later, now] = [blank(), blank()];
  const [leftAfter, notFullyAfter] = [new Float64Array(OUTCOMES), new Float64Array(OUTCOMES)];
  for (let age = ages.to; age >= ages.from; age--) {
    const phase = phaseOf(age) * OUTCOMES;
    for (let s = 0; s < OUTCOMES; s++) {
      let [left, notFully] = [0, 0];
      for (let outcome = 1; outcome < OUTCOMES; outcome++) {
        const [place, next] = [(phase + s) * OUTCOMES + outcome, usedNext[outcome] ?? 0];
        left += (shares[place] ?? 0) * (later.left[next] ?? 0);
        notFully += (chances[place] ?? 0) * (later.notFully[next] ?? 0);
      }
      leftAfter[s] = left;
      notFullyAfter[s] = notFully;
    }
    const [first, others] = [unused[age] ?? 0, used[age] ?? 0];
    for (let h = 0; h < HISTORIES; h++) {
      const stay = Math.exp(-(h === 0 ? first : others * (histories[h] ?? 1)));
      const gone = (h === 0 ? leavesUnused[age] : leavesUsed[h]) ?? 0;
      const [next, s] = [idleNext[h] ?? 0, states[h] ?? 0];
      now.left[h] = stay * (1 - gone) * (later.left[next] ?? 0) + (1 - stay) * (leftAfter[s] ?? 0);
      // What went otherwise can no longer be redeemed.
      now.notFully[h] = stay * ((1 - gone) * (later.notFully[next] ?? 0) + gone) + (1 - stay) * (notFullyAfter[s] ?? 0);
      now.untouched[h] = stay * ((1 - gone) * (later.untouched[next] ?? 0) + gone);
    }
    visit(age, now);
    [later, now] = [now, later];
  }
}
