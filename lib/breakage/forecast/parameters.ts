import type { Segment } from "../segment";
import { type Method, REPLICATES, ULTIMATE_AGE } from "./constants";
import { asKept, type Judgements } from "./judgement";

/** Raised when the model changes: versions of one number can be compared figure by figure. */
const MODEL_VERSION = 6;

/** What of a version is chance, and how often it is drawn. */
export const chance = { seed: "breakwater", replicates: REPLICATES, ultimateAge: ULTIMATE_AGE };
/** Worlds of each past forecast. */
export const PAST_REPLICATES = 100;

/** What people chose for card types, by the type's code; types whose choice was given back are not among them. */
export type PeoplesChoices = {
  readonly overrides: Readonly<Record<string, Method>>;
  readonly judgements: Judgements;
};

/** All that a version hangs on but its data. The segments too: parts by merchant and age are kept by those of the day. */
export const parametersOf = ({ overrides, judgements }: PeoplesChoices, segments: readonly Segment[]) => ({
  model: MODEL_VERSION,
  ...chance,
  overrides,
  segments,
  ...asKept(judgements),
});
