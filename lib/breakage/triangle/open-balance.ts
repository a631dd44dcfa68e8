import { sum } from "@/lib/statistics/vector";
import { type ChainLadder, chainLadder } from "./chain-ladder";
import type { FactorOptions } from "./development-factors";
import { found, type Outcome } from "./outcome";
import { type HazardTail, hazardTail, type TailOptions } from "./tail";
import type { Triangle } from "./triangle";

export type OpenBalanceOptions = FactorOptions & {
  /** By default the last age of the triangle is the ultimate one. */ readonly tail?: TailOptions;
};

/** What is expected of one period: the balance at its end, and what is redeemed in it. */
export type ExpectedPeriod = { readonly toAge: number; readonly open: number; readonly redemption: number };

export type Hazard = {
  readonly fromAge: number;
  readonly toAge: number;
  /** h = 1 − g: share of the open balance that is redeemed in the period. */
  readonly hazard: number;
  /** Of the estimate; null where the hazard was extrapolated. */
  readonly standardError: number | null;
};

export type OpenBalanceFigures = {
  readonly face: number;
  /** Redeemed so far: face − open. */
  readonly redeemed: number;
  readonly open: number;
  /** Û: what will never be redeemed. */
  readonly ultimateBreakage: number;
  /** Open − Û: what is still to be redeemed. */
  readonly expectedRedemption: number;
  readonly processError: number;
  readonly parameterError: number;
  /** Mack's, of the breakage and so of the expected redemption. Too small where cohorts differ: calibrate intervals. */
  readonly standardError: number;
};

export type CohortForecast = OpenBalanceFigures & {
  readonly origin: string;
  readonly latestAge: number;
  readonly expected: readonly ExpectedPeriod[];
};

export type OpenBalanceForecast = {
  readonly chainLadder: ChainLadder;
  readonly tail: HazardTail | null;
  readonly hazards: readonly Hazard[];
  readonly cohorts: readonly CohortForecast[];
  readonly total: OpenBalanceFigures & { /** Σ Û ÷ Σ face. */ readonly breakageRate: number };
  /** Redemptions of all cohorts in the first, second … period from now. */
  readonly ahead: readonly number[];
};

/**
 * The chain ladder on what is left on the cards. The first age is the face value, each further cell the balance open at
 * that age; g = Σ U(next) ÷ Σ U, h = 1 − g is the value-weighted discrete hazard, and Û = U·Πg is the ultimate breakage.
 * Because no balance rises, 0 ≤ Û ≤ U: redemption never passes 100 % and a card sold yesterday has a usable row.
 * Errors are Mack's (1993, 1999). The oldest balance at the last age is taken as final unless a tail is asked for.
 *
 * Refused where a balance rises, exceeds its face value or is below zero, where nothing was sold, with fewer than three
 * cohorts, and where no balance is left from which a hazard could be taken.
 */
export function openBalanceForecast(
  triangle: Triangle,
  options: OpenBalanceOptions = {},
): Outcome<OpenBalanceForecast> {
  const { tail: tailOptions, ...factors } = options;
  const base = chainLadder(triangle, { ...factors, reading: "open" });
  if (!base.ok) return base;
  if (tailOptions === undefined) return found(describe(triangle, base.value, null));
  const tail = hazardTail(base.value.steps, tailOptions);
  if (!tail.ok) return tail;
  const { factor, standardError, sigma } = tail.value;
  const extended = chainLadder(triangle, { ...factors, reading: "open", tail: { factor, standardError, sigma } });
  return extended.ok ? found(describe(triangle, extended.value, tail.value)) : extended;
}

function describe(triangle: Triangle, ladder: ChainLadder, tail: HazardTail | null): OpenBalanceForecast {
  const hazards = hazardsOf(ladder, tail);
  const cohorts = ladder.origins.map(({ origin, latestAge, latest, ultimate, ...rest }, i): CohortForecast => {
    const face = triangle.cells[i]?.[0] ?? 0;
    const { processError, parameterError, standardError } = rest;
    const errors = { processError, parameterError, standardError };
    const expected = expectedPeriods(
      latest,
      hazards.filter(({ fromAge }) => fromAge >= latestAge),
    );
    return { origin, latestAge, ...balances(face, latest, ultimate), ...errors, expected };
  });
  const face = sum(cohorts.map((cohort) => cohort.face));
  const { latest, ultimate, processError, parameterError, standardError } = ladder.total;
  const longest = Math.max(...cohorts.map(({ expected }) => expected.length));
  return {
    chainLadder: ladder,
    tail,
    hazards,
    cohorts,
    total: {
      ...balances(face, latest, ultimate),
      ...{ processError, parameterError, standardError },
      breakageRate: ultimate / face,
    },
    ahead: Array.from({ length: longest }, (_, t) => sum(cohorts.map(({ expected }) => expected[t]?.redemption ?? 0))),
  };
}

const balances = (face: number, open: number, ultimate: number) => ({
  face,
  redeemed: face - open,
  open,
  ultimateBreakage: ultimate,
  expectedRedemption: open - ultimate,
});

function hazardsOf({ steps }: ChainLadder, tail: HazardTail | null): Hazard[] {
  const seen = steps.map(({ fromAge, toAge, factor, standardError }) => ({
    fromAge,
    toAge,
    hazard: 1 - factor,
    standardError,
  }));
  const lastAge = seen.at(-1)?.toAge ?? 0;
  const beyond = (tail?.hazards ?? []).map((hazard, l) => ({
    fromAge: tail?.toAges[l - 1] ?? lastAge,
    toAge: tail?.toAges[l] ?? lastAge,
    hazard,
    standardError: null,
  }));
  return [...seen, ...beyond];
}

function expectedPeriods(latest: number, hazards: readonly Hazard[]): ExpectedPeriod[] {
  let open = latest;
  return hazards.map(({ toAge, hazard }) => {
    const redemption = open * hazard;
    open -= redemption;
    return { toAge, open, redemption };
  });
}
