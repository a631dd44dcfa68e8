import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { cohortOf, JANUARY } from "../forecast/cohorts";

/**
 * The example of lib/breakage/forecast/README.md, in minor units: sold in January, February and March, funds end in the second
 * month after the sale, the cut is the end of March.
 */
export const CUT = JANUARY + 2;
export const WORKED: readonly Cohort[] = [
  cohortOf([2_000, 4_000, 1_000], { after: 0, endAge: 2 }),
  cohortOf([3_000, 3_500], { after: 1, endAge: 2 }),
  cohortOf([4_000], { after: 2, endAge: 2, face: 20_000, cards: 20 }),
];
