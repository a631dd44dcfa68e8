import { at } from "@/lib/statistics/vector";
import { calendarMonth } from "./cohort";
import { rushFrom } from "./expiry-rush";
import { seasonOf, unrefined } from "./exposure";
import type { HazardModel } from "./hazard-model";
import { type Line, openNow } from "./table";

/**
 * Share of the value sold that is still open at the beginning of each age, by a model alone: entry 0 is 1, and the entry
 * after the last age is what is never redeemed. Quotients of two entries carry a balance from one age to another.
 */
export type Survival = (line: Line) => Float64Array;

/**
 * Each cohort's curve. But for the rush before expiry it is that of its type and calendar month of sale, and computed once for them;
 * with a rush the last one asked for is kept, for a path asks for one cohort age by age.
 */
export function survivalOf(model: HazardModel): Survival {
  const calm = calmSurvival(model);
  if (!hasExtra(model)) return calm;
  let last: { readonly line: Line; readonly curve: Float64Array } | undefined;
  return (line) => {
    if (last?.line !== line) last = { line, curve: rushed(calm(line), line, model) };
    return last.curve;
  };
}

const hasExtra = ({ refiner: { extra } }: HazardModel) => extra !== unrefined.extra;

/** Without what goes on top of hazards. */
function calmSurvival({ hazards, refiner, horizon }: HazardModel): Survival {
  const known: (Float64Array | undefined)[] = [];
  return (line) => {
    const place = line.type * 12 + (refiner.seasons ? calendarMonth(line.cohort.vintage) : 0);
    const found = known[place] ?? curve(hazardsOf(hazards, line), seasonOf(refiner, line), horizon);
    known[place] = found;
    return found;
  };
}

function curve(hazards: Float64Array, season: Float64Array | undefined, horizon: number): Float64Array {
  const survival = new Float64Array(horizon + 1);
  let open = 1;
  survival[0] = open;
  for (let age = 0; age < horizon; age++) {
    open *= left(hazards, season, age);
    survival[age + 1] = open;
  }
  return survival;
}

/** Share of what is open that a month of age leaves, but for what goes on top. */
const left = (hazards: Float64Array, season: Float64Array | undefined, age: number): number =>
  1 - Math.min(1, at(hazards, age) * (season ? at(season, age) : 1));

/** The same curve up to the rush, and on through it. */
function rushed(calm: Float64Array, line: Line, model: HazardModel): Float64Array {
  const survival = calm.slice(0, line.end + 2);
  for (let age = rushFrom(line); age <= line.end; age++) survival[age + 1] = openThen(calm, line, age + 1, model);
  return survival;
}

/** The share open at the beginning of an age: what goes on top does so from the beginning of the rush. */
function openThen(calm: Float64Array, line: Line, to: number, { hazards, refiner }: HazardModel): number {
  const from = rushFrom(line);
  if (to <= from) return at(calm, to);
  const own = hazardsOf(hazards, line);
  const season = seasonOf(refiner, line);
  let open = at(calm, from);
  for (let age = from; age < to; age++) open *= left(own, season, age) * (1 - refiner.extra(line, age));
  return open;
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

/** Of what is open of a cohort at the beginning of one age, the share open at that of a later one. */
export type Shares = (line: Line, from: number, to: number) => number;

/** `openShare` of each cohort's curve, for who asks once for each: with a rush no curve is laid out for it. */
export function sharesOf(model: HazardModel): Shares {
  const calm = calmSurvival(model);
  if (!hasExtra(model)) return (line, from, to) => openShare(calm(line), from, to);
  return (line, from, to) => {
    const own = calm(line);
    const start = openThen(own, line, from, model);
    return start > 0 ? openThen(own, line, to, model) / start : 0;
  };
}

/** The balance expected to be open at the beginning of an age, at or after the cut. */
export const expectedOpen = (survival: Float64Array, line: Line, age: number): number =>
  openNow(line) * openShare(survival, line.observed, Math.min(age, line.end + 1));
