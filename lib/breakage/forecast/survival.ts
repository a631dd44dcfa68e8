import { at } from "@/lib/statistics/vector";
import { type Refiner, unrefined } from "./exposure";
import type { HazardModel } from "./hazard-model";
import { type Line, openNow } from "./table";

/**
 * Share of the value sold that is still open at the beginning of each age, by a model alone: entry 0 is 1, and the entry
 * after the last age is what is never redeemed. Quotients of two entries carry a balance from one age to another.
 */
export type Survival = (line: Line) => Float64Array;

/** Each cohort's curve; without refinements it is its type's and computed once, with them the last one asked for is kept. */
export function survivalOf(model: HazardModel): Survival {
  const { hazards, refiner } = model;
  if (isUnrefined(refiner)) {
    const byType = new Map<number, Float64Array>();
    return (line) => {
      const known = byType.get(line.type) ?? curve(hazardsOf(hazards, line), model.horizon - 1, line, unrefined);
      byType.set(line.type, known);
      return known;
    };
  }
  // A path asks for one cohort age by age. To keep the curves of all of them takes more room than it saves time.
  let last: { readonly line: Line; readonly curve: Float64Array } | undefined;
  return (line) => {
    if (last?.line !== line) last = { line, curve: curve(hazardsOf(hazards, line), line.end, line, refiner) };
    return last.curve;
  };
}

const isUnrefined = ({ multiplier, extra }: Refiner) =>
  multiplier === unrefined.multiplier && extra === unrefined.extra;

function curve(hazards: Float64Array, last: number, line: Line, refiner: Refiner): Float64Array {
  const survival = new Float64Array(last + 2);
  let open = 1;
  survival[0] = open;
  for (let age = 0; age <= last; age++) {
    open *= left(hazards, line, age, refiner);
    survival[age + 1] = open;
  }
  return survival;
}

/** What is left, at the beginning of the age `to`, of what is open at that of `from`. */
function openAfter(
  open: number,
  hazards: Float64Array,
  line: Line,
  from: number,
  to: number,
  refiner: Refiner,
): number {
  let rest = open;
  for (let age = from; age < to; age++) rest *= left(hazards, line, age, refiner);
  return rest;
}

/** Share of what is open that a month of age leaves. */
const left = (hazards: Float64Array, line: Line, age: number, { multiplier, extra }: Refiner): number =>
  (1 - Math.min(1, at(hazards, age) * multiplier(line, age))) * (1 - extra(line, age));

function hazardsOf(hazards: readonly Float64Array[], { type }: Line): Float64Array {
  const row = hazards[type];
  if (row === undefined) throw new RangeError(`no type ${type}`);
  return row;
}

/** Share of what is open at the beginning of one age that is open at the beginning of a later one; 0 once all is gone. */
export function openShare(survival: Float64Array, from: number, to: number): number {
  const start = at(survival, from);
  return start > 0 ? at(survival, to) / start : 0;
}

/** Of what is open of a cohort at the beginning of one age, the share open at that of a later one. */
export type Shares = (line: Line, from: number, to: number) => number;

/**
 * `openShare` of each cohort's curve, for who asks once for each: no curve is laid out for it. To the last bit the same, because
 * the products are.
 */
export function sharesOf(model: HazardModel): Shares {
  const { hazards, refiner } = model;
  if (isUnrefined(refiner)) {
    const survival = survivalOf(model);
    return (line, from, to) => openShare(survival(line), from, to);
  }
  return (line, from, to) => {
    const own = hazardsOf(hazards, line);
    const start = openAfter(1, own, line, 0, from, refiner);
    return start > 0 ? openAfter(start, own, line, from, to, refiner) / start : 0;
  };
}

/** The balance expected to be open at the beginning of an age, at or after the cut. */
export const expectedOpen = (survival: Float64Array, line: Line, age: number): number =>
  openNow(line) * openShare(survival, line.observed, Math.min(age, line.end + 1));
