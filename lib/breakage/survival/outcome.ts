/** Why there is no figure. */
export const problemKinds = [
  "no-rows",
  "time",
  "entry",
  "weight",
  "covariate",
  "all-censored",
  "one-group",
  "never-together",
  "collinear",
  "separation",
  "too-many-periods",
  "no-maximum",
  "follow-up",
  "wide-interval",
  "distributions-differ",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export type Problem = {
  readonly kind: ProblemKind;
  /** A sentence that a person can act on. */
  readonly message: string;
};

/** A figure, or why there is none. Nothing is ever NaN, or a zero that stands for "not known". */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const found = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refused = (kind: ProblemKind, message: string): Outcome<never> => ({
  ok: false,
  problems: [{ kind, message }],
});
