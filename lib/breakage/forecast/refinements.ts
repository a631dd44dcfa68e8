import { calendarFactors, calendarMultiplier } from "./calendar-season";
import { type ExpiryExtras, expiryExtra, expiryExtras, hasRush, isRush } from "./expiry-rush";
import { type ByCell, type Refiner, unrefined } from "./exposure";
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
  readonly expiry: ExpiryExtras | null;
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

const times =
  (first: ByCell, second: ByCell): ByCell =>
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
  const refit = (changes: Partial<Refiner>) => {
    model = fitHazards(table, { ...model.refiner, ...changes });
  };
  const season = (multiplier: ByCell) => {
    const { refiner } = model;
    refit({
      multiplier: refiner.multiplier === unrefined.multiplier ? multiplier : times(refiner.multiplier, multiplier),
    });
  };
  let expiry: ExpiryExtras | null = null;
  if (wanted.includes("expiry") && hasRush(table)) {
    const calm = fitHazards(table, { ...unrefined, leftOut: isRush });
    expiry = expiryExtras(table, calm);
    if (expiry) model = { ...calm, refiner: { ...calm.refiner, extra: expiryExtra(expiry) } };
  }
  const speeds = wanted.includes("sale-month") ? saleSpeeds(table, model) : null;
  if (speeds) season(saleMultiplier(speeds, model.reference));
  const calendar = wanted.includes("calendar-month") ? calendarFactors(table, model) : null;
  if (calendar) season(calendarMultiplier(calendar));
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
