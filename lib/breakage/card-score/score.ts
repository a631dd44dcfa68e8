import { unpackCell } from "./cell";
import { MONTHS_AHEAD } from "./constants";
import type { HazardSource, Lot } from "./hazard-source";
import type { CardModel } from "./model";
import { hazardAt, idleHistory, planOf, walkBack } from "./outlook";
import { remembered } from "./training";

/** Scores, each at the place of its key (see `trait-steps.ts`). */
export type CellScores = {
  readonly keys: readonly number[];
  /** Probability that nothing more is redeemed. */
  readonly untouched: Float64Array;
  /** Probability that the balance is not redeemed to its last cent. */
  readonly notFully: Float64Array;
  /** Share of the balance expected to be left. */
  readonly left: Float64Array;
  /** Cumulative hazards of a redemption in the next months while there is none, `MONTHS_AHEAD` to a cell. */
  readonly hazards: Float64Array;
  /** ln of the headline's cumulative hazard in the coming month. */
  readonly headline: Float64Array;
  /** The same of all types together. */
  readonly reference: Float64Array;
};

/** The end is the card's own, or a horizon of so many months before it. */
export type ScoreOptions = { readonly cut: number; readonly horizon?: number };

/**
 * Scores at the end of the month `cut`. Those of one lot and trait step come of one walk from the lot's end back to the first
 * of their ages, so a million cards cost as much as the few thousand walks of their lots. Where the end has passed all is
 * certain: nothing will be redeemed. Throws RangeError for a type unknown to the model.
 */
export function scoreCells(
  model: CardModel,
  headline: HazardSource,
  keys: readonly number[],
  options: ScoreOptions,
): CellScores {
  const { cut, horizon = Number.POSITIVE_INFINITY } = options;
  const source = remembered(headline);
  const scores: CellScores = {
    keys,
    untouched: new Float64Array(keys.length).fill(1),
    notFully: new Float64Array(keys.length).fill(1),
    left: new Float64Array(keys.length).fill(1),
    hazards: new Float64Array(keys.length * MONTHS_AHEAD),
    headline: new Float64Array(keys.length),
    reference: new Float64Array(keys.length),
  };
  for (const { lot, step, members } of walks(source, keys, cut)) {
    const plan = planOf(model, source, lot, step);
    const open = members.filter(({ age }) => age <= plan.end).sort((a, b) => b.age - a.age);
    for (const { place, age, history } of open) {
      scores.headline[place] = Math.log(source.hazard(lot, age));
      scores.reference[place] = Math.log(source.reference(lot.typeId, age));
      let [at, path] = [age, history];
      for (let month = 0; month < MONTHS_AHEAD; month++) {
        scores.hazards[place * MONTHS_AHEAD + month] = hazardAt(plan, at++, path);
        path = idleHistory(path);
      }
    }
    for (const [to, group] of byLastAge(open, plan.end, horizon)) {
      let next = 0;
      walkBack(plan, { from: group.at(-1)?.age ?? to, to }, (age, outlook) => {
        for (let member = group[next]; member && member.age === age; member = group[++next]) {
          scores.left[member.place] = outlook.left[member.history] ?? 1;
          scores.notFully[member.place] = outlook.notFully[member.history] ?? 1;
          scores.untouched[member.place] = outlook.untouched[member.history] ?? 1;
        }
      });
    }
  }
  return scores;
}

type Member = { readonly place: number; readonly age: number; readonly history: number };
type Walk = { readonly lot: Lot; readonly step: number; readonly members: Member[] };

function walks(source: HazardSource, keys: readonly number[], cut: number): Iterable<Walk> {
  const found = new Map<string, Walk>();
  for (const [place, key] of keys.entries()) {
    const { typeId, age, endAge, traits: step, history } = unpackCell(key);
    const saleMonth = (((cut + 1 - age) % 12) + 12) % 12;
    // A card beyond the ultimate age is settled, whatever month it was sold in.
    if (age > (endAge ?? source.ultimateAge)) continue;
    const name = `${typeId}/${endAge}/${saleMonth}/${step}`;
    let walk = found.get(name);
    if (!walk) {
      walk = { lot: { typeId, saleMonth, endAge }, step, members: [] };
      found.set(name, walk);
    }
    walk.members.push({ place, age, history });
  }
  return found.values();
}

/** Members by the last age that they are followed to: all to the lot's end, or each to its own horizon. */
function byLastAge(members: readonly Member[], end: number, horizon: number): Map<number, Member[]> {
  const groups = new Map<number, Member[]>();
  for (const member of members) {
    const to = Math.min(end, member.age + horizon - 1);
    const group = groups.get(to);
    if (group) group.push(member);
    else groups.set(to, [member]);
  }
  return groups;
}
