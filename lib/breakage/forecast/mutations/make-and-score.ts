import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import { type ScoreOutcome, scoreIssuer } from "../../card-score/mutations/score-issuer";
import type { MakeForecast } from "../schema";
import { keepMoves } from "./keep-moves";
import { type ForecastOutcome, type MakeOptions, makeVersions, silentWatch } from "./make";

export type RunOutcome = ForecastOutcome & {
  /** What came of scoring single cards by the newest versions. */
  readonly scores: Pick<ScoreOutcome, "asOf" | "status"> & { readonly cards: number | null };
};

type Options = MakeOptions & {
  /** In the last transaction, as the last thing there. */
  readonly finish?: (tx: Tx, outcome: RunOutcome) => Promise<void>;
};

/**
 * Forecasts, then scores of single cards by them, then what moved since the versions before. Three transactions: a version that is
 * made stands, and so do its scores, and a run that was cut off in between finds them the next time and goes on.
 */
export async function makeForecastsAndScores(scope: Scope, input: MakeForecast, options: Options): Promise<RunOutcome> {
  const { watch = silentWatch, transaction, finish } = options;
  const { outcome: made, books } = await makeVersions(scope, input, options);
  const scores = await watch.step("scoring", () =>
    scoreIssuer(scope, {
      books,
      progress: (fraction) => watch.progress(fraction),
      throwIfCancelled: () => watch.throwIfCancelled(),
      ...(transaction ? { transaction } : {}),
    }),
  );
  const { asOf, status } = scores;
  const outcome = { ...made, scores: { asOf, status, cards: "cards" in scores ? scores.cards : null } };
  await watch.step("comparing", () =>
    keepMoves(scope, {
      throwIfCancelled: () => watch.throwIfCancelled(),
      ...(transaction ? { transaction } : {}),
      ...(finish ? { finish: (tx) => finish(tx, outcome) } : {}),
    }),
  );
  return outcome;
}
