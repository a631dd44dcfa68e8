import { keyBits, TRAITS, unpackCell, withTraits } from "./cell";
import { traitLevels } from "./design";
import type { CardModel } from "./model";

/**
 * Effects of what never changes about a card are taken in steps of 5 % of a hazard, so that cards that hardly differ have
 * one score. In the key of a score the step stands where the key of a cell has the traits.
 */
const STEP = 0.05;
const STEPS = 2 ** keyBits.traits;
const MIDDLE = STEPS / 2;

export const traitEffect = (step: number): number => (step - MIDDLE) * STEP;

function stepOf({ effects }: CardModel, traits: number): number {
  const levels = traitLevels(traits);
  const effect = (["value", "holder", "holder-age", "holder-place"] as const).reduce((sum, feature) => {
    const level = levels[feature];
    return sum + (level === null ? 0 : (effects[feature][level] ?? 0));
  }, 0);
  return Math.min(Math.max(Math.round(effect / STEP) + MIDDLE, 0), STEPS - 1);
}

/** The step of each traits' index. */
export const traitSteps = (model: CardModel): number[] =>
  Array.from({ length: TRAITS }, (_, traits) => stepOf(model, traits));

/** The key of the score that a cell has; a card whose end has passed has that of `ENDED` instead. */
export const scoreKeyOf = (model: CardModel, key: number): number =>
  withTraits(key, stepOf(model, unpackCell(key).traits));
