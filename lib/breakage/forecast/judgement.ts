import { type Refiner, refine, unrefined } from "./exposure";
import { monthOf } from "./months";
import { type CohortTable, type Line, openAt } from "./table";

/** What was sold in a month, in a month of its age: the link between two balances of a triangle. */
export type JudgedCell = { readonly sold: string; readonly age: number };

/** What a person holds against the triangle of a card type. */
export type Judgement = {
  /** Outliers: factors are not learnt from them. */
  readonly leftOut: readonly JudgedCell[];
  /** Nothing more is redeemed from this age on, unless it was seen; null: hazards are carried on. */
  readonly settledAge: number | null;
};

/** By card type's code; types without any are not among them. */
export type Judgements = Readonly<Record<string, Judgement>>;

export const NO_JUDGEMENT: Judgement = { leftOut: [], settledAge: null };

export const isJudged = ({ leftOut, settledAge }: Judgement): boolean => leftOut.length > 0 || settledAge !== null;

/** In one order, each cell once: equal judgements are then equal as JSON. */
export function inOneOrder({ leftOut, settledAge }: Judgement): Judgement {
  const sorted = [...new Map(leftOut.map(({ sold, age }) => [`${sold}:${age}`, { sold, age }])).values()].sort(
    (a, b) => (a.sold < b.sold ? -1 : a.sold > b.sold ? 1 : a.age - b.age),
  );
  return { leftOut: sorted, settledAge };
}

export const isSameJudgement = (a: Judgement, b: Judgement): boolean =>
  JSON.stringify(inOneOrder(a)) === JSON.stringify(inOneOrder(b));

/** As parameters and recipes hold them: where nobody judged anything there is no word of it, as before there were any. */
export const asKept = (judgements: Judgements): { readonly judgements?: Judgements } =>
  Object.keys(judgements).length > 0 ? { judgements } : {};

/** Ages below this were seen with something open. */
export const agesSeen = (lines: readonly Line[]): number =>
  lines.reduce((most, line) => (line.sound ? Math.max(most, lastSeen(line) + 1) : most), 0);

const lastSeen = ({ open, observed }: Line) => open.slice(0, observed).findLastIndex((balance) => balance > 0);

/**
 * What hazards are learnt from and how far they go, as people judged. A factor needs a cohort: an age of which nothing would
 * be left keeps all of its cohorts.
 */
export function judgedRefiner(table: CohortTable, judgements: Judgements): Refiner {
  const byType = table.types.map(({ code }, type) => {
    const judgement = judgements[code];
    return judgement && judgedType(judgement, linesOf(table, type));
  });
  if (byType.every((judged) => judged === undefined)) return unrefined;
  return refine(unrefined, {
    leftOut: (line, age) => byType[line.type]?.leftOut(line, age) ?? false,
    settledFrom: (type) => byType[type]?.settledFrom ?? Number.POSITIVE_INFINITY,
  });
}

const linesOf = ({ lines }: CohortTable, type: number) => lines.filter((line) => line.sound && line.type === type);

function judgedType({ leftOut, settledAge }: Judgement, lines: readonly Line[]) {
  const named = new Set(leftOut.map(({ sold, age }) => key(monthOf(`${sold}-01`), age)));
  const isNamed = ({ cohort }: Line, age: number) => named.has(key(cohort.vintage, age));
  const seen = agesSeen(lines);
  const kept = Array.from({ length: seen }, (_, age) =>
    lines.some((line) => age < line.observed && openAt(line, age) > 0 && !isNamed(line, age)),
  );
  return {
    leftOut: (line: Line, age: number) => kept[age] === true && isNamed(line, age),
    settledFrom: settledAge === null ? Number.POSITIVE_INFINITY : Math.max(settledAge, seen),
  };
}

const key = (vintage: number, age: number) => `${vintage}:${age}`;
