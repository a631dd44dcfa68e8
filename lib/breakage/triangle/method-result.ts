import type { ChainLadder, Tail } from "./chain-ladder";
import type { ClarkForecast } from "./clark";
import type { DevelopmentStep } from "./development-factors";
import type { ExposureForecast } from "./exposure-forecast";
import type { OpenBalanceFigures, OpenBalanceForecast } from "./open-balance";
import { restatementError } from "./restatement";

export type MethodFigures = {
  /** By the latest age; of open balances, what is open now. */
  readonly latest: number;
  /** At the ultimate age; of open balances, what will never be redeemed. */
  readonly ultimate: number;
  /** Ultimate − latest; of open balances latest − ultimate, what is still to be redeemed. */
  readonly reserve: number;
  /** Of the ultimate and so of the reserve; null where the method defines none. */
  readonly standardError: number | null;
  /** How far the ultimate is likely to move when one more diagonal is known; absent where the method defines none, null where it cannot be told. */
  readonly oneYearStandardError?: number | null;
};

/** What every method answers. */
export type MethodFigureSet = {
  readonly origins: readonly ({ readonly origin: string } & MethodFigures)[];
  readonly total: MethodFigures;
  /** From each age to the next, and the tail if there is one. */
  readonly factors: readonly number[];
  /** Mack's σ² of each factor; of Clark's methods the one dispersion σ² of the increments. */
  readonly sigmaSquared: readonly number[];
  /** Steps after which nothing is left: every origin that has not passed them is taken to come to 0. */
  readonly emptySteps?: readonly EmptyStep[];
};

export type EmptyStep = Pick<DevelopmentStep, "fromAge" | "toAge" | "links">;

/** What the sentence about it names. */
export const emptyStepWords = ({ fromAge, toAge, links }: EmptyStep) => ({ from: fromAge, to: toAge, n: links });

const figuresOf = ({ latest, ultimate, reserve, standardError }: MethodFigures): MethodFigures => ({
  latest,
  ultimate,
  reserve,
  standardError,
});

/** A method that chains factors says as well what one more diagonal may change. */
function withRestatement({ origins, total, ...steps }: MethodFigureSet, ladder: ChainLadder): MethodFigureSet {
  const { origins: byOrigin, total: whole } = restatementError(ladder);
  const said = (figures: MethodFigures, oneYearStandardError: number | null | undefined): MethodFigures =>
    oneYearStandardError === null || Number.isFinite(oneYearStandardError)
      ? { ...figures, oneYearStandardError: oneYearStandardError ?? null }
      : figures;
  return {
    origins: origins.map(({ origin, ...figures }, i) => ({ origin, ...said(figures, byOrigin[i]?.standardError) })),
    total: said(total, whole.standardError),
    ...steps,
  };
}

const stepsOf = ({ steps, tail }: { steps: readonly DevelopmentStep[]; tail: Tail | null }) => ({
  factors: [...steps.map(({ factor }) => factor), ...(tail ? [tail.factor] : [])],
  sigmaSquared: [...steps.map(({ sigmaSquared }) => sigmaSquared), ...(tail ? [tail.sigma ** 2] : [])],
});

export function ofChainLadder(ladder: ChainLadder): MethodFigureSet {
  const origins = ladder.origins.map((origin) => ({ origin: origin.origin, ...figuresOf(origin) }));
  return withRestatement({ origins, total: figuresOf(ladder.total), ...stepsOf(ladder) }, ladder);
}

export function ofOpenBalance({ cohorts, total, chainLadder }: OpenBalanceForecast): MethodFigureSet {
  const of = ({ open, ultimateBreakage, expectedRedemption, standardError }: OpenBalanceFigures): MethodFigures => ({
    latest: open,
    ultimate: ultimateBreakage,
    reserve: expectedRedemption,
    standardError,
  });
  const origins = cohorts.map((cohort) => ({ origin: cohort.origin, ...of(cohort) }));
  const emptySteps = chainLadder.steps
    .filter(({ factor }) => !(factor > 0))
    .map(({ fromAge, toAge, links }) => ({ fromAge, toAge, links }));
  return withRestatement({ origins, total: of(total), ...stepsOf(chainLadder), emptySteps }, chainLadder);
}

export const ofExposure = (forecast: ExposureForecast): MethodFigureSet => ({
  origins: forecast.origins.map((origin) => ({
    origin: origin.origin,
    ...figuresOf({ ...origin, standardError: null }),
  })),
  total: { ...forecast.total, standardError: null },
  ...stepsOf(forecast),
});

export const ofClark = (forecast: ClarkForecast): MethodFigureSet => ({
  origins: forecast.origins.map((origin) => ({ origin: origin.origin, ...figuresOf(origin) })),
  total: figuresOf(forecast.total),
  factors: forecast.factors,
  sigmaSquared: [forecast.dispersion],
});
