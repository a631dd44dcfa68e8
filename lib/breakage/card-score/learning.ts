import { horizons, MONTHS_BEFORE } from "./constants";
import type { TypeFacts } from "./design";
import { type HazardSource, together } from "./hazard-source";
import { type HeadlineFacts, type HeadlineHistory, headlineOf, pastHeadline } from "./headline";
import { type CardModel, fitCardModel, type NoModel } from "./model";
import { checkPast, type OutcomeRow, type PastCheck, type PastCuts, type TakenMonth } from "./past-scores";
import type { TrainingRow } from "./training";

/** All that is learnt from, as plain values. */
export type Lessons = {
  readonly headlines: readonly HeadlineHistory[];
  /** Those that a headline knows. */
  readonly types: readonly TypeFacts[];
  readonly rows: readonly TrainingRow[];
  readonly taken: readonly TakenMonth[];
  /** Where history is too short to look back there are no cuts, and no outcomes. */
  readonly cuts: PastCuts | null;
  readonly outcomes: readonly OutcomeRow[];
};

export type Learnt = { readonly model: CardModel; readonly past: PastCheck };

/** The longest horizon for which a year of history comes before two of it. */
export function pastCuts(headlines: readonly Pick<HeadlineFacts, "cut" | "firstSale">[]): PastCuts | null {
  const cut = Math.max(...headlines.map((headline) => headline.cut));
  const firstSale = Math.min(...headlines.map((headline) => headline.firstSale));
  const horizon = horizons.find((months) => cut - 2 * months - firstSale >= MONTHS_BEFORE);
  return horizon === undefined ? null : { first: cut - 2 * horizon, second: cut - horizon, horizon };
}

/** The model of single cards, checked on the past and corrected where that made past scores better. */
export function learn({ headlines, types, rows, taken, cuts, outcomes }: Lessons): Learnt | NoModel {
  const past: PastCheck = cuts
    ? checkPast({ rows, taken, outcomes, types }, cuts, {
        first: pastSource(headlines, cuts.first),
        second: pastSource(headlines, cuts.second),
      })
    : { status: "too-little-history" };
  const model = fitCardModel(rows, taken, types, together(headlines.map((facts) => headlineOf(facts).hazards)));
  if ("status" in model) return model;
  return { model: past.status === "ok" ? { ...model, correction: past.correction } : model, past };
}

function pastSource(headlines: readonly HeadlineHistory[], cut: number): HazardSource | null {
  const sources = headlines.map((facts) => pastHeadline(facts, cut)).filter((source) => source !== null);
  return sources.length > 0 ? together(sources) : null;
}
