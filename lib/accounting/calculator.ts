import { toDecimal } from "@/lib/money";
import { basisOf } from "./calculator-basis";
import type { CalculatorInput } from "./calculator-schema";
import { stepsOf } from "./calculator-steps";
import { compare, whole } from "./fraction";
import { found, type Outcome, refused } from "./outcome";
import { type Recognised, recognise, type Step } from "./periods";

export type CalculatedPeriod = {
  /** As it came in. */
  readonly period: string | number;
  /** Of the period, breakage included. */
  readonly revenue: bigint;
  /** Null where the number of options is not known: then it cannot be told from the rest. */
  readonly breakageRevenue: bigint | null;
  /** Of the revenue, what a changed estimate makes of the periods before. */
  readonly catchUp: bigint;
  /** At the end of the period: not yet earned, and not for states. */
  readonly liability: bigint;
  /** At the end of the period: expected to go to states, never revenue. */
  readonly escheatPayable: bigint;
};

export type Calculated = {
  readonly currency: string;
  readonly periods: readonly CalculatedPeriod[];
  /** What an accountant should know of the figures. */
  readonly notes: readonly string[];
};

/**
 * Revenue, contract liability and what states will claim of an accountant's own example (README.md), in minor units;
 * revenue of all periods + liability + escheat payable of the last = price. Refused with the path of each field that
 * is wrong.
 */
export function calculate(input: CalculatorInput): Outcome<Calculated> {
  const basis = basisOf(input);
  if (!basis.ok) return basis;
  const { currency, isSeparable } = basis.value;
  const { steps, problems } = stepsOf(input, basis.value);
  if (problems.length > 0) return refused(...problems);
  const recognised = recognise(steps);
  const notes = steps.flatMap((step, i) => noteOn(step, recognised[i]).map((text) => `periods.${i}: ${text}`));
  const periods = input.periods.flatMap(({ period }, i): CalculatedPeriod[] => {
    const one = recognised[i];
    if (!one) return [];
    const { revenue, breakageRevenue, catchUp, liability, states } = one;
    return [
      {
        period,
        revenue,
        breakageRevenue: isSeparable ? breakageRevenue : null,
        catchUp,
        liability,
        escheatPayable: states,
      },
    ];
  });
  return found({ currency, periods, notes });
}

function noteOn({ estimate }: Step, one: Recognised | undefined): string[] {
  if (one?.exceeded)
    return [
      "more is redeemed than was expected in all: state expectedRedemptions anew. Until then what came on top is taken out of breakage, and then out of what is held for states.",
    ];
  const nothingExpected = estimate.unexercised !== null && compare(estimate.unexercised, whole(1n)) === 0;
  return estimate.method === "proportional" && nothingExpected && !estimate.remote
    ? ["nothing is expected to be redeemed, so there is no pattern to follow: breakage waits until that is remote."]
    : [];
}

/** As REST and the command line print it; amounts are decimal strings. */
export function calculatorJson({ currency, periods }: Calculated): object {
  const text = (amount: bigint) => toDecimal(amount, currency);
  return {
    periods: periods.map(({ period, revenue, breakageRevenue, liability, escheatPayable }) => ({
      period,
      revenue: text(revenue),
      breakageRevenue: breakageRevenue === null ? null : text(breakageRevenue),
      liability: text(liability),
      escheatPayable: text(escheatPayable),
    })),
  };
}
