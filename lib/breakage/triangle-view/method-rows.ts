import { sum } from "@/lib/statistics/vector";
import type { EmptyStep, MethodFigures } from "../triangle/method-result";
import { METHODS, type MethodInput, type MethodInputName, runMethod, type TriangleMethod } from "../triangle/methods";
import type { Problem } from "../triangle/outcome";
import type { Triangle } from "../triangle/triangle";
import { type Basis, type LeftOut, linkNames, type OwnTriangle, triangleOn } from "./own-triangle";
import { type Range, reserveRange } from "./reserve-range";

/** A method's figures as value redeemed, whichever way the method looks at the cards. */
export type RowFigures = {
  readonly latest: number;
  readonly ultimate: number;
  /** Ultimate − latest: still to come. */
  readonly reserve: number;
  readonly standardError: number | null;
  /** How far the ultimate is likely to move when one more diagonal is known; null where the method defines none. */
  readonly oneYear: number | null;
  /** Of the reserve. */
  readonly range: Range | null;
  /** Of the face value, what will never be redeemed; null without face values, and where an ultimate is above them. */
  readonly never: number | null;
  readonly face: number | null;
};

export type OriginFigures = RowFigures & { readonly origin: string };

export type MethodRow =
  | {
      readonly method: TriangleMethod;
      readonly ok: true;
      readonly total: RowFigures;
      readonly origins: readonly OriginFigures[];
      /** As the method itself counts: of open balances the factors of what stays open. */
      readonly factors: readonly number[];
      readonly sigmaSquared: readonly number[];
      readonly emptySteps: readonly EmptyStep[];
    }
  | {
      readonly method: TriangleMethod;
      readonly ok: false;
      /** What was not given and the method cannot do without. Face values make open balances. */
      readonly missing: readonly ("exposures" | "prior" | "face")[];
      readonly problems: readonly Problem[];
    };

export const basisOf = (method: TriangleMethod): Basis => (method === "open-balance" ? "open" : "amounts");

/** Whether leaving out a link changes what the method says. Growth curves are fitted to every amount. */
export const usesLinks = (method: TriangleMethod): boolean => METHODS[method].takes.includes("factors");

/**
 * What a method says of a triangle. It is given only those of the options that it has a use for, so that all methods can
 * stand side by side; what is missing or refused is said instead of figures.
 */
export function methodRow(method: TriangleMethod, own: OwnTriangle, leftOut: readonly LeftOut[]): MethodRow {
  const missing = missingInputs(method, own);
  if (missing.length > 0) return { method, ok: false, missing, problems: [] };
  const triangle = triangleOn(own, basisOf(method));
  if (triangle === null) {
    return { method, ok: false, missing, problems: own.open?.ok === false ? own.open.problems : [] };
  }
  const result = runMethod(method, inputOf(method, triangle, own, leftOut));
  if (!result.ok) return { method, ok: false, missing, problems: result.problems };
  const basis = basisOf(method);
  const faces = facesOf(own, triangle, basis);
  const origins = result.value.origins.map((figures, i) => ({
    origin: figures.origin,
    ...figuresOf(figures, basis, faces?.[i] ?? null),
  }));
  const total = figuresOf(result.value.total, basis, faces && sum(faces));
  const { factors, sigmaSquared, emptySteps = [] } = result.value;
  // Where one origin has no breakage that could be told, the whole has none: netted, it would hide the impossible one.
  const never = origins.some((origin) => origin.never === null) ? null : total.never;
  return { method, ok: true, total: { ...total, never }, origins, factors, sigmaSquared, emptySteps };
}

function facesOf({ exposures, exposureKind }: OwnTriangle, triangle: Triangle, basis: Basis): readonly number[] | null {
  if (basis === "open") return triangle.cells.map((row) => row[0] ?? 0);
  return exposureKind === "face" ? exposures : null;
}

function missingInputs(method: TriangleMethod, { open, exposures, options }: OwnTriangle) {
  if (basisOf(method) === "open") return open === null ? (["face"] as const) : [];
  const given = { exposures, prior: options.prior };
  return (["exposures", "prior"] as const).filter(
    (name) => METHODS[method].needs.includes(name) && (given[name] ?? null) === null,
  );
}

function inputOf(
  method: TriangleMethod,
  triangle: Triangle,
  own: OwnTriangle,
  leftOut: readonly LeftOut[],
): MethodInput {
  const { prior, tail, originPeriod, ultimateAge, factors } = own.options;
  const basis = basisOf(method);
  // Ages of open balances may count from one spacing before.
  const shift = basis === "open" ? own.shift : 0;
  const wanted: readonly MethodInputName[] = [...METHODS[method].needs, ...METHODS[method].takes];
  const only = <T>(name: MethodInputName, value: T) => (wanted.includes(name) ? value : undefined);
  return {
    triangle,
    prior: only("prior", prior),
    tail: only("tail", tail),
    originPeriod: only("originPeriod", originPeriod),
    exposures: only("exposures", own.exposures ?? undefined),
    ultimateAge: only("ultimateAge", ultimateAge === undefined ? undefined : ultimateAge + shift),
    factors: only("factors", { ...factors, exclude: linkNames(triangle, basis, leftOut) }),
  };
}

function figuresOf(figures: MethodFigures, basis: Basis, face: number | null): RowFigures {
  const { latest, ultimate, reserve, standardError, oneYearStandardError: oneYear = null } = figures;
  const range = reserveRange(reserve, standardError);
  if (basis === "open" && face !== null) {
    // No more can still be redeemed than is open, so the range ends there.
    const within = range && { low: Math.max(0, range.low), high: Math.min(latest, range.high) };
    const never = ultimate;
    return {
      latest: face - latest,
      ultimate: face - never,
      reserve,
      standardError,
      oneYear,
      range: within,
      never,
      face,
    };
  }
  const left = face === null ? null : face - ultimate;
  return {
    latest,
    ultimate,
    reserve,
    standardError,
    oneYear,
    range,
    never: left !== null && left >= 0 ? left : null,
    face,
  };
}
