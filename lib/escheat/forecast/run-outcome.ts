import type { EscheatOutcome } from "../mutations/make-forecast";

/**
 * What a run that makes escheat forecasts has left behind. The cast is good because only `escheatForecastJob` writes
 * results with such a date.
 */
export function escheatOutcomeOf(result: Readonly<Record<string, unknown>> | null): EscheatOutcome | null {
  if (result === null || typeof result.escheatAsOf !== "string") return null;
  return result as EscheatOutcome;
}

/** True when there was a version of equal data, rules and forecasts for every currency. */
export const isUnchanged = ({ versions }: Pick<EscheatOutcome, "versions">): boolean =>
  versions.every(({ state }) => state === "unchanged");
