import type { Scope } from "@/lib/identity/scope";
import { log } from "@/lib/log";
import { type ScoreOutcome, scoreIssuer } from "../../card-score/mutations/score-issuer";
import type { MakeForecast } from "../schema";
import { keepMoves } from "./keep-moves";
import { type ForecastOutcome, type MakeOptions, makeVersions, silentWatch } from "./make";

export type RunOutcome = ForecastOutcome & {
  /** What came of scoring single cards by the newest versions. */
  readonly scores: Pick<ScoreOutcome, "asOf" | "status"> & { readonly cards: number | null };
};

/**
 * Forecasts, then scores of single cards by them, then what moved since the versions before. Three transactions: a version that is
 * made stands, and so do its scores, and a run that was cut off in between finds them the next time and goes on. What moved is no
 * part of the outcome: whoever asks for it can have it worked out, so that a run whose figures stand has not failed without it.
 */
export async function makeForecastsAndScores(
  scope: Scope,
  input: MakeForecast,
  options: MakeOptions,
): Promise<RunOutcome> {
  const { watch = silentWatch, transaction } = options;
  const throwIfCancelled = () => watch.throwIfCancelled();
  const { outcome: made, books } = await makeVersions(scope, input, options);
  const scores = await watch.step("scoring", () =>
    scoreIssuer(scope, {
      books,
      progress: (fraction) => watch.progress(fraction),
      throwIfCancelled,
      ...(transaction ? { transaction } : {}),
    }),
  );
  const { asOf, status } = scores;
  try {
    await watch.step("comparing", () =>
      keepMoves(scope, { throwIfCancelled, ...(transaction ? { transaction } : {}) }),
    );
  } catch (error) {
    // Who cancels a run, or stops its worker, also ends the statement that runs in it: that is no fault of the comparison.
    throwIfCancelled();
    log.warn({ issuer: scope.issuerId, err: error }, "what moved between the newest versions was not kept");
  }
  return { ...made, scores: { asOf, status, cards: "cards" in scores ? scores.cards : null } };
}
