import type { TypeInVersion } from "../forecast/queries/type-page";
import type { Refit, TypeRefit } from "./refit";

/** The version’s figure is a whole number of minor units. */
const ROUNDING = 1;

/**
 * What fitting the version again says of a card type, if it comes to the version's own figure; null where the model has
 * changed since, for then its words would explain another figure than the one on the page.
 */
export function sameModel(
  refit: Refit | null,
  code: string,
  { report }: Pick<TypeInVersion, "report">,
): TypeRefit | null {
  const again = refit?.types.get(code);
  if (!again || !report.whole) return null;
  const off = Math.abs(again.expected - Number(report.whole.breakage));
  return off <= Math.max(ROUNDING, 1e-9 * again.expected) ? again : null;
}
