import { type Cell, historyOf, traitsOf } from "./cell";
import {
  ageBands,
  type Band,
  balanceBands,
  bandOf,
  expiryBands,
  holderAgeBands,
  idleBands,
  NEVER_EXPIRES,
  useBands,
  valueBands,
} from "./constants";

/** What a hazard depends on beside the headline's. Each has levels, of which a card-month has one or none. */
export const features = [
  "type",
  "category",
  "medium",
  "value",
  "holder",
  "holder-age",
  "holder-place",
  "season",
  "expiry",
  "unused",
  "age",
  "idle",
  "rest",
] as const;
export type Feature = (typeof features)[number];

export type TypeFacts = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly medium: string;
  /** Whether fees are taken from its cards. */
  readonly fees: boolean;
};

/** Numbers the levels of all features as columns of a regression; column 0 is the constant. */
export type Design = {
  readonly types: readonly TypeFacts[];
  readonly levels: Readonly<Record<Feature, readonly string[]>>;
  readonly first: Readonly<Record<Feature, number>>;
  readonly columns: number;
};

const MONTHS = "January February March April May June July August September October November December".split(" ");
const names = (bands: readonly Band[]) => bands.map(({ name }) => name);
const inOrder = (words: readonly string[]) => [...new Set(words)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

export function makeDesign(types: readonly TypeFacts[]): Design {
  const sorted = [...types].sort((a, b) => a.id - b.id);
  const levels: Record<Feature, readonly string[]> = {
    type: sorted.map(({ name }) => name),
    category: inOrder(sorted.map(({ category }) => category)),
    medium: inOrder(sorted.map(({ medium }) => medium)),
    value: names(valueBands),
    holder: ["anonymous", "known"],
    "holder-age": ["unknown", ...names(holderAgeBands)],
    "holder-place": ["unknown", "known"],
    season: MONTHS,
    expiry: [...names(expiryBands), NEVER_EXPIRES],
    unused: names(ageBands),
    age: names(ageBands),
    idle: names(idleBands),
    rest: useBands.flatMap((uses) => balanceBands.map((balance) => `${uses.name}, ${balance.name}`)),
  };
  let columns = 1;
  const first = Object.fromEntries(
    features.map((feature) => {
      const place = columns;
      columns += levels[feature].length;
      return [feature, place];
    }),
  ) as Record<Feature, number>;
  return { types: sorted, levels, first, columns };
}

export type Levels = Readonly<Record<Feature, number | null>>;

/** The level of a type's own features. Throws RangeError for a type the design does not know. */
export function typeLevels({ types, levels }: Design, typeId: number) {
  const type = types.findIndex(({ id }) => id === typeId);
  const facts = types[type];
  if (!facts) throw new RangeError(`the design knows no type ${typeId}`);
  return {
    type,
    facts,
    category: levels.category.indexOf(facts.category),
    medium: levels.medium.indexOf(facts.medium),
  };
}

export function traitLevels(index: number) {
  const { value, holder } = traitsOf(index);
  return {
    value,
    holder: Number(holder !== null),
    "holder-age": holder && (holder.age === null ? 0 : holder.age + 1),
    "holder-place": holder && Number(holder.placeKnown),
  };
}

export const expiryLevel = (endAge: number | null, age: number): number =>
  endAge === null ? expiryBands.length : bandOf(expiryBands, endAge - age);

/**
 * Age counts apart for cards never used and for the others: the first become ever more likely to be forgotten. What is left
 * after one use is another thing than the same share after several.
 */
export function historyLevels(index: number, age: number) {
  const history = historyOf(index);
  const band = bandOf(ageBands, age);
  return history.used
    ? {
        unused: null,
        age: band,
        idle: bandOf(idleBands, history.idle),
        rest: Number(history.again) * balanceBands.length + history.balance,
      }
    : { unused: band, age: null, idle: null, rest: null };
}

/** All levels of a cell in the month it begins with; `month` is counted from the year 0. */
export function levelsOf(design: Design, cell: Cell, month: number): Levels {
  const { facts: _, ...ofType } = typeLevels(design, cell.typeId);
  return {
    ...ofType,
    ...traitLevels(cell.traits),
    season: month % 12,
    expiry: expiryLevel(cell.endAge, cell.age),
    ...historyLevels(cell.history, cell.age),
  };
}
