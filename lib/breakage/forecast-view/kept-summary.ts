import type { Calibration } from "../forecast/calibration";
import type { Choice } from "../forecast/choice";
import type { Issue } from "../forecast/cohort-issues";
import type { AgeGroup } from "../forecast/constants";
import type { Estimate } from "../forecast/estimate";
import type { Refinement } from "../forecast/refinements";
import type { PointScore } from "../forecast/scores";

/** All that a version with figures says of itself as a whole, its back-test apart. */
export type KeptSummary = {
  readonly choice: Choice;
  readonly errors: readonly { readonly ages: AgeGroup; readonly score: PointScore }[];
  readonly calibration: Calibration;
  readonly refinements: readonly Refinement[];
  readonly total: Estimate;
  readonly issues: readonly Issue[];
  readonly issueCount: number;
};

/** Null for a version without figures. The cast holds because `summaryOf` wrote it with the version, which never changes. */
export const keptSummary = (summary: Readonly<Record<string, unknown>>): KeptSummary | null =>
  summary.status === "ok" ? (summary as unknown as KeptSummary) : null;
