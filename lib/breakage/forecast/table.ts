import { at } from "@/lib/statistics/vector";
import { type Cohort, lastAge } from "./cohort";

/** A cohort laid out for arithmetic. */
export type Line = {
  readonly cohort: Cohort;
  /** Index into the table's types. */
  readonly type: number;
  /** Last age with redemptions. */
  readonly end: number;
  /** How many ages were observed; the next age is the first to be forecast. */
  readonly observed: number;
  /** Redeemed at each observed age. */
  readonly redeemed: Float64Array;
  /** Open balance at the beginning of each observed age, and after the last one: between 0 and the value sold. */
  readonly open: Float64Array;
  /** False where more was redeemed than sold: nothing can be learnt from it. */
  readonly sound: boolean;
};

export type CardType = {
  readonly code: string;
  /** Index into the table's categories. */
  readonly category: number;
  /** Mean value of a card: turns amounts into numbers of cards. */
  readonly cardValue: number;
};

/** Cohorts in one order, whatever order they came in, so that equal input gives equal sums to the last bit. */
export type CohortTable = {
  readonly cut: number;
  readonly ultimateAge: number;
  readonly types: readonly CardType[];
  readonly categories: readonly string[];
  readonly lines: readonly Line[];
  /** Month of the first sale. */
  readonly firstVintage: number;
  /** Ages 0 to `horizon` − 1 may be asked for. */
  readonly horizon: number;
};

/** Types and categories that tables must number alike, so that a model of one can be used on the other. */
export type Universe = {
  /** Each type's category. */
  readonly types: ReadonlyMap<string, string>;
  readonly horizon: number;
};

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Named = Pick<Cohort, "type" | "vintage" | "id">;

/** What cohorts name; a type belongs to the category of its latest cohort. */
export function universeOf(cohorts: readonly Cohort[], ultimateAge: number): Universe {
  const sorted = [...cohorts].sort(inOrder);
  return {
    types: new Map(sorted.map(({ type, category }) => [type, category])),
    horizon: sorted.reduce((last, cohort) => Math.max(last, lastAge(cohort, ultimateAge)), 0) + 1,
  };
}

/** The order of a table's lines. */
export const inOrder = (a: Named, b: Named) => byCode(a.type, b.type) || a.vintage - b.vintage || byCode(a.id, b.id);

/**
 * Lays out cohorts that passed `cohortIssues`, by type, month of sale and name. Throws RangeError when two cohorts have one
 * name, for then results could not be told apart.
 */
export function makeTable(
  cohorts: readonly Cohort[],
  cut: number,
  ultimateAge: number,
  universe: Universe = universeOf(cohorts, ultimateAge),
): CohortTable {
  const sorted = [...cohorts].sort(inOrder);
  if (new Set(sorted.map(({ id }) => id)).size < sorted.length) throw new RangeError("two cohorts have the same name");
  const categories = [...new Set(universe.types.values())].sort(byCode);
  const codes = [...universe.types.keys()].sort(byCode);
  const sums = new Map(codes.map((code, index) => [code, { index, face: 0, cards: 0 }]));
  for (const { type, face, cards } of sorted) {
    const own = sums.get(type);
    if (!own) throw new RangeError(`the type ${type} is not in the universe`);
    own.face += face;
    own.cards += Math.max(0, cards);
  }
  const typeOf = ({ type }: Cohort) => sums.get(type)?.index ?? 0;
  const spans = sorted.map((cohort) => spanOf(cohort, cut, ultimateAge));
  return {
    cut,
    ultimateAge,
    categories,
    types: codes.map((code) => {
      const { face, cards } = sums.get(code) ?? { face: 0, cards: 0 };
      const category = categories.indexOf(universe.types.get(code) ?? "");
      return { code, category, cardValue: face > 0 ? face / Math.max(1, cards) : 1 };
    }),
    lines: linesOf(spans, typeOf),
    firstVintage: sorted.reduce((first, { vintage }) => Math.min(first, vintage), cut),
    horizon: universe.horizon,
  };
}

/** A cohort's observed ages, of which the list holds no more than are known. */
type Span = { readonly cohort: Cohort; readonly end: number; readonly observed: number; readonly known: number };

function spanOf(cohort: Cohort, cut: number, ultimateAge: number): Span {
  const end = lastAge(cohort, ultimateAge);
  const known = Math.min(cohort.redeemed.length, cut - cohort.vintage + 1);
  return { cohort, end, observed: Math.min(known, end + 1), known };
}

/** All amounts of a table lie in one piece of memory: there are as many lines as cohorts and month ends. */
function linesOf(spans: readonly Span[], typeOf: (cohort: Cohort) => number): Line[] {
  const amounts = new Float64Array(spans.reduce((sum, { observed }) => sum + 2 * observed + 1, 0));
  let place = 0;
  const next = (length: number) => {
    place += length;
    return amounts.subarray(place - length, place);
  };
  return spans.map(({ cohort, end, observed, known }) => {
    const redeemed = next(observed);
    const open = next(observed + 1);
    for (let age = 0; age < observed; age++) redeemed[age] = cohort.redeemed[age] ?? 0;
    addLate(redeemed, cohort.redeemed.slice(observed, known));
    const lowest = fillOpen(open, redeemed, cohort.face);
    return { cohort, type: typeOf(cohort), end, observed, redeemed, open, sound: lowest > -1e-9 * cohort.face };
  });
}

/** What was booked after the end belongs to the last age: it is redeemed, and no breakage. */
function addLate(redeemed: Float64Array, late: readonly number[]): void {
  const last = redeemed.length - 1;
  if (last >= 0) redeemed[last] = at(redeemed, last) + late.reduce((sum, amount) => sum + amount, 0);
}

/** The least that was ever left, which is below nothing where more was redeemed than sold. */
function fillOpen(open: Float64Array, redeemed: Float64Array, face: number): number {
  open[0] = face;
  let rest = face;
  let lowest = rest;
  for (let age = 0; age < redeemed.length; age++) {
    rest -= at(redeemed, age);
    lowest = Math.min(lowest, rest);
    open[age + 1] = Math.min(Math.max(rest, 0), face);
  }
  return lowest;
}

/** Redeemed at an age that was observed. Throws RangeError for another. */
export const redeemedAt = ({ redeemed }: Line, age: number): number => redeemed[age] ?? notObserved(age);

/** Open at the beginning of an age that was observed, or of the next one. Throws RangeError for another. */
export const openAt = ({ open }: Line, age: number): number => open[age] ?? notObserved(age);

function notObserved(age: number): never {
  throw new RangeError(`the age ${age} was not observed`);
}

/** The open balance at the table's cut. */
export const openNow = ({ open, observed }: Line): number => open[observed] ?? 0;

/** True when nothing can be redeemed any more: what is open is breakage, and known. */
export const hasEnded = ({ observed, end }: Line): boolean => observed > end;
