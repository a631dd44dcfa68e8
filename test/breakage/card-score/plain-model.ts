import { type Feature, features, makeDesign, type TypeFacts } from "@/lib/breakage/card-score/design";
import { LEAVING_GROUPS } from "@/lib/breakage/card-score/leaving";
import { type CardModel, NO_CORRECTION } from "@/lib/breakage/card-score/model";
import { OUTCOMES, SOURCES } from "@/lib/breakage/card-score/taken";
import { typeFacts } from "./flat-headline";

/**
 * A model without effects, so that hazards are the headline's. A first use empties the card half of the time and leaves 0.4 of
 * it otherwise (in the band from 25 %); a later one always empties it. Nothing goes otherwise.
 */
export function plainModel(changes: Partial<CardModel> = {}, types: readonly TypeFacts[] = [typeFacts(1)]): CardModel {
  const design = makeDesign(types);
  const byFeature = <T>(make: (feature: Feature) => T) =>
    Object.fromEntries(features.map((feature) => [feature, make(feature)])) as Record<Feature, T>;
  const zeros = () => byFeature((feature) => design.levels[feature].map(() => 0));
  const isUnused = (source: number) => source % OUTCOMES === 0;
  const outcomes = (make: (source: number, outcome: number) => number) =>
    Array.from({ length: SOURCES }, (_, s) => Array.from({ length: OUTCOMES }, (_unused, o) => make(s, o)));
  return {
    design,
    constant: 0,
    effects: zeros(),
    standardErrors: zeros(),
    variances: byFeature(() => 0),
    centres: byFeature(() => 0),
    usual: 0,
    taken: {
      chances: outcomes((s, o) => (isUnused(s) ? Number(o === 0 || o === 3) / 2 : Number(o === 0))),
      left: outcomes((_, o) => (o === 3 ? 0.4 : 0)),
      emptied: {},
      kept: {},
      redemptions: 100,
    },
    leaving: { rates: [0, 1].map(() => new Array<number>(LEAVING_GROUPS).fill(0)), ratios: {} },
    correction: NO_CORRECTION,
    months: 100,
    events: 10,
    cells: 1,
    notes: [],
    ...changes,
  };
}
