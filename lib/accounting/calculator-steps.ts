import { type Basis, tooManyDecimals } from "./calculator-basis";
import type { CalculatorInput, CalculatorPeriod } from "./calculator-schema";
import { compare, decimalFraction, dividedBy, type Fraction, minus, NONE, plus, whole } from "./fraction";
import type { Problem } from "./outcome";
import type { Step } from "./periods";

/** What holds at the end of a period: what a later one does not state anew stays. */
type State = {
  readonly rights: Fraction;
  readonly exercised: Fraction;
  readonly lapsed: Fraction;
  readonly unexercised: Fraction | null;
  readonly escheatable: Fraction;
  readonly remote: boolean;
};
type Say = (field: keyof CalculatorPeriod, message: string) => void;

/**
 * The periods as cumulative facts with the estimate of each. An estimate stands as a share: after a reload the same share
 * is expected of more. Problems carry the path of the field in the input.
 */
export function stepsOf(input: CalculatorInput, basis: Basis): { steps: Step[]; problems: Problem[] } {
  const steps: Step[] = [];
  const problems: Problem[] = [];
  const names = new Set<string | number>();
  let state: State = {
    rights: basis.rights,
    exercised: NONE,
    lapsed: NONE,
    unexercised: shareOf(input.expectedBreakageRate),
    escheatable: shareOf(input.escheatableShare) ?? NONE,
    remote: false,
  };
  for (const [i, period] of input.periods.entries()) {
    const say: Say = (field, message) => problems.push({ field: `periods.${i}.${field}`, message });
    if (names.has(period.period)) say("period", "stands there twice");
    names.add(period.period);
    state = after(state, period, basis, say);
    if (i === 0 && input.method === "proportional" && state.unexercised === null && !state.remote)
      say("expectedRedemptions", basis.isSeparable ? "is missing, and so is expectedBreakageRate" : "is missing");
    steps.push(stepOf(period.period, input, state, basis));
  }
  return { steps, problems };
}

function stepOf(
  period: string | number,
  { method }: CalculatorInput,
  state: State,
  { isMoney, price, worth }: Basis,
): Step {
  const { rights, exercised, lapsed, unexercised, escheatable, remote } = state;
  return {
    period: String(period),
    facts: { face: isMoney ? rights.over : price, exercised: worth(exercised), lapsed: worth(lapsed), presumed: 0n },
    estimate: { method, unexercised, escheatable, remote },
  };
}

type Amounts = Readonly<
  Record<"redeemed" | "expectedRedemptions" | "reloaded" | "refunded" | "expired", Fraction | null>
>;

function after(before: State, period: CalculatorPeriod, basis: Basis, say: Say): State {
  const amounts = amountsOf(period, basis, say);
  const reloaded = plus(before.rights, amounts.reloaded ?? NONE);
  const rights = minus(reloaded, amounts.refunded ?? NONE);
  const exercised = plus(before.exercised, amounts.redeemed ?? NONE);
  const lapsed = plus(before.lapsed, amounts.expired ?? NONE);
  const used = plus(exercised, before.lapsed);
  if (compare(plus(exercised, lapsed), rights) > 0) {
    const field = compare(used, reloaded) > 0 ? "redeemed" : compare(used, rights) > 0 ? "refunded" : "expired";
    const [all, gone] = [basis.write(rights), basis.write(plus(exercised, lapsed))];
    say(field, `leaves ${gone} redeemed or expired of ${all} in all; redeemed is of each period, not cumulative`);
  }
  const { expectedRedemptions: expected } = amounts;
  if (expected !== null) checkExpected(expected, { rights, exercised, lapsed }, basis, say);
  return {
    rights,
    exercised,
    lapsed,
    unexercised: unexercisedOf(expected, rights) ?? shareOf(period.expectedBreakageRate) ?? before.unexercised,
    escheatable: shareOf(period.escheatableShare) ?? before.escheatable,
    remote: period.remote ?? before.remote,
  };
}

function amountsOf(period: CalculatorPeriod, { isMoney, read, currency }: Basis, say: Say): Amounts {
  if (period.expectedRedemptions !== undefined && period.expectedBreakageRate !== undefined)
    say("expectedBreakageRate", "cannot stand beside expectedRedemptions: the one follows from the other");
  const amount = (field: keyof Amounts): Fraction | null => {
    const text = period[field];
    if (text === undefined) return null;
    if (!isMoney && (field === "reloaded" || field === "refunded"))
      say(field, "goes with face: the price allocated to options stays what it is");
    const rights = read(text);
    if (rights === null) say(field, tooManyDecimals(currency));
    return rights;
  };
  return {
    redeemed: amount("redeemed"),
    expectedRedemptions: amount("expectedRedemptions"),
    reloaded: amount("reloaded"),
    refunded: amount("refunded"),
    expired: amount("expired"),
  };
}

type Progress = Pick<State, "rights" | "exercised" | "lapsed">;

function checkExpected(expected: Fraction, { rights, exercised, lapsed }: Progress, { write }: Basis, say: Say): void {
  const usable = minus(rights, lapsed);
  if (compare(expected, exercised) < 0)
    say(
      "expectedRedemptions",
      `is less than the ${write(exercised)} redeemed by then: it counts from the first period on, and redeemed is of each period`,
    );
  else if (compare(expected, usable) > 0)
    say("expectedRedemptions", `is more than the ${write(usable)} that can be redeemed in all`);
}

/** 1 − R* ÷ N, kept within 0 to 1 where R* was refused; of no rights at all none is exercised. */
function unexercisedOf(expected: Fraction | null, rights: Fraction): Fraction | null {
  if (expected === null) return null;
  if (rights.over <= 0n) return whole(1n);
  return compare(expected, rights) > 0 ? NONE : minus(whole(1n), dividedBy(expected, rights));
}

const shareOf = (text: string | undefined): Fraction | null => (text === undefined ? null : decimalFraction(text));
