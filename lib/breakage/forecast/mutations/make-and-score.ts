import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { type ScoreOutcome, scoreIssuer } from "../../card-score/mutations/score-issuer";
import type { MakeForecast } from "../schema";
import { type ForecastOutcome, type MakeOptions, makeVersions, silentWatch } from "./make";

export type RunOutcome = ForecastOutcome & {
  /** What came of scoring single cards by the newest versions. */
  readonly scores: Pick<ScoreOutcome, "asOf" | "status"> & { readonly cards: number | null };
};

type Options = MakeOptions & {
  /** In the transaction of the scores, as the last thing there. */
  readonly finish?: (tx: Tx, outcome: RunOutcome) => Promise<void>;
};

/**
 * Forecasts, and then scores of single cards by them. Two transactions: a version that is made stands, and a run that was
 * cut off in between finds it the next time and goes on with the scores.
 */
export async function makeForecastsAndScores(scope: Scope, input: MakeForecast, options: Options): Promise<RunOutcome> {
  const { watch = silentWatch, transaction, finish } = options;
  const { outcome: made, books } = await makeVersions(scope, input, options);
  const outcomeOf = (scores: ScoreOutcome): RunOutcome => ({
    ...made,
    scores: { asOf: scores.asOf, status: scores.status, cards: "cards" in scores ? scores.cards : null },
  });
  return outcomeOf(
    await watch.step("scoring", () =>
      scoreIssuer(scope, {
        books,
        progress: (fraction) => watch.progress(fraction),
        throwIfCancelled: () => watch.throwIfCancelled(),
        ...(transaction ? { transaction } : {}),
        ...(finish ? { finish: (tx, scores) => finish(tx, outcomeOf(scores)) } : {}),
      }),
    ),
  );
}
