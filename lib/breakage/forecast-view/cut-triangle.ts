import type { CutOfVersion } from "../forecast/queries/cut-of-version";
import { type CountTriangle, countTriangle, usualCountPeriod } from "./count-triangle";
import type { CutTriangleQuery } from "./schema";
import { type TrianglePeriod, type TypeTriangle, typeTriangle, usualPeriod } from "./type-triangle";

/** What a triangle of a cut is of: value still open, or how often cards were used so far. */
export const cutMeasures = ["open", "redemptions"] as const;

/** The triangle of a cut, in the period that was asked for or else the usual one. */
export type CutTriangle = {
  readonly period: TrianglePeriod;
  readonly usual: TrianglePeriod;
  /** Behind all of it: cards sold and, where value was asked for, reloads. */
  readonly cards: number;
} & (
  | { readonly measure: "open" /** Null where nothing was sold. */; readonly of: TypeTriangle | null }
  | { readonly measure: "redemptions"; readonly of: CountTriangle | null }
);

export function cutTriangle(found: CutOfVersion, asked: CutTriangleQuery["period"]): CutTriangle {
  const { measure, cohorts, counts, cut, ultimateAge } = found;
  const sum = (rows: readonly { readonly cards: number }[]) => rows.reduce((total, { cards }) => total + cards, 0);
  if (measure === "open") {
    const usual = usualPeriod(cohorts, cut, ultimateAge);
    const period = asked ?? usual;
    return { measure, period, usual, cards: sum(cohorts), of: typeTriangle(cohorts, cut, ultimateAge, period) };
  }
  const usual = usualCountPeriod(counts, cut);
  const period = asked ?? usual;
  const of = countTriangle(counts, cut, period);
  return { measure, period, usual, cards: sum(of?.origins ?? []), of };
}
