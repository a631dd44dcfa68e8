import type { ForecastRange } from "./report";

/** By which range a past forecast is judged on screen. */
export const JUDGED_AT = 0.9;

/** What became of a past forecast: in its range, beyond it, or there was no range to judge it by. */
export type Held = "within" | "outside" | "unjudged";

export const rangeAt = (ranges: readonly ForecastRange[] | null, level: number): ForecastRange | null =>
  ranges?.find((range) => range.level === level) ?? null;

/** Both ends belong to the range. */
export function heldAgainst(
  { actual, ranges }: { readonly actual: bigint; readonly ranges: readonly ForecastRange[] | null },
  level = JUDGED_AT,
): Held {
  const range = rangeAt(ranges, level);
  if (!range) return "unjudged";
  return actual >= range.low && actual <= range.high ? "within" : "outside";
}
