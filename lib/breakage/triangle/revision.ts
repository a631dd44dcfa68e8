import { found, type Outcome, type Problem, refused } from "./outcome";
import type { Triangle } from "./triangle";

/** A cumulative amount below the one before it: incurred losses are revised downwards, redemptions cannot be. */
export type Fall = { readonly origin: string; readonly age: number; readonly from: number; readonly to: number };

/** How much an amount may fall: not at all, by a revision, or by anything. */
export const fallRules = ["none", "small", "any"] as const;
export type FallRule = (typeof fallRules)[number];

/**
 * A fall beyond this share is taken for a mistake and no revision. In the triangles of incurred losses that the
 * literature works with (RAA; Quarg and Mack) falls stay under a twentieth; amounts of each age that are read as amounts
 * by each age fall by a half and more.
 */
export const LARGEST_REVISION = 0.1;

/** The falls that the rule lets pass, to be shown; refused with every place where one goes beyond it. */
export function checkFalls({ origins, ages, cells }: Triangle, rule: FallRule): Outcome<Fall[]> {
  const falls = cells.flatMap((row, i) =>
    row.flatMap((to, j) => {
      const from = row[j - 1];
      if (to === null || from === null || from === undefined || to >= from) return [];
      return [{ origin: origins[i] ?? "", age: ages[j] ?? 0, from, to }];
    }),
  );
  const allowed = { none: 0, small: LARGEST_REVISION, any: Number.POSITIVE_INFINITY }[rule];
  const wrong = falls.filter(({ from, to }) => from - to > allowed * from);
  return wrong.length > 0 ? refused(...wrong.map(tooFar)) : found(falls);
}

function tooFar({ origin, age, from, to }: Fall): Problem {
  const message = `Origin ${origin}, age ${age}: the cumulative amount falls from ${from} to ${to}.`;
  return { kind: "decreasing", origin, age, message };
}
