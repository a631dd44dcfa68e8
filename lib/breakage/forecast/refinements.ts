import { calendarFactors, calendarSeasons } from "./calendar-season";
import { type ExpiryExtras, expiryExtra, expiryExtras, hasRush, isRush } from "./expiry-rush";
import { type Refiner, refine, type Seasons } from "./exposure";
import { fitHazards, type HazardModel, refinedBy } from "./hazard-model";
import { type Judgements, judgedRefiner } from "./judgement";
import { remembered } from "./remembered";
import { saleSeasons, saleSpeeds } from "./sale-season";
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

const times = (first: Seasons, second: Seasons): Seasons =>
  first.map((factors, sold) => factors.map((factor, age) => factor * (second[sold]?.[age] ?? 1)));

/**
 * Hazards by type and age with the refinements asked for. Each is read off the residuals of the model so far; then the
 * hazards are fitted again with it.
 */
export const fitRefined = (table: CohortTable, wanted: readonly Refinement[], judgements?: Judgements): Refined =>
  rememberedFits(judgements)(table, wanted);

export type Fit = (table: CohortTable, wanted: readonly Refinement[]) => Refined;

/** `fitRefined` that does not fit the same table twice, nor again what two wishes for it have in common. */
export function rememberedFits(judgements: Judgements = {}): Fit {
  const fits = remembered((table: CohortTable) => ({
    plain: unrefinedFit(table, judgedRefiner(table, judgements)),
    refined: new Map<string, Refined>(),
  }));
  return (table, wanted) => {
    const { plain, refined } = fits(table);
    let found = plain;
    let key = "";
    // Always in the same order, whichever they are wished for in.
    for (const refinement of refinements) {
      if (!wanted.includes(refinement)) continue;
      key += `${refinement},`;
      const next = refined.get(key) ?? steps[refinement](table, found);
      refined.set(key, next);
      found = next;
    }
    return found;
  };
}

function unrefinedFit(table: CohortTable, judged: Refiner): Refined {
  const plain = fitHazards(table, judged);
  return { plain, model: plain, expiry: null, saleSpeeds: null, calendar: null };
}

/** Takes on one more refinement. */
type Step = (table: CohortTable, so: Refined) => Refined;

const steps: Record<Refinement, Step> = {
  // The first one, on the model without refinements.
  expiry: (table, so) => {
    if (!hasRush(table)) return so;
    const judged = so.plain.refiner;
    const leftOut: Refiner["leftOut"] = (line, age) => isRush(line, age) || judged.leftOut(line, age);
    const calm = fitHazards(table, refine(judged, { leftOut }));
    const expiry = expiryExtras(table, calm, judged.leftOut);
    return expiry ? { ...so, expiry, model: refinedBy(calm, { extra: expiryExtra(expiry, judged.settledFrom) }) } : so;
  },
  "sale-month": (table, so) => {
    const speeds = saleSpeeds(table, so.model);
    return speeds
      ? { ...so, saleSpeeds: speeds, model: withSeasons(table, so.model, saleSeasons(speeds, so.model.reference)) }
      : so;
  },
  "calendar-month": (table, so) => {
    const calendar = calendarFactors(table, so.model);
    return calendar
      ? { ...so, calendar, model: withSeasons(table, so.model, calendarSeasons(calendar, so.model.horizon)) }
      : so;
  },
};

function withSeasons(table: CohortTable, { refiner }: HazardModel, found: Seasons): HazardModel {
  return fitHazards(table, refine(refiner, { seasons: refiner.seasons ? times(refiner.seasons, found) : found }));
}
