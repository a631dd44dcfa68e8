import type { TypeInVersion } from "../forecast/queries/type-page";
import type { Refit, TypeRefit } from "./refit";

/** Sums of floats in another order are off by less than this share. */
const SAME = 1e-6;

/**
 * What fitting the version again says of a card type, if it comes to the version's own figure; null where the model has
 * changed since, for then its words would explain another figure than the one on the page.
 */
export function sameModel(
  refit: Refit | null,
  code: string,
  { expected }: Pick<TypeInVersion, "expected">,
): TypeRefit | null {
  const again = refit?.types.get(code);
  return again && Math.abs(again.expected - expected) <= SAME * Math.max(1, expected) ? again : null;
}
