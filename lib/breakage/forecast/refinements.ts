import { calendarFactors, calendarMultiplier } from "./calendar-season";
import { type ExpiryFactors, expiryFactors, expiryMultiplier, hasRush, withoutRush } from "./expiry-rush";
import { type Multiplier, unrefined } from "./exposure";
import { fitHazards, type HazardModel } from "./hazard-model";
import { saleMultiplier, saleSpeeds } from "./sale-season";
import type { CohortTable } from "./table";

/** What hazards may depend on besides type and age, where the data demand it. */
export const refinements = ["expiry", "sale-month", "calendar-month"] as const;
export type Refinement = (typeof refinements)[number];

/** What was found; null where it was not asked for or the data show nothing. */
export type Refined = {
  readonly model: HazardModel;
  /** The model without refinements. */
  readonly plain: HazardModel;
  readonly expiry: ExpiryFactors | null;
  /** ln of the speed, by calendar month of sale. */
  readonly saleSpeeds: readonly number[] | null;
  readonly calendar: readonly number[] | null;
};

/** Whether the data had it. */
export function shows(refined: Refined, refinement: Refinement): boolean {
  switch (refinement) {
    case "expiry":
      return refined.expiry !== null;
    case "sale-month":
      return refined.saleSpeeds !== null;
    case "calendar-month":
      return refined.calendar !== null;
  }
}

const product =
  (first: Multiplier, second: Multiplier): Multiplier =>
  (line, age) =>
    first(line, age) * second(line, age);

/**
 * Hazards by type and age with the refinements asked for. Each is read off the residuals of the model so far; then the
 * hazards are fitted again with it.
 */
export function fitRefined(table: CohortTable, wanted: readonly Refinement[]): Refined {
  return refine(table, wanted, fitHazards(table));
}

function refine(table: CohortTable, wanted: readonly Refinement[], plain: HazardModel): Refined {
  let model = plain;
  const refit = (multiplier: Multiplier) => {
    const sofar = model.multiplier;
    model = fitHazards(table, sofar === unrefined ? multiplier : product(sofar, multiplier));
  };
  const expiry =
    wanted.includes("expiry") && hasRush(table) ? expiryFactors(table, fitHazards(table, withoutRush)) : null;
  if (expiry) refit(expiryMultiplier(expiry));
  const speeds = wanted.includes("sale-month") ? saleSpeeds(table, model) : null;
  if (speeds) refit(saleMultiplier(speeds, model.reference));
  const calendar = wanted.includes("calendar-month") ? calendarFactors(table, model) : null;
  if (calendar) refit(calendarMultiplier(calendar));
  return { plain, model, expiry, saleSpeeds: speeds, calendar };
}

export type Fit = (table: CohortTable, wanted: readonly Refinement[]) => Refined;

/** `fitRefined` that does not fit the same table twice. */
export function rememberedFits(): Fit {
  const plain = new Map<CohortTable, HazardModel>();
  const refined = new Map<CohortTable, Map<string, Refined>>();
  return (table, wanted) => {
    const base = plain.get(table) ?? fitHazards(table);
    plain.set(table, base);
    const own = refined.get(table) ?? new Map<string, Refined>();
    refined.set(table, own);
    const key = wanted.join();
    const found = own.get(key) ?? refine(table, wanted, base);
    own.set(key, found);
    return found;
  };
}
