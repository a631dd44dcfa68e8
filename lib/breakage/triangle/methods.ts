import { benktander } from "./benktander";
import { bornhuetterFerguson } from "./bornhuetter-ferguson";
import { capeCod } from "./cape-cod";
import { chainLadder, type Tail } from "./chain-ladder";
import { clark } from "./clark";
import type { FactorOptions } from "./development-factors";
import type { GrowthCurve } from "./growth-curve";
import { type MethodFigureSet, ofChainLadder, ofClark, ofExposure, ofOpenBalance } from "./method-result";
import { openBalanceForecast } from "./open-balance";
import { found, type Outcome, type Problem, refused } from "./outcome";
import type { Triangle } from "./triangle";

export const triangleMethods = [
  "chain-ladder",
  "open-balance",
  "bornhuetter-ferguson",
  "benktander",
  "cape-cod",
  "clark-loglogistic",
  "clark-weibull",
] as const;
export type TriangleMethod = (typeof triangleMethods)[number];

export type MethodInput = {
  /** Cumulative amounts; for `open-balance` open balances, the first age being the face value. */
  readonly triangle: Triangle;
  /** Face value sold, or premium; in the order of the origins. */
  readonly exposures?: readonly number[];
  /** The expected ratio of ultimate to exposure. */
  readonly prior?: number;
  readonly factors?: FactorOptions;
  readonly tail?: Tail;
  /** Open balance: the hazard is carried on to this age. Clark: development is cut off at it. */
  readonly ultimateAge?: number;
  /** Clark: how long an origin is, in the unit of the ages. */
  readonly originPeriod?: number;
};
export type MethodInputName = Exclude<keyof MethodInput, "triangle">;

export type MethodResult = { readonly method: TriangleMethod } & MethodFigureSet;

type Method = {
  /** For people who choose; one sentence without a full stop. */
  readonly summary: string;
  readonly needs: readonly MethodInputName[];
  /** Beside what it needs. */
  readonly takes: readonly MethodInputName[];
  readonly run: (input: MethodInput) => Outcome<MethodFigureSet>;
};

/** Cumulative amounts may be revised downwards here; a caller who knows that they cannot checks with `checkTriangle`. */
const reading = "amounts";

export const METHODS: Readonly<Record<TriangleMethod, Method>> = {
  "chain-ladder": {
    summary: "Every origin develops in the proportions of the origins before it; standard errors by Mack",
    needs: [],
    takes: ["factors", "tail"],
    run: ({ triangle, factors, tail }) => mapped(chainLadder(triangle, { reading, ...factors, tail }), ofChainLadder),
  },
  "open-balance": {
    summary:
      "Chain ladder on what is left on the cards: latest is open now, ultimate is never redeemed, reserve is still to be redeemed",
    needs: [],
    takes: ["factors", "ultimateAge"],
    run: ({ triangle, factors, ultimateAge }) => {
      const tail = ultimateAge === undefined ? undefined : { ultimateAge };
      return mapped(openBalanceForecast(triangle, { ...factors, tail }), ofOpenBalance);
    },
  },
  "bornhuetter-ferguson": {
    summary: "What is still to come is the undeveloped share of exposure × prior, whatever came so far",
    needs: ["exposures", "prior"],
    takes: ["factors", "tail"],
    run: ({ triangle, exposures = [], prior = 0, factors, tail }) =>
      mapped(bornhuetterFerguson(triangle, { reading, ...factors, exposures, prior, tail }), ofExposure),
  },
  benktander: {
    summary: "Bornhuetter–Ferguson once more with its own result as the prior: old origins lean on their own amounts",
    needs: ["exposures", "prior"],
    takes: ["factors", "tail"],
    run: ({ triangle, exposures = [], prior = 0, factors, tail }) =>
      mapped(benktander(triangle, { reading, ...factors, exposures, prior, tail }), ofExposure),
  },
  "cape-cod": {
    summary: "Bornhuetter–Ferguson with the prior taken from all origins of the triangle together",
    needs: ["exposures"],
    takes: ["factors", "tail"],
    run: ({ triangle, exposures = [], factors, tail }) =>
      mapped(capeCod(triangle, { reading, ...factors, exposures, tail }), ofExposure),
  },
  "clark-loglogistic": clarkMethod("loglogistic", "a loglogistic curve, whose tail is long: cut it off at an age"),
  "clark-weibull": clarkMethod("weibull", "a Weibull curve, whose tail is short"),
};

function clarkMethod(curve: GrowthCurve, which: string): Method {
  return {
    summary: `Growth by ${which}; each origin has its level, or with exposures all have one ratio (Clark's Cape Cod)`,
    needs: [],
    takes: ["exposures", "ultimateAge", "originPeriod"],
    run: ({ triangle, exposures, ultimateAge, originPeriod }) =>
      mapped(clark(triangle, { curve, reading, exposures, truncationAge: ultimateAge, originPeriod }), ofClark),
  };
}

/**
 * The figures of a method by its name. Refused when an input that it needs is missing or one is given that it has no use
 * for, so that nothing a person asked for is passed over, and for whatever the method itself refuses.
 */
export function runMethod(method: TriangleMethod, input: MethodInput): Outcome<MethodResult> {
  const { needs, takes, run } = METHODS[method];
  const { triangle: _, ...others } = input;
  const given = (Object.keys(others) as MethodInputName[]).filter((name) => input[name] !== undefined);
  const problems: Problem[] = [
    ...needs.filter((name) => !given.includes(name)).map((name) => missing(method, name)),
    ...given
      .filter((name) => ![...needs, ...takes].includes(name))
      .map((name) => ({ kind: "option" as const, message: `${method} has no use for ${inputNames[name]}.` })),
  ];
  if (problems.length > 0) return refused(...problems);
  const result = run(input);
  if (!result.ok) return result;
  const { origins, total, factors, sigmaSquared } = result.value;
  const figures = [total, ...origins].flatMap(({ latest, ultimate, reserve, standardError }) => [
    ...[latest, ultimate, reserve, standardError ?? 0],
  ]);
  if (![...figures, ...factors, ...sigmaSquared].every(Number.isFinite)) {
    return refused({ kind: "not-a-number", message: "The amounts are too large or too small to compute with." });
  }
  return found({ method, ...result.value });
}

const inputNames: Readonly<Record<MethodInputName, string>> = {
  exposures: "an exposure for each origin (face value sold, or premium)",
  prior: "a prior (the expected ratio of ultimate to exposure)",
  factors: "a choice of links",
  tail: "a tail factor",
  ultimateAge: "an ultimate age",
  originPeriod: "the length of an origin",
};

const missing = (method: TriangleMethod, name: MethodInputName): Problem => ({
  kind: name === "prior" ? "prior" : "exposure",
  message: `${method} needs ${inputNames[name]}.`,
});

function mapped<A, B>(outcome: Outcome<A>, map: (value: A) => B): Outcome<B> {
  return outcome.ok ? found(map(outcome.value)) : outcome;
}
