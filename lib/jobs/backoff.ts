import type { KindInfo } from "./constants";

const HOUR = 3600;

/**
 * Seconds until the next attempt after `attempts` of them have failed: three times longer each time, at most an hour.
 * Null when there is none left.
 */
export function secondsUntilRetry(kind: Pick<KindInfo, "attempts" | "firstDelaySeconds">, attempts: number) {
  if (attempts >= kind.attempts) return null;
  return Math.min(HOUR, kind.firstDelaySeconds * 3 ** (attempts - 1));
}
