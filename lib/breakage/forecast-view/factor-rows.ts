import type { Cohort } from "../forecast/cohort";
import type { FactorRow } from "../forecast/factor-table";
import { agesOf } from "./redemption-curve";

type Asked = {
  readonly factors: readonly FactorRow[];
  readonly cohorts: readonly Cohort[];
  readonly ultimateAge: number;
};

/** The factors of the ages that the type's cards live to, each with what is still open of 1 sold at its end. */
export function factorRows({ factors, cohorts, ultimateAge }: Asked): (FactorRow & { readonly left: number })[] {
  let left = 1;
  return factors.slice(0, agesOf(cohorts, ultimateAge)).map((row) => {
    left *= row.used;
    return { ...row, left };
  });
}
