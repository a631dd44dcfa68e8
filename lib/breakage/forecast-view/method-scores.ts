import type { BacktestReport } from "../forecast/backtest-report";
import type { Choice } from "../forecast/choice";
import { baselines, type Candidate, FIRST_BASELINE } from "../forecast/constants";
import { type RangeScore, skillOf } from "../forecast/scores";

export type MethodScoreRow = {
  readonly method: Candidate;
  readonly isChosen: boolean;
  readonly isBaseline: boolean;
  readonly wape: number | null;
  readonly bias: number | null;
  /** On ages 0 to 9, over sums by type, month end and age group: what the verdict is about. */
  readonly youngSumsWape: number | null;
  /** 1 − that ÷ the first baseline's; null for the baseline itself. */
  readonly skill: number | null;
  /** The same over single cohorts, where chance weighs more: told beside the verdict, which is not about it. */
  readonly cohortSkill: number | null;
  /** How its ranges would have held at all past cuts; null where it had none, or was not measured. */
  readonly range: RangeScore | null;
};

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;

/** Every method, the least error first; those without one come last. Its ranges are told by a report, where there is one. */
export function methodScoreRows(
  { method: chosen, scores }: Choice,
  report: Pick<Ok, "methods"> | null = null,
): MethodScoreRow[] {
  const pooledOf = (method: Candidate) =>
    report?.methods.find((one) => one.method === method)?.byAge.find(({ ages }) => ages === "all")?.range ?? null;
  const first = scores.find(({ method }) => method === FIRST_BASELINE);
  return scores
    .map(({ method, wape, bias, youngWape, youngSumsWape }) => ({
      method,
      isChosen: method === chosen,
      isBaseline: baselines.some((baseline) => baseline === method),
      wape,
      bias,
      youngSumsWape,
      skill: method === FIRST_BASELINE ? null : skillOf(youngSumsWape, first?.youngSumsWape ?? null),
      cohortSkill: method === FIRST_BASELINE ? null : skillOf(youngWape, first?.youngWape ?? null),
      range: pooledOf(method),
    }))
    .sort((a, b) => (a.wape ?? Number.POSITIVE_INFINITY) - (b.wape ?? Number.POSITIVE_INFINITY));
}

/** The model that came closest to beating the average on young cards, whether it was used or not. */
export function bestModel(choice: Choice): MethodScoreRow | null {
  const models = methodScoreRows(choice).filter(({ isBaseline, skill }) => !isBaseline && skill !== null);
  return models.reduce<MethodScoreRow | null>(
    (best, row) => (best === null || (row.skill ?? 0) > (best.skill ?? 0) ? row : best),
    null,
  );
}

/** Whether an average stood for the forecast at some past month end: it knows how much is left, and not when. */
export const usedAverages = ({ cuts }: Pick<Ok, "cuts">): boolean =>
  cuts.some(({ method }) => baselines.some((baseline) => baseline === method));
