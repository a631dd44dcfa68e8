import { sum } from "@/lib/statistics/vector";
import { completeSigmaSquared, type LastSigmaRule } from "./last-sigma";
import { found, type Outcome, type Problem, refused } from "./outcome";
import type { Triangle } from "./triangle";

export type LinkName = { readonly origin: string /** The age from which it starts. */; readonly age: number };

export type FactorOptions = {
  /** σ² of a step with a single link; by default Mack's rule. */
  readonly lastSigma?: LastSigmaRule;
  /** Only the links of the last so many diagonals: at each age those of the youngest origins, in the order of the rows. */
  readonly latestDiagonals?: number;
  /** Links left out by judgement, such as a month with a product recall. They stay in the forecast. */
  readonly exclude?: readonly LinkName[];
};

/** One step of development, from an age to the next. */
export type DevelopmentStep = {
  readonly fromAge: number;
  readonly toAge: number;
  /** f = Σ C(to) ÷ Σ C(from), over the links used. */
  readonly factor: number;
  /** σ² = Σ C(from)·(F − f)² ÷ (m − 1) over the m links with an individual factor F; in units of the amounts. */
  readonly sigmaSquared: number;
  /** √(σ² ÷ Σ C(from)). */
  readonly standardError: number;
  /** Σ C(from) over the links used. */
  readonly volume: number;
  readonly links: number;
  /** False when σ² was taken from the other steps. */
  readonly ownSigma: boolean;
};

type Link = { readonly from: number; readonly to: number };

/**
 * Volume-weighted development factors with Mack's variances (Mack 1993; with links left out, Mack 1999 with weights 0 and
 * 1). A link that starts at 0 has no individual factor: it stays in f and is left out of σ². Refused with fewer than three
 * origins, without a second age, where no link or no amount is left at an age, and where no step has two links.
 * The triangle is taken to have passed `checkTriangle`.
 */
export function developmentFactors(triangle: Triangle, options: FactorOptions = {}): Outcome<DevelopmentStep[]> {
  const problems = unusable(triangle, options);
  if (problems.length > 0) return refused(...problems);
  const steps = triangle.ages.slice(1).map((toAge, k) => {
    const fromAge = triangle.ages[k] ?? 0;
    return { fromAge, toAge, ...estimate(linksFrom(triangle, k, fromAge, options)) };
  });
  const missing = steps.filter(({ volume }) => !(volume > 0));
  if (missing.length > 0) return refused(...missing.map(noLink));

  const sigmaSquared = completeSigmaSquared(
    steps.map((step) => step.sigmaSquared),
    options.lastSigma,
  );
  if (sigmaSquared === null) {
    return refused({
      kind: "no-variance",
      message: "No step of development has two links, so nothing says how much factors differ between origins.",
    });
  }
  return found(
    steps.map((step, k) => {
      const variance = sigmaSquared[k] ?? 0;
      return {
        ...step,
        sigmaSquared: variance,
        standardError: Math.sqrt(variance / step.volume),
        ownSigma: step.sigmaSquared !== null,
      };
    }),
  );
}

function estimate(links: readonly Link[]) {
  const volume = sum(links.map(({ from }) => from));
  const factor = sum(links.map(({ to }) => to)) / volume;
  const own = links.filter(({ from }) => from > 0);
  const squares = sum(own.map(({ from, to }) => from * (to / from - factor) ** 2));
  return { factor, volume, links: links.length, sigmaSquared: own.length < 2 ? null : squares / (own.length - 1) };
}

function linksFrom(
  triangle: Triangle,
  k: number,
  age: number,
  { latestDiagonals, exclude = [] }: FactorOptions,
): Link[] {
  const observed = triangle.cells.flatMap((row, i) => {
    const [from, to] = [row[k], row[k + 1]];
    if (from === undefined || from === null || to === undefined || to === null) return [];
    return [{ from, to, origin: triangle.origins[i] }];
  });
  const recent = latestDiagonals === undefined ? observed : observed.slice(-latestDiagonals);
  return recent.filter(({ origin }) => !exclude.some((link) => link.origin === origin && link.age === age));
}

function unusable({ origins, ages }: Triangle, { latestDiagonals, exclude = [] }: FactorOptions): Problem[] {
  const problems: Problem[] = [];
  if (origins.length < 3) {
    const have = origins.length === 1 ? "There is 1 origin" : `There are ${origins.length} origins`;
    problems.push({ kind: "too-few-origins", message: `${have}; a chain ladder needs at least 3.` });
  }
  if (ages.length < 2) problems.push({ kind: "too-few-ages", message: "A chain ladder needs at least 2 ages." });
  if (latestDiagonals !== undefined && !(Number.isInteger(latestDiagonals) && latestDiagonals > 0)) {
    problems.push({ kind: "option", message: `The number of diagonals must be 1 or more, not ${latestDiagonals}.` });
  }
  for (const { origin, age } of exclude) {
    if (origins.includes(origin) && ages.slice(0, -1).includes(age)) continue;
    const message = `There is no link of origin ${origin} from age ${age} that could be left out.`;
    problems.push({ kind: "unknown-link", message, origin, age });
  }
  return problems;
}

function noLink({ fromAge, toAge, links }: { fromAge: number; toAge: number; links: number }): Problem {
  const why = links === 0 ? "no origin is observed at both" : "the origins observed at both have nothing at the first";
  return { kind: "no-link", age: fromAge, message: `There is no factor from age ${fromAge} to ${toAge}: ${why}.` };
}
