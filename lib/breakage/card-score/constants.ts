/** Values from `from` up to the next band's; the last has no end. `name` is how a person says it. */
export type Band = { readonly from: number; readonly name: string };

/** Months since the month of sale. The month of sale itself is not modelled: a score is made at a month's end. */
export const ageBands = [
  { from: 1, name: "1 month" },
  { from: 2, name: "2 months" },
  { from: 3, name: "3 months" },
  { from: 4, name: "4 to 6 months" },
  { from: 7, name: "7 to 12 months" },
  { from: 13, name: "13 to 24 months" },
  { from: 25, name: "25 to 36 months" },
  { from: 37, name: "more than 36 months" },
] as const satisfies readonly Band[];

/** Whole months without use before the month in question: 0 when the card was used in the month just before. */
export const idleBands = [
  { from: 0, name: "used last month" },
  { from: 1, name: "not used for 1 month" },
  { from: 2, name: "not used for 2 months" },
  { from: 3, name: "not used for 3 to 5 months" },
  { from: 6, name: "not used for 6 to 11 months" },
  { from: 12, name: "not used for a year or more" },
] as const satisfies readonly Band[];
/** Idle months are followed one by one up to here, and are all alike beyond. */
export const MOST_IDLE = 12;

/** Percent of what was loaded that is still on the card. */
export const balanceBands = [
  { from: 0, name: "less than 10 % left" },
  { from: 10, name: "10 to 25 % left" },
  { from: 25, name: "25 to 50 % left" },
  { from: 50, name: "50 to 75 % left" },
  { from: 75, name: "more than 75 % left" },
] as const satisfies readonly Band[];

export const useBands = [
  { from: 1, name: "used once" },
  { from: 2, name: "used more than once" },
] as const satisfies readonly Band[];

/** Whole months after the month in question in which the card can still be used: 0 in its last. */
export const expiryBands = [
  { from: 0, name: "last month before it ends" },
  { from: 1, name: "1 or 2 months left after this" },
  { from: 3, name: "3 to 5 months left" },
  { from: 6, name: "6 to 11 months left" },
  { from: 12, name: "a year or more left" },
] as const satisfies readonly Band[];
/** Ages between which it differs how much of a card a redemption takes: who comes late comes for all of it. */
export const phaseBands = [
  { from: 1, name: "in the first 3 months" },
  { from: 4, name: "in the first year" },
  { from: 13, name: "after a year" },
] as const satisfies readonly Band[];

export const NEVER_EXPIRES = "never expires";

/** Percent of the mean value at which cards of the type are sold. */
export const valueBands = [
  { from: 0, name: "smaller than usual" },
  { from: 60, name: "of usual size" },
  { from: 160, name: "larger than usual" },
] as const satisfies readonly Band[];

/** The holder's years, reached in the year of the sale. */
export const holderAgeBands = [
  { from: 0, name: "under 35" },
  { from: 35, name: "35 to 49" },
  { from: 50, name: "50 to 64" },
  { from: 65, name: "65 or older" },
] as const satisfies readonly Band[];

/** Index of the last band that begins at or below the value; the first for what lies below all. */
export function bandOf(bands: readonly Band[], value: number): number {
  let found = 0;
  for (const [index, { from }] of bands.entries()) if (value >= from) found = index;
  return found;
}

/** Hazards by week are given for half a year, and months are kept that cover it. */
export const WEEKS_AHEAD = 26;
export const MONTHS_AHEAD = 7;

/** Too few to tell anything of single cards: no model, and no score. */
export const LEAST_EVENTS = 100;
/** A level with fewer card-months is named in the model's notes: it leans on what was found for the others. */
export const SPARSE_MONTHS = 50;
/** Cards to learn from, evenly over types, and of each type at least so many where there are. All are scored. */
export const TRAINING_CARDS = 20_000;
export const LEAST_OF_TYPE = 200;

/** Months over which past scores are held against what came: the longer where the history allows two such spans. */
export const horizons = [12, 6] as const;
/** History before the first of the past scores. */
export const MONTHS_BEFORE = 12;

/** Any number of our own; with the issuer it names the lock that lets the scorings of one issuer go one after another. */
export const SCORE_LOCK = 7_312_033;
