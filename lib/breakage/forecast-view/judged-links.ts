import { type Cohort, lastAge } from "../forecast/cohort";
import { agesSeen, isSameJudgement, type JudgedCell, type Judgement } from "../forecast/judgement";
import { makeTable } from "../forecast/table";
import type { LinkName } from "../triangle/development-factors";
import { MOST_LEFT_OUT } from "./left-out";
import type { TailChoice } from "./triangle-methods";
import { monthKey, type TypeTriangle } from "./type-triangle";

/** How the triangle on screen is read. */
export type Reading = { readonly leftOut: readonly LinkName[]; readonly tail: TailChoice };

type Known = { readonly cohorts: readonly Cohort[]; readonly cut: number; readonly ultimateAge: number };

/** What a reading is to forecasts: the months of sale and age in its links, and the age that was reached where the tail is cut. */
export const judgementOf = (of: TypeTriangle, { leftOut, tail }: Reading, known: Known): Judgement => ({
  leftOut: leftOut.flatMap((link) => cellsOf(of, link, known)),
  settledAge: tail === "none" ? agesSeen(makeTable(known.cohorts, known.cut, known.ultimateAge).lines) : null,
});

/** The reading of a judgement, as far as this triangle has its links: those of three months that are left out as a whole. */
export function readingOf(of: TypeTriangle, { leftOut, settledAge }: Judgement, known: Known): Reading {
  const judged = new Set(leftOut.map(nameOf));
  const { origins, ages } = of.triangle;
  const links = judged.size > 0 ? origins.flatMap((origin) => ages.slice(0, -1).map((age) => ({ origin, age }))) : [];
  return {
    leftOut: links.filter((link) => {
      const cells = cellsOf(of, link, known);
      return cells.length > 0 && cells.every((cell) => judged.has(nameOf(cell)));
    }),
    tail: settledAge === null ? "carried" : "none",
  };
}

/** Whether a reading, as far as an address holds it, leaves out all that the judgement it was made from does. */
export function isWhole(of: TypeTriangle, { leftOut }: Reading, judgement: Judgement, known: Known): boolean {
  const again = judgementOf(of, { leftOut: leftOut.slice(0, MOST_LEFT_OUT), tail: "carried" }, known);
  return isSameJudgement(again, { ...judgement, settledAge: null });
}

const nameOf = ({ sold, age }: JudgedCell) => `${sold}:${age}`;

/** The months of age that lie between the two balances of a link, for each month of sale; those that were seen. */
function cellsOf(of: TypeTriangle, { origin, age }: LinkName, { cohorts, cut, ultimateAge }: Known): JudgedCell[] {
  const row = of.origins[of.triangle.origins.indexOf(origin)];
  if (!row) return [];
  const months = of.period === "month" ? 1 : 3;
  const to = row.to + age * months;
  const from = age === 0 ? row.from : to - months + 1;
  return monthsOf(row.from, row.to).flatMap((vintage) => {
    const own = cohorts.filter((cohort) => cohort.vintage === vintage);
    const last = own.reduce((most, cohort) => Math.max(most, lastAge(cohort, ultimateAge)), -1);
    return monthsOf(Math.max(from, vintage), Math.min(to, cut, vintage + last)).map((month) => ({
      sold: monthKey(vintage),
      age: month - vintage,
    }));
  });
}

const monthsOf = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
