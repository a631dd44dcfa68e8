import { type BinomialRow, binomialRegression } from "@/lib/statistics/binomial-regression";
import { inverseLink, type Link } from "@/lib/statistics/link";
import { dot, entry, sum, type Vector } from "@/lib/statistics/vector";
import { type Baseline, type CardRow, type CardSpan, hazardDesign, hazardRows, periodName } from "./hazard-design";
import { lifeTable } from "./life-table";
import { effectiveSize, type Weighting, weightOf } from "./observation";
import { found, type Outcome, refused } from "./outcome";
import { periodSpan } from "./person-period";

export type HazardModel = {
  /** Names of the covariates, in their order. */
  readonly names: readonly string[];
  readonly baseline?: Baseline;
  readonly link?: Link;
  /** Units of time to a period; 1 when not given. */
  readonly length?: number;
  readonly weighting?: Weighting;
};

export type Coefficient = { readonly name: string; readonly coefficient: number; readonly standardError: number };

export type HazardFit = {
  readonly link: Link;
  readonly baseline: Baseline;
  /** Of the baseline first, then of the covariates. */
  readonly coefficients: readonly Coefficient[];
  readonly covariance: readonly (readonly number[])[];
  readonly logLikelihood: number;
  /** Person-periods, and events among them, counted by card. */
  readonly rows: number;
  readonly events: number;
  /** Periods in which all cards at risk were redeemed; a free baseline has no coefficient for them. */
  readonly certain: readonly number[];
};

/** Beyond it a free baseline costs more than it tells: its table of rows grows with the square. */
const MOST_FREE_PERIODS = 200;

/**
 * A discrete-time hazard model (Prentice and Gloeckler 1978; Allison 1982): P(event in period j | open at its start) = μ(η),
 * η = baseline + covariates·β + offset, over the person-periods of all cards, by IRLS. With the cloglog link β are the
 * coefficients of a proportional-hazards model in continuous time. For value weights the information is scaled to the
 * effective number of cards.
 *
 * Refused: no card or one that contradicts itself, covariates of another number or not finite, no event, more than 10 000
 * periods, or 200 with events and a free baseline, columns that depend on one another, and columns that separate events from the rest
 * without error.
 */
export function fitDiscreteHazard(cards: readonly CardRow[], model: HazardModel): Outcome<HazardFit> {
  const { names, baseline = "linear", link = "cloglog", length = 1, weighting = "value" } = model;
  const table = lifeTable(cards, { link, length, weighting });
  if (!table.ok) return table;
  const unfit = cards.findIndex(
    ({ covariates, offset = 0 }) =>
      covariates.length !== names.length || ![...covariates, offset].every(Number.isFinite),
  );
  if (unfit >= 0) {
    return refused("covariate", `Card ${unfit + 1} should have ${names.length} finite covariates and a finite offset.`);
  }
  const known = cards.filter((card) => weightOf(card) > 0);
  const spans: CardSpan[] = known.map((card) => ({ card, ...periodSpan(card, length) }));
  // In a period in which none is redeemed, or all, the hazard is 0 or 1 whatever the covariates, and tells nothing of them.
  const informative = table.value.periods.filter(({ coefficient }) => coefficient !== null).map(({ period }) => period);
  if (baseline === "free") {
    const unfree = cannotBeFree(informative.length);
    if (unfree) return unfree;
  }
  const design = hazardDesign(baseline, informative, names);
  const weights = known.map(weightOf);
  const rows = hazardRows(spans, design, weighting === "value" ? effectiveSize(weights) / sum(weights) : 1);
  const outcome = binomialRegression(rows, link);
  switch (outcome.kind) {
    case "collinear":
      return refused("collinear", "The covariates depend on one another, or one is constant: leave one of them out.");
    case "separation":
      return separation(outcome.direction, rows, design.names);
    case "no-maximum":
      return refused("no-maximum", "The likelihood of the hazard has no clear maximum here.");
  }
  const { coefficients, standardErrors, covariance, logLikelihood } = outcome.fit;
  return found({
    link,
    baseline,
    coefficients: design.names.map((name, i) => ({
      name,
      coefficient: entry(coefficients, i),
      standardError: entry(standardErrors, i),
    })),
    covariance,
    logLikelihood,
    rows: table.value.rows,
    events: table.value.events,
    certain: table.value.periods.filter(({ hazard }) => hazard === 1).map(({ period }) => period),
  });
}

function cannotBeFree(periods: number): Outcome<never> | null {
  if (periods === 0) {
    return refused("separation", "In every period all cards at risk were redeemed, or none: take shorter periods.");
  }
  if (periods <= MOST_FREE_PERIODS) return null;
  const message = `${periods} periods have events, too many for a coefficient each: take longer periods or a linear baseline.`;
  return refused("too-many-periods", message);
}

/**
 * P(event in the period | open at its start) for a card with these covariates. By a free baseline 0 in a period without
 * events, also in one that nobody was followed into, and 1 in one that nobody outlasted.
 */
export function hazardIn(fit: HazardFit, period: number, covariates: Vector, offset = 0): number {
  const split = fit.coefficients.length - covariates.length;
  const own = fit.coefficients.slice(0, split);
  const [intercept = 0, slope = 0] = own.map(({ coefficient }) => coefficient);
  const base =
    fit.baseline === "linear"
      ? intercept + slope * period
      : own.find(({ name }) => name === periodName(period))?.coefficient;
  if (base === undefined) return fit.certain.includes(period) ? 1 : 0;
  const slopes = fit.coefficients.slice(split).map(({ coefficient }) => coefficient);
  return inverseLink(fit.link, base + dot(slopes, covariates) + offset).probability;
}

/** Names the columns along which η runs away. */
function separation(direction: Vector, rows: readonly BinomialRow[], names: readonly string[]): Outcome<never> {
  const reach = direction.map(
    (d, j) => Math.abs(d) * rows.reduce((most, { x }) => Math.max(most, Math.abs(entry(x, j))), 0),
  );
  const most = Math.max(...reach);
  const guilty = names.filter((_, j) => entry(reach, j) > most / 10).map((name) => `“${name}”`);
  return refused(
    "separation",
    `Perfect separation along ${guilty.join(", ")}: there events are told from the rest without error, and a coefficient would be infinite. Leave it out, or join it with a neighbour.`,
  );
}
