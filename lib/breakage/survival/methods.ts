import type { Link } from "@/lib/statistics/link";
import { makeRandom } from "@/lib/statistics/random";
import { cumulativeIncidence, type IncidenceStep } from "./competing";
import { type Coefficient, fitDiscreteHazard } from "./discrete-hazard";
import type { Distribution } from "./distribution";
import { type Baseline, type CardRow, periodName } from "./hazard-design";
import { kaplanMeier, type SurvivalCurve } from "./kaplan-meier";
import { type LifeTableRow, lifeTable } from "./life-table";
import { fitMixtureCure, type MixtureCureFit } from "./mixture-cure";
import type { Weighting } from "./observation";
import { found, type Outcome } from "./outcome";
import { type CureQuote, quoteCureFraction } from "./quote-cure-fraction";
import type { SurvivalCard } from "./read-csv";
import { resampledCurve } from "./resampled-errors";

export const survivalMethods = ["kaplan-meier", "competing", "mixture-cure", "discrete-hazard"] as const;
export type SurvivalMethod = (typeof survivalMethods)[number];

/** Where the errors of a curve come from: Greenwood's formula on effective cards, or curves of resampled cards. */
export const errorSources = ["greenwood", "resampled"] as const;
export type ErrorSource = (typeof errorSources)[number];

export type SurvivalInput = {
  readonly weighting: Weighting;
  readonly level: number;
  readonly errors: ErrorSource;
  /** Of the resampling. */
  readonly seed: string;
  readonly distribution: Distribution;
  readonly link: Link;
  readonly baseline: Baseline;
  readonly periodLength: number;
  /** Names of the covariates of the cards. */
  readonly covariates: readonly string[];
};

export type KaplanMeierResult = { readonly times: SurvivalCurve["steps"]; readonly median: number | null };

export type CompetingResult = {
  readonly ends: Readonly<Record<string, readonly IncidenceStep[]>>;
  /** Share that no end has come to. */
  readonly open: number;
};

export type MixtureCureResult = Omit<MixtureCureFit, "cureFractionError" | "standardErrors"> & {
  /** Of the cure fraction and the parameters by their names. */
  readonly standardErrors: Readonly<Record<string, number | null>>;
} & CureQuote;

export type DiscreteHazardResult = {
  readonly link: Link;
  readonly baseline: Baseline;
  readonly periodLength: number;
  readonly coefficients: readonly Coefficient[];
  readonly logLikelihood: number;
  /** Person-periods, and events among them. */
  readonly rows: number;
  readonly events: number;
  /** The hazard by period without covariates. */
  readonly periods: readonly LifeTableRow[];
};

export function runKaplanMeier(
  cards: readonly CardRow[],
  { weighting, level, errors, seed }: SurvivalInput,
): Outcome<KaplanMeierResult> {
  const curve =
    errors === "resampled"
      ? resampledCurve(cards, { level, random: makeRandom(seed) })
      : kaplanMeier(cards, { weighting, level });
  return curve.ok ? found({ times: curve.value.steps, median: curve.value.median }) : curve;
}

export function runCompeting(cards: readonly SurvivalCard[], { weighting }: SurvivalInput): Outcome<CompetingResult> {
  const curves = cumulativeIncidence(
    cards.map((card) => ({ ...card, cause: card.end ?? null })),
    { weighting },
  );
  return curves.ok ? found({ ends: curves.value.causes, open: curves.value.open }) : curves;
}

export function runMixtureCure(
  cards: readonly CardRow[],
  { weighting, distribution }: SurvivalInput,
): Outcome<MixtureCureResult> {
  const fit = fitMixtureCure(cards, distribution, { weighting });
  if (!fit.ok) return fit;
  const quote = quoteCureFraction(cards, fit.value, { weighting });
  if (!quote.ok) return quote;
  const { cureFractionError, standardErrors, ...rest } = fit.value;
  return found({ ...rest, standardErrors: { cureFraction: cureFractionError, ...standardErrors }, ...quote.value });
}

export function runDiscreteHazard(cards: readonly CardRow[], input: SurvivalInput): Outcome<DiscreteHazardResult> {
  const { weighting, link, baseline, periodLength, covariates } = input;
  const table = lifeTable(cards, { link, length: periodLength, weighting });
  if (!table.ok) return table;
  const { periods, logLikelihood, rows, events } = table.value;
  const common = { link, baseline, periodLength, rows, events, periods };
  // Without covariates the free baseline is the table itself; periods of hazard 0 or 1 have no finite coefficient.
  if (baseline === "free" && covariates.length === 0) {
    const coefficients = periods.flatMap(({ period, coefficient, standardError }) =>
      coefficient === null || standardError === null ? [] : [{ name: periodName(period), coefficient, standardError }],
    );
    return found({ ...common, coefficients, logLikelihood });
  }
  const fit = fitDiscreteHazard(cards, { names: covariates, baseline, link, length: periodLength, weighting });
  if (!fit.ok) return fit;
  return found({ ...common, coefficients: fit.value.coefficients, logLikelihood: fit.value.logLikelihood });
}
