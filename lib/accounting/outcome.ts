/** What is wrong with an input, and where: the path of a field (`periods.2.redeemed`) or the name of a cell. */
export type Problem = { readonly field: string; readonly message: string };

/** A value, or every reason found why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const found = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refused = (
  ...problems: readonly Problem[]
): { readonly ok: false; readonly problems: readonly Problem[] } => ({ ok: false, problems });

/** The value when nothing speaks against it. */
export const unless = <T>(problems: readonly Problem[], value: T): Outcome<T> =>
  problems.length > 0 ? refused(...problems) : found(value);
