/** Why a triangle is refused, or a figure that was asked of it. */
export const problemKinds = [
  "shape",
  "not-a-number",
  "hole",
  "nothing-observed",
  "negative",
  "decreasing",
  "negative-redemption",
  "above-face",
  "below-zero",
  "zero-sales",
  "too-few-origins",
  "too-few-ages",
  "no-link",
  "no-variance",
  "nothing-to-develop",
  "unknown-link",
  "exposure",
  "prior",
  "tail",
  "option",
  "fit",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export type Problem = {
  readonly kind: ProblemKind;
  /** A sentence that a person can act on. */
  readonly message: string;
  readonly origin?: string;
  readonly age?: number;
};

/** A figure, or every reason found why there is none. Nothing is ever NaN or a zero that stands for "not known". */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const found = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refused = (
  ...problems: readonly Problem[]
): { readonly ok: false; readonly problems: readonly Problem[] } => ({
  ok: false,
  problems,
});
