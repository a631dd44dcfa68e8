/** Why a row is kept aside. `orphan` and `before-sale` may heal when another file arrives; such rows are tried again. */
export const problemCodes = [
  "missing",
  "too-long",
  "reserved",
  "date-form",
  "date-impossible",
  "date-order",
  "date-implausible",
  "amount-form",
  "amount-precision",
  "amount-negative",
  "amount-size",
  "purchase-smaller",
  "currency-unknown",
  "currency-differs",
  "choice-unknown",
  "place-unknown",
  "number-form",
  "code-shortened",
  "cell-error",
  "zone-unknown",
  "orphan",
  "no-sale",
  "before-sale",
  "above-balance",
  "sold-twice",
  "holder-differs",
  "type-differs",
  "content-differs",
  "void",
  "twice",
  "replaced",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** One thing wrong with one row, as a sentence that names field and value. */
export type Problem = {
  readonly field: string;
  /** Header or place of the column in the file; empty for what concerns the row as a whole. */
  readonly column: string;
  readonly value: string;
  readonly code: ProblemCode;
  readonly reason: string;
  /** Of a row in whose place another has come: the batch that brought it. */
  readonly batch?: number;
};

/** Long values are cut in messages; the row itself is kept whole. */
export const shown = (value: string): string => (value.length > 60 ? `${value.slice(0, 57)}...` : value);
