import { binomialRegression } from "@/lib/statistics/binomial-regression";
import { features } from "./design";
import type { HazardSource } from "./hazard-source";
import { type CardModel, type Correction, NO_CORRECTION } from "./model";
import { columnFinder, offsetOf, remembered, type TrainingRow } from "./training";

/** A slope outside these says that the months do not speak of the model, and nothing is corrected. */
const SLOPES = { least: 0.5, most: 1.5 } as const;

/** ln of the cumulative hazard of cells in their months, before any correction. */
export function predictors(
  model: CardModel,
  source: HazardSource,
  rows: readonly Pick<TrainingRow, "key" | "month">[],
): number[] {
  const coefficients = [model.constant, ...features.flatMap((feature) => model.effects[feature])];
  const hazards = remembered(source);
  const columnsOf = columnFinder(model.design);
  return rows.map(({ key, month }) =>
    columnsOf(key, month).reduce((sum, column) => sum + (coefficients[column] ?? 0), offsetOf(hazards, key, month)),
  );
}

/**
 * Platt's correction on the scale of the model: what of its predictor, ln of the hazard, came true in months that it was not
 * fitted to, by a complementary log-log regression on a constant and the predictor. None where the regression has no answer.
 */
export function fitCorrection(model: CardModel, source: HazardSource, rows: readonly TrainingRow[]): Correction {
  const said = predictors(model, source, rows);
  const regression = rows.map(({ trials, events }, i) => ({ x: [1, said[i] ?? 0], trials, successes: events }));
  if (regression.length === 0) return NO_CORRECTION;
  const outcome = binomialRegression(regression, "cloglog");
  const [shift, slope] = outcome.kind === "fitted" ? outcome.fit.coefficients : [];
  if (shift === undefined || slope === undefined || slope < SLOPES.least || slope > SLOPES.most) return NO_CORRECTION;
  return { shift, slope };
}
