import type { ForecastOutcome } from "./mutations/make";
import type { RunOutcome } from "./mutations/make-and-score";

/**
 * What a run that makes forecasts has left behind as its result. The cast is good because only `forecastJob` writes
 * results with a data date.
 */
export function runOutcomeOf(result: Readonly<Record<string, unknown>> | null): RunOutcome | null {
  if (result === null || typeof result.dataDate !== "string") return null;
  return result as RunOutcome;
}

/** True when there was a version of equal data and parameters for every currency. */
export const isUnchanged = ({ versions }: Pick<ForecastOutcome, "versions">): boolean =>
  versions.every(({ state }) => state === "unchanged");
