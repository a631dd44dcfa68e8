import type { LinkName } from "../triangle/development-factors";
import { METHODS, type TriangleMethod, triangleMethods } from "../triangle/methods";
import { methodRow, usesLinks } from "../triangle-view/method-rows";
import { type OwnTriangle, ofOpenBalances, stepFrom } from "../triangle-view/own-triangle";
import type { TypeTriangle } from "./type-triangle";

/** What becomes of value beyond the last age of a triangle: the hazard is carried on, or nothing more is redeemed. */
export const tails = ["carried", "none"] as const;
export type TailChoice = (typeof tails)[number];

export type WhatIf = {
  readonly leftOut: readonly LinkName[];
  readonly tail: TailChoice;
  /** Expected share of the value sold that is redeemed in the end: what all card types together redeem. */
  readonly prior: number | null;
};

/** What a published method says is never redeemed, in minor units, or why it says nothing. */
export type MethodSaying = { readonly method: TriangleMethod } & (
  | {
      readonly ok: true;
      readonly never: number;
      readonly face: number;
      /** The 90 % range of the method's own standard error; null where it has none. Not calibrated on past forecasts. */
      readonly range: { readonly low: number; readonly high: number } | null;
      /** It ends at the last age, though the cards do not. */
      readonly stopsEarly: boolean;
      readonly usesLinks: boolean;
    }
  | {
      readonly ok: false;
      readonly reasons: readonly string[];
      readonly isAboveFace: boolean;
      readonly needsPrior: boolean;
    }
);

/** Whether the oldest cards of the triangle have an age to come. */
export const endsEarly = ({ triangle, ultimateAge }: TypeTriangle): boolean =>
  (triangle.ages.at(-1) ?? 0) < ultimateAge;

/**
 * Every published method on the triangle of one card type. What is open after a cohort's last age counts as never redeemed,
 * so all of them answer the same question: how much of what was sold.
 */
export function sayMethods(
  of: TypeTriangle,
  whatIf: WhatIf,
  methods: readonly TriangleMethod[] = triangleMethods,
): MethodSaying[] {
  return methods.map((method) => sayMethod(of, whatIf, method));
}

function sayMethod(of: TypeTriangle, { leftOut, tail, prior }: WhatIf, method: TriangleMethod): MethodSaying {
  const isCarried = tail === "carried" && endsEarly(of);
  const takesTail = METHODS[method].takes.includes("ultimateAge");
  // A curve is always cut off where the cards end; a ladder needs an age beyond its last one.
  const isCut = !usesLinks(method) ? tail === "carried" : isCarried;
  const own = ofOpenBalances(
    { triangle: of.triangle, lines: [] },
    { ...(prior === null ? {} : { prior }), ...(isCut ? { ultimateAge: of.ultimateAge } : {}), factors: {} },
  );
  if (!own.ok) return refusal(method, own.problems);
  const row = methodRow(method, own.value, stepsOf(own.value, leftOut));
  if (!row.ok) return { ...refusal(method, row.problems), needsPrior: row.missing.includes("prior") };
  const { never, face, latest, range, reserve } = row.total;
  if (never === null || face === null) return { ...refusal(method, []), isAboveFace: true };
  const open = face - latest;
  return {
    method,
    ok: true,
    never: open - reserve,
    face,
    range: range && { low: Math.max(0, open - range.high), high: Math.min(open, open - range.low) },
    stopsEarly: isCarried && !takesTail,
    usesLinks: usesLinks(method),
  };
}

const refusal = (method: TriangleMethod, problems: readonly { readonly message: string }[]) => ({
  method,
  ok: false as const,
  reasons: problems.map(({ message }) => message),
  isAboveFace: false,
  needsPrior: false,
});

/** Links of the open balances as the methods name them on either basis. */
const stepsOf = ({ open }: OwnTriangle, leftOut: readonly LinkName[]) =>
  leftOut.flatMap(({ origin, age }) => {
    const index = open?.ok ? open.value.ages.indexOf(age) : -1;
    return index < 0 ? [] : [{ origin, step: stepFrom("open", index) }];
  });
