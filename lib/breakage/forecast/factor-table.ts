import type { Fitted } from "./recipe";

/** One step of a type's triangle of open balances, from the beginning of an age to its end. */
export type FactorRow = {
  readonly age: number;
  /** Cohorts observed at this age. */
  readonly cohorts: number;
  /** Open at the beginning and redeemed at this age, over those cohorts, in minor units. */
  readonly atRisk: number;
  readonly redeemed: number;
  /** g = 1 − redeemed ÷ at risk: what the type alone says; null where no cohort has come so far. */
  readonly raw: number | null;
  /** Z of the age's band: how much of its own the type keeps. 0 where its own is all there is to lean on. */
  readonly credibility: number;
  /** The g that is used, before seasons and expiry. */
  readonly used: number;
  /** True beyond the ages that any cohort of the portfolio has reached. */
  readonly extrapolated: boolean;
};

/** The headline model's factors for a type, at every age. */
export function factorTable({ refined: { model } }: Fitted, type: number, cardValue: number): FactorRow[] {
  const sums = model.exposure.types[type];
  const hazards = model.hazards[type];
  return Array.from({ length: model.horizon }, (_, age): FactorRow => {
    const atRisk = (sums?.atRisk[age] ?? 0) * cardValue;
    const redeemed = (sums?.redeemed[age] ?? 0) * cardValue;
    const band = model.bands.find(({ band: { from, to } }) => age >= from && age <= to);
    return {
      age,
      cohorts: sums?.cohorts[age] ?? 0,
      atRisk,
      redeemed,
      raw: atRisk > 0 ? 1 - redeemed / atRisk : null,
      credibility: band?.ratios.groups[type]?.credibility ?? 0,
      used: 1 - (hazards?.[age] ?? 0),
      extrapolated: age >= model.ages,
    };
  });
}
