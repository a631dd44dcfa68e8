import { unpackCell } from "./cell";
import { LEAST_EVENTS, SPARSE_MONTHS } from "./constants";
import { type Design, type Feature, features, makeDesign, type TypeFacts } from "./design";
import type { HazardSource } from "./hazard-source";
import { fitLeaving, type LeavingModel } from "./leaving";
import { fitRandomEffects } from "./random-effects";
import { fitTaken, type TakenModel, type TakenRow } from "./taken";
import { regressionRows, type TrainingRow } from "./training";

/** ln of a hazard becomes `shift` + `slope` · itself: what past months said of the model's hazards. */
export type Correction = { readonly shift: number; readonly slope: number };
export const NO_CORRECTION: Correction = { shift: 0, slope: 1 };

/**
 * A level of which too little was seen to stand on its own. `no-events` and `only-events` are separation: without leaning on
 * the other levels its coefficient would be infinite.
 */
export type LevelNote = {
  readonly feature: Feature;
  readonly level: string;
  readonly months: number;
  readonly events: number;
  readonly kind: "no-months" | "few-months" | "no-events" | "only-events";
};

/** Plain data, so that it can be stored: `lib/breakage/card-score/README.md` has the formulas. */
export type CardModel = {
  readonly design: Design;
  readonly constant: number;
  readonly effects: Readonly<Record<Feature, readonly number[]>>;
  readonly standardErrors: Readonly<Record<Feature, readonly number[]>>;
  /** Variance of the true effects of a feature's levels. */
  readonly variances: Readonly<Record<Feature, number>>;
  /** Mean effect over the card-months that the model was fitted to: what an effect is told against. */
  readonly centres: Readonly<Record<Feature, number>>;
  /** The same of ln of the headline's hazard of all types. */
  readonly usual: number;
  readonly taken: TakenModel;
  readonly leaving: LeavingModel;
  readonly correction: Correction;
  readonly months: number;
  readonly events: number;
  readonly cells: number;
  readonly notes: readonly LevelNote[];
};

export type NoModel = { readonly status: "too-little-history"; readonly months: number; readonly events: number };

/**
 * The hazard of a month with a redemption, and what it takes, from card-months whose outcome is known. Refuses below 100
 * months with a redemption. Throws RangeError for a card type that is not among `types`.
 */
export function fitCardModel(
  given: readonly TrainingRow[],
  takenRows: readonly TakenRow[],
  types: readonly TypeFacts[],
  source: HazardSource,
  start?: CardModel,
): CardModel | NoModel {
  // In one order, so that equal card-months however they come give equal sums to the last bit.
  const rows = [...given].sort((a, b) => a.key - b.key || a.month - b.month);
  const months = rows.reduce((sum, { trials }) => sum + trials, 0);
  const events = rows.reduce((sum, row) => sum + row.events, 0);
  if (events < LEAST_EVENTS) return { status: "too-little-history", months, events };
  const design = makeDesign(types);
  const sparse = regressionRows(design, rows, source);
  const groups = features.map((feature) => ({
    from: design.first[feature],
    to: design.first[feature] + design.levels[feature].length,
  }));
  const fit = fitRandomEffects(sparse, groups, start && features.map((feature) => start.variances[feature]));
  const byFeature = <T>(make: (feature: Feature, from: number, to: number) => T) =>
    Object.fromEntries(
      features.map((feature, g) => [feature, make(feature, groups[g]?.from ?? 0, groups[g]?.to ?? 0)]),
    ) as Record<Feature, T>;
  const seen = levelSums(sparse.columns, sparse.starts, sparse.trials, design.columns);
  const withEvent = levelSums(sparse.columns, sparse.starts, sparse.events, design.columns);
  return {
    design,
    constant: fit.coefficients[0] ?? 0,
    effects: byFeature((_, from, to) => fit.coefficients.slice(from, to)),
    standardErrors: byFeature((_, from, to) => fit.standardErrors.slice(from, to)),
    variances: byFeature((feature) => fit.variances[features.indexOf(feature)] ?? 0),
    centres: byFeature((_, from, to) => {
      let sum = 0;
      for (let j = from; j < to; j++) sum += (seen[j] ?? 0) * (fit.coefficients[j] ?? 0);
      return sum / months;
    }),
    usual:
      rows.reduce((sum, { key, trials }) => {
        const { typeId, age } = unpackCell(key);
        return sum + trials * Math.log(source.reference(typeId, age));
      }, 0) / months,
    taken: fitTaken(takenRows, design.types),
    leaving: fitLeaving(rows, design.types),
    correction: NO_CORRECTION,
    months,
    events,
    cells: sparse.trials.length,
    notes: notesOn(design, seen, withEvent),
  };
}

function levelSums(columns: Int32Array, starts: Int32Array, values: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < values.length; i++) {
    for (let k = starts[i] ?? 0; k < (starts[i + 1] ?? 0); k++) {
      const column = columns[k] ?? 0;
      sums[column] = (sums[column] ?? 0) + (values[i] ?? 0);
    }
  }
  return sums;
}

function notesOn(design: Design, seen: Float64Array, withEvent: Float64Array): LevelNote[] {
  return features.flatMap((feature) =>
    design.levels[feature].flatMap((level, place): LevelNote[] => {
      const [months, events] = [
        seen[design.first[feature] + place] ?? 0,
        withEvent[design.first[feature] + place] ?? 0,
      ];
      const note = (kind: LevelNote["kind"]) => [{ feature, level, months, events, kind }];
      if (months === 0) return note("no-months");
      if (events === 0) return note("no-events");
      if (events === months) return note("only-events");
      return months < SPARSE_MONTHS ? note("few-months") : [];
    }),
  );
}
