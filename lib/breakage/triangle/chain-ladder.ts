import { sum } from "@/lib/statistics/vector";
import { type DevelopmentStep, developmentFactors, type FactorOptions } from "./development-factors";
import { found, type Outcome, type Problem, refused } from "./outcome";
import { checkTriangle, latestOf, type Reading, type RowFacts, type Triangle } from "./triangle";

/** Development beyond the last age, with its own errors (Mack 1999): factor, s.e. of the factor, and σ. */
export type Tail = { readonly factor: number; readonly standardError: number; readonly sigma: number };

export type ChainLadderOptions = FactorOptions & {
  /** By default `redeemed`. */
  readonly reading?: Reading;
  readonly tail?: Tail;
};

type Errors = {
  /** √ of the variance of what will happen around its mean. */
  readonly processError: number;
  /** √ of the variance of the factors around the truth. */
  readonly parameterError: number;
  /** √(process² + parameter²): Mack's standard error of the ultimate, and so of the reserve. */
  readonly standardError: number;
};

export type OriginForecast = Errors & {
  readonly origin: string;
  readonly latestAge: number;
  readonly latest: number;
  readonly ultimate: number;
  /** Ultimate − latest. Negative when factors are below 1. */
  readonly reserve: number;
  /** Expected amounts from the latest age on, which is first, to the last age and, with a tail, beyond. */
  readonly path: readonly number[];
};

export type ChainLadder = {
  readonly steps: readonly DevelopmentStep[];
  readonly tail: Tail | null;
  readonly origins: readonly OriginForecast[];
  readonly total: Errors & { readonly latest: number; readonly ultimate: number; readonly reserve: number };
};

/** What one step does to an amount: the last may be the tail. */
type Step = Pick<DevelopmentStep, "factor" | "sigmaSquared" | "standardError">;

/**
 * Mack's distribution-free chain ladder (Mack 1993, ASTIN Bulletin 23:213; tail and links left out: Mack 1999, 29:361).
 * Each origin is developed by the volume-weighted factors; errors follow the recursion of Mack 1999, which for a triangle
 * without tail gives the closed formulas of 1993. Amounts and errors are in the unit of the triangle.
 *
 * Refused: what `checkTriangle` and `developmentFactors` refuse, a tail that is no positive number, and an origin with
 * nothing at its latest age unless the cells are open balances, because the forecast would be a zero that means nothing.
 */
export function chainLadder(triangle: Triangle, options: ChainLadderOptions = {}): Outcome<ChainLadder> {
  const reading = options.reading ?? "redeemed";
  const checked = checkTriangle(triangle, reading);
  if (!checked.ok) return checked;
  const steps = developmentFactors(triangle, options);
  if (!steps.ok) return steps;
  const tail = options.tail ?? null;
  const rows = latestOf(triangle);
  const problems = [...tailProblems(tail), ...(reading === "open" ? [] : emptyOrigins(rows, triangle.ages))];
  if (problems.length > 0) return refused(...problems);

  const all: Step[] = tail ? [...steps.value, { ...tail, sigmaSquared: tail.sigma ** 2 }] : steps.value;
  const origins = rows.map((row) => develop(row, triangle.ages, all));
  return found({ steps: steps.value, tail, origins, total: totalOf(origins, rows, all) });
}

/** The product of the factors from each age to the ultimate, tail included: 1 at the end without one. */
export function factorsToUltimate(steps: readonly DevelopmentStep[], tail: Tail | null): number[] {
  let product = tail?.factor ?? 1;
  const fromTheEnd = [product];
  for (const { factor } of steps.toReversed()) {
    product *= factor;
    fromTheEnd.push(product);
  }
  return fromTheEnd.reverse();
}

function develop(
  { origin, latest, latestIndex }: RowFacts,
  ages: readonly number[],
  steps: readonly Step[],
): OriginForecast {
  const path = [latest];
  let amount = latest;
  let process = 0;
  let parameter = 0;
  for (const { factor, sigmaSquared, standardError } of steps.slice(latestIndex)) {
    process = sigmaSquared * amount + factor ** 2 * process;
    parameter = (amount * standardError) ** 2 + factor ** 2 * parameter;
    amount *= factor;
    path.push(amount);
  }
  const latestAge = ages[latestIndex] ?? 0;
  return {
    origin,
    latestAge,
    latest,
    ultimate: amount,
    reserve: amount - latest,
    path,
    ...errorsOf(process, parameter),
  };
}

/** Origins vary independently around their means, but share the factors: their parameter errors add before squaring. */
function totalOf(origins: readonly OriginForecast[], rows: readonly RowFacts[], steps: readonly Step[]) {
  let parameter = 0;
  for (const [k, { factor, standardError }] of steps.entries()) {
    const developed = sum(origins.map(({ path }, i) => path[k - (rows[i]?.latestIndex ?? 0)] ?? 0));
    parameter = (developed * standardError) ** 2 + factor ** 2 * parameter;
  }
  const latest = sum(origins.map((origin) => origin.latest));
  const ultimate = sum(origins.map((origin) => origin.ultimate));
  const process = sum(origins.map(({ processError }) => processError ** 2));
  return { latest, ultimate, reserve: ultimate - latest, ...errorsOf(process, parameter) };
}

const errorsOf = (process: number, parameter: number): Errors => ({
  processError: Math.sqrt(process),
  parameterError: Math.sqrt(parameter),
  standardError: Math.sqrt(process + parameter),
});

const emptyOrigins = (rows: readonly RowFacts[], ages: readonly number[]): Problem[] =>
  rows
    .filter(({ latest }) => latest <= 0)
    .map(({ origin, latestIndex }) => ({
      kind: "nothing-to-develop",
      origin,
      age: ages[latestIndex] ?? 0,
      message: `Origin ${origin} has nothing by age ${ages[latestIndex]}, and a chain ladder would forecast 0: Bornhuetter–Ferguson, Cape Cod and the open balance can do without.`,
    }));

function tailProblems(tail: Tail | null): Problem[] {
  if (tail === null) return [];
  const { factor, standardError, sigma } = tail;
  const isFine =
    factor > 0 && standardError >= 0 && sigma >= 0 && [factor, standardError, sigma].every(Number.isFinite);
  const message = `A tail needs a factor above 0 and errors not below 0; given are ${factor}, ${standardError} and ${sigma}.`;
  return isFine ? [] : [{ kind: "tail", message }];
}
