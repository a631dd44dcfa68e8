import { at } from "@/lib/statistics/vector";
import { type Cohort, lastAge } from "../forecast/cohort";
import { exposureOf, unrefined } from "../forecast/exposure";
import type { FactorRow } from "../forecast/factor-table";
import { makeTable } from "../forecast/table";

/**
 * Share of the value sold that is redeemed by the end of each age, as a value-weighted life table: 1 − Π(1 − Σ redeemed ÷
 * Σ open) over the cohorts observed at each age. Young cohorts speak at the ages they have reached and leave no step where they stop.
 * Entry j is of age j; as long as anything was at risk. Cohorts with more redeemed than sold are left out.
 */
export function shareRedeemed(cohorts: readonly Cohort[], cut: number, ultimateAge: number): number[] {
  const { portfolio, ages } = exposureOf(makeTable(cohorts, cut, ultimateAge), unrefined);
  let open = 1;
  return Array.from({ length: ages }, (_, age) => {
    const hazard = at(portfolio.redeemed, age) / at(portfolio.atRisk, age);
    open *= 1 - Math.min(1, Math.max(0, hazard));
    return 1 - open;
  });
}

/** The same from a version's factors, before seasons and the last months before cards end: 1 − Πg. */
export function fittedShare(factors: readonly Pick<FactorRow, "used">[], ages: number): number[] {
  let open = 1;
  return factors.slice(0, ages).map(({ used }) => {
    open *= used;
    return 1 - open;
  });
}

/** How many ages there are before the last of the cohorts ends. */
export const agesOf = (cohorts: readonly Cohort[], ultimateAge: number): number =>
  cohorts.reduce((most, cohort) => Math.max(most, lastAge(cohort, ultimateAge) + 1), 0);

export const saleYearOf = ({ vintage }: Pick<Cohort, "vintage">): number => Math.floor(vintage / 12);

/** Cohorts by year of sale, the newest years alone. */
export function bySaleYear(cohorts: readonly Cohort[], most: number): { year: number; cohorts: Cohort[] }[] {
  const years = [...new Set(cohorts.map(saleYearOf))].sort((a, b) => a - b).slice(-most);
  return years.map((year) => ({ year, cohorts: cohorts.filter((cohort) => saleYearOf(cohort) === year) }));
}
