import { momentAt } from "./figures";
import { type ParameterName, parameterNames } from "./parameters";
import type { Plan, PlannedUnit } from "./plan";
import { type Valuation, valuationOf, valueUnit } from "./valuation";

export type Range = { readonly expected: number; readonly low: number; readonly high: number };

export type Ranges = {
  /** Redeemed because of the messages, minor units. */
  readonly rescued: Range;
  /** Σ J. */
  readonly gain: Range;
  /** By how much the end of each parameter's range moves the gain: what it would pay to measure, largest first. */
  readonly leans: readonly { readonly name: ParameterName; readonly low: number; readonly high: number }[];
};

type Sums = { readonly rescued: number; readonly gain: number };

/**
 * What some of a plan's messages bring, with the range that follows from not knowing the parameters. Each goes to either end of
 * its 80 % range with the others as they are; deviations upwards and downwards are added as squares, which makes the range one
 * of about 80 % if nobody errs on two for the same reason. The same parameter errs alike for everybody, so that many messages make
 * it no narrower. Moments stay as planned. Units without a moment count nothing.
 */
export function rangesOf({ context }: Plan, units: readonly PlannedUnit[]): Ranges {
  const { input, valuation } = context;
  const sent = units.filter(({ moment }) => moment !== null);
  const expected = sumsOf(sent, valuation);
  const leans = parameterNames.map((name) => {
    const at = (end: "low" | "high") => {
      const changed = valuationOf(input.parameters, valuation, (channel, reason) => ({
        [name]: input.parameters.of(channel, reason)[name][end],
      }));
      return sumsOf(sent, changed);
    };
    return { name, low: at("low"), high: at("high") };
  });
  const range = (of: (sums: Sums) => number): Range => {
    let [down, up] = [0, 0];
    for (const { low, high } of leans) {
      const [a, b] = [of(low) - of(expected), of(high) - of(expected)];
      down += Math.min(a, b, 0) ** 2;
      up += Math.max(a, b, 0) ** 2;
    }
    return { expected: of(expected), low: of(expected) - Math.sqrt(down), high: of(expected) + Math.sqrt(up) };
  };
  return {
    rescued: range(({ rescued }) => rescued),
    gain: range(({ gain }) => gain),
    leans: leans
      .map(({ name, low, high }) => ({ name, low: low.gain - expected.gain, high: high.gain - expected.gain }))
      .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low)),
  };
}

function sumsOf(units: readonly PlannedUnit[], valuation: Valuation): Sums {
  let [rescued, gain] = [0, 0];
  for (const { unit, channel, moment } of units) {
    const valued = moment ? valueUnit(unit, channel, valuation) : null;
    if (!valued || !moment) continue;
    const own = momentAt(valued, moment.day);
    rescued += own.rescued;
    gain += own.gain;
  }
  return { rescued, gain };
}
