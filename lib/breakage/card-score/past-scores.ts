import { typeIdOf } from "./cell";
import { fitCorrection } from "./correction";
import type { TypeFacts } from "./design";
import type { HazardSource } from "./hazard-source";
import { type CardModel, type Correction, fitCardModel, NO_CORRECTION } from "./model";
import { type Judged, type Reliability, reliabilityOf } from "./reliability";
import { type CellScores, scoreCells } from "./score";
import type { TakenRow } from "./taken";
import type { TrainingRow } from "./training";
import { scoreKeyOf } from "./trait-steps";

export type TakenMonth = TakenRow & { readonly month: number };

/** Alike cards open at a past month's end, and what came of them by the end of the horizon or their own. */
export type OutcomeRow = {
  readonly key: number;
  readonly cards: number;
  readonly untouched: number;
  readonly notFully: number;
  /** Σ of the shares of their balances that were left: shares, because cards are of several currencies. */
  readonly left: number;
};

/** The past months' ends: the correction is fitted on what came after the first, and judged on what came after the second. */
export type PastCuts = { readonly first: number; readonly second: number; readonly horizon: number };

/** Stated once with and once without the correction, over the same cards. */
export type Check = {
  readonly corrected: boolean;
  readonly untouched: Reliability | null;
  readonly notFully: Reliability | null;
  /** Σ of the shares said to be left ÷ Σ of those left − 1; null where nothing was left. */
  readonly leftBias: number | null;
};

export type PastCheck =
  | { readonly status: "too-little-history" }
  | {
      readonly status: "ok";
      readonly cuts: PastCuts;
      /** What the present scores use: the correction where it made past scores better, else none. */
      readonly correction: Correction;
      readonly found: Correction;
      /** The one that the present scores are made like. */
      readonly shown: Check;
      readonly other: Check;
    };

type History = {
  readonly rows: readonly TrainingRow[];
  readonly taken: readonly TakenMonth[];
  readonly outcomes: readonly OutcomeRow[];
  readonly types: readonly TypeFacts[];
};

/**
 * Scores as they would have been made at two past cuts, each with what was known then alone. A correction is learnt between
 * the cuts and judged after the second; it is used only if it lowers the Brier score there.
 */
export function checkPast(
  { rows, taken, outcomes, types }: History,
  cuts: PastCuts,
  sources: { readonly first: HazardSource | null; readonly second: HazardSource | null },
): PastCheck {
  const fit = (source: HazardSource | null, cut: number, from?: CardModel) => {
    if (source === null) return null;
    const known = types.filter(({ id }) => source.typeIds.has(id));
    const ids = new Set(known.map(({ id }) => id));
    const before = rows.filter(({ key, month }) => month <= cut && ids.has(typeIdOf(key)));
    const steps = taken.filter(({ typeId, month }) => month <= cut && ids.has(typeId));
    const model = fitCardModel(before, steps, known, source, from);
    return "status" in model ? null : { model, source, ids };
  };
  const first = fit(sources.first, cuts.first);
  const second = fit(sources.second, cuts.second, first?.model);
  if (!first || !second) return { status: "too-little-history" };
  const between = rows.filter(
    ({ key, month }) => month > cuts.first && month <= cuts.second && first.ids.has(typeIdOf(key)),
  );
  const found = fitCorrection(first.model, first.source, between);
  const judged = outcomes.filter(({ key }) => second.ids.has(typeIdOf(key)));
  const check = (correction: Correction): Check =>
    judge(
      scoreCells(
        { ...second.model, correction },
        second.source,
        judged.map(({ key }) => scoreKeyOf(second.model, key)),
        { cut: cuts.second, horizon: cuts.horizon },
      ),
      judged,
      correction !== NO_CORRECTION,
    );
  const [plain, corrected] = [check(NO_CORRECTION), check(found)];
  if (plain.untouched === null) return { status: "too-little-history" };
  const better = (corrected.untouched?.brier ?? 1) < plain.untouched.brier && found !== NO_CORRECTION;
  return {
    status: "ok",
    cuts,
    found,
    correction: better ? found : NO_CORRECTION,
    shown: better ? corrected : plain,
    other: better ? plain : corrected,
  };
}

function judge(scores: CellScores, outcomes: readonly OutcomeRow[], corrected: boolean): Check {
  const judgedBy = (said: Float64Array, came: (row: OutcomeRow) => number): Judged[] =>
    outcomes.map((row, i) => ({ probability: said[i] ?? 1, cards: row.cards, came: came(row) }));
  const said = outcomes.reduce((sum, { cards }, i) => sum + cards * (scores.left[i] ?? 1), 0);
  const left = outcomes.reduce((sum, row) => sum + row.left, 0);
  return {
    corrected,
    untouched: reliabilityOf(judgedBy(scores.untouched, (row) => row.untouched)),
    notFully: reliabilityOf(judgedBy(scores.notFully, (row) => row.notFully)),
    leftBias: left > 0 ? said / left - 1 : null,
  };
}
