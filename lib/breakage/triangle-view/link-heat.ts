import { type DevelopmentStep, developmentFactors, type FactorOptions } from "../triangle/development-factors";
import type { Problem } from "../triangle/outcome";
import type { Triangle } from "../triangle/triangle";

/** `used` in the factor, `left-out` by judgement, `older` than the last diagonals that were asked for. */
export type LinkUse = "used" | "left-out" | "older";

/** The link that ends in a cell. */
export type HeatedLink = {
  readonly use: LinkUse;
  /** Amount ÷ the amount an age before; null where that is 0. */
  readonly ratio: number | null;
  /**
   * (F − f)·√C ÷ σ with C the earlier amount: how many of its own standard deviations the ratio F lies above the factor f
   * of its step (Mack's weighted residual). 0 where it is the factor; null without a ratio, a factor or a σ above 0.
   */
  readonly deviation: number | null;
};

export type LinkHeat = {
  /** From each age to the next; null where the factors were refused. */
  readonly steps: readonly DevelopmentStep[] | null;
  readonly problems: readonly Problem[];
  /** By origin and age, as the cells of the triangle. The first age ends no link. */
  readonly links: readonly (readonly (HeatedLink | null)[])[];
};

/** A ratio this close to its factor, relatively, is the factor: what sums of decimals in binary are off by. */
const SAME = 1e-12;

/** Every link of a triangle held against the factor of its step. The triangle is taken to have passed `checkTriangle`. */
export function linkHeat(triangle: Triangle, options: FactorOptions = {}): LinkHeat {
  const factors = developmentFactors(triangle, options);
  const steps = factors.ok ? factors.value : null;
  const uses = linkUses(triangle, options);
  const links = triangle.cells.map((row, i) =>
    row.map((to, j): HeatedLink | null => {
      const from = row[j - 1];
      const use = uses[i]?.[j - 1];
      if (to === null || from === null || from === undefined || !use) return null;
      const ratio = from > 0 ? to / from : null;
      return { use, ratio, deviation: deviationOf(from, ratio, steps?.[j - 1]) };
    }),
  );
  return { steps, problems: factors.ok ? [] : factors.problems, links };
}

/** The same where the triangle itself cannot be: its ratios are what they are, and no factor is told of them. */
export const withoutFactors = ({ links }: LinkHeat, problems: readonly Problem[]): LinkHeat => ({
  steps: null,
  problems,
  links: links.map((row) => row.map((link) => link && { ...link, deviation: null })),
});

/** Of each origin's links, by step, which part they have in the factor; null where there is no link. */
export function linkUses(
  { origins, ages, cells }: Triangle,
  { latestDiagonals = Number.POSITIVE_INFINITY, exclude = [] }: FactorOptions,
): (LinkUse | null)[][] {
  const isLink = (i: number, k: number) => (cells[i]?.[k] ?? null) !== null && (cells[i]?.[k + 1] ?? null) !== null;
  return origins.map((origin, i) =>
    ages.slice(1).map((_, k) => {
      if (!isLink(i, k)) return null;
      if (exclude.some((link) => link.origin === origin && link.age === ages[k])) return "left-out";
      const younger = origins.filter((_, below) => below > i && isLink(below, k)).length;
      return younger < latestDiagonals ? "used" : "older";
    }),
  );
}

function deviationOf(from: number, ratio: number | null, step: DevelopmentStep | undefined): number | null {
  if (ratio === null || step === undefined) return null;
  if (Math.abs(ratio - step.factor) <= SAME * step.factor) return 0;
  return step.sigmaSquared > 0 ? (ratio - step.factor) * Math.sqrt(from / step.sigmaSquared) : null;
}
