import type { ForecastFigures } from "@/lib/breakage/forecast/report";
import type { ConstraintKind } from "./constants";
import { decimalFraction, type Fraction, fraction, minus, NONE, times, whole } from "./fraction";
import { found, type Outcome, refused } from "./outcome";

/**
 * How the expected breakage is held back so that a significant reversal of revenue is not to be expected: probable in
 * the US (ASC 606-10-32-11 to 32-13), highly probable under IFRS (15.56 to 58). Neither gives a number, so the issuer
 * states one.
 */
export type Constraint =
  /** The lower end of the forecast's middle `level`: with 0.8, nine in ten outcomes lie above it. */
  | { readonly kind: Extract<ConstraintKind, "lower-bound">; readonly level: number }
  /** A share taken off the expected breakage, as a decimal text; "0" leaves it as it is. */
  | { readonly kind: Extract<ConstraintKind, "haircut">; readonly share: string };

/** A forecast of a programme as a whole. */
export type ProgrammeForecast = Pick<ForecastFigures, "breakage" | "ranges">;

/**
 * The share of the programme's expected breakage that may be counted on, between 0 and 1. Read from the whole
 * programme and then applied to each of its cohorts: cohorts err together less than alone, so their own lower ends
 * added up would hold back more than was decided. Refused without a range of that level, since no figure is better
 * than one without a reason.
 * @throws RangeError for a haircut that is no share
 */
export function countedShare(forecast: ProgrammeForecast, constraint: Constraint): Outcome<Fraction> {
  if (constraint.kind === "haircut") {
    const share = decimalFraction(constraint.share);
    if (share === null || share.over < 0n || share.over > share.under)
      throw new RangeError(`${constraint.share} is no share from 0 to 1`);
    return found(minus(whole(1n), share));
  }
  const { level } = constraint;
  const range = forecast.ranges?.find((one) => one.level === level);
  if (range === undefined)
    return refused({ field: "constraint.level", message: `the forecast has no range of ${Math.round(level * 100)} %` });
  if (forecast.breakage <= 0n) return found(NONE);
  const low = range.low < 0n ? 0n : range.low;
  return found(fraction(low < forecast.breakage ? low : forecast.breakage, forecast.breakage));
}

/** A cohort in minor units. */
export type CohortExpectation = {
  /** F as the books have it: fees are redemptions there and not taken off. */
  readonly face: bigint;
  /** As forecast, states' share included. */
  readonly breakage: bigint;
  /** Nothing more can be redeemed: the breakage is a fact. */
  readonly settled: boolean;
};

/**
 * b of a cohort after the constraint: expected breakage ÷ F × the share counted on, between 0 and 1. A settled cohort's
 * breakage is a fact and not held back. 0 where nothing was paid in.
 */
export function constrainedRate({ face, breakage, settled }: CohortExpectation, counted: Fraction): Fraction {
  if (face <= 0n || breakage <= 0n) return NONE;
  const rate = fraction(breakage < face ? breakage : face, face);
  return settled ? rate : times(rate, counted);
}
