import { at } from "@/lib/statistics/vector";
import { type Refiner, unrefined } from "./exposure";
import type { HazardModel } from "./hazard-model";
import { type Line, openNow } from "./table";

/**
 * Share of the value sold that is still open at the beginning of each age, by a model alone: entry 0 is 1, and the entry
 * after the last age is what is never redeemed. Quotients of two entries carry a balance from one age to another.
 */
export type Survival = (line: Line) => Float64Array;

/** Each cohort's curve, computed once; without refinements it is its type's. */
export function survivalOf(model: HazardModel): Survival {
  const { hazards, refiner } = model;
  if (refiner.multiplier === unrefined.multiplier && refiner.extra === unrefined.extra) {
    const byType = new Map<number, Float64Array>();
    return (line) => {
      const known = byType.get(line.type) ?? curve(hazardsOf(hazards, line), model.horizon - 1, line, unrefined);
      byType.set(line.type, known);
      return known;
    };
  }
  const byLine = new Map<Line, Float64Array>();
  return (line) => {
    const known = byLine.get(line) ?? curve(hazardsOf(hazards, line), line.end, line, refiner);
    byLine.set(line, known);
    return known;
  };
}

function curve(hazards: Float64Array, last: number, line: Line, { multiplier, extra }: Refiner): Float64Array {
  const survival = new Float64Array(last + 2);
  let open = 1;
  survival[0] = open;
  for (let age = 0; age <= last; age++) {
    open *= (1 - Math.min(1, at(hazards, age) * multiplier(line, age))) * (1 - extra(line, age));
    survival[age + 1] = open;
  }
  return survival;
}

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

/** The balance expected to be open at the beginning of an age, at or after the cut. */
export const expectedOpen = (survival: Float64Array, line: Line, age: number): number =>
  openNow(line) * openShare(survival, line.observed, Math.min(age, line.end + 1));
