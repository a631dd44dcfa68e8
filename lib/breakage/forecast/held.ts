import type { ForecastFigures, ForecastRange } from "./report";

/** By which range a past forecast is judged on screen. */
export const JUDGED_AT = 0.9;

/** What became of a past forecast: in its range, beyond it, or there was no range to judge it by. */
export type Held = "within" | "outside" | "unjudged";

export const rangeAt = (ranges: readonly ForecastRange[] | null, level: number): ForecastRange | null =>
  ranges?.find((range) => range.level === level) ?? null;

/** A figure with its ranges. */
export type Ranged = Pick<ForecastFigures, "breakage" | "isKnown" | "ranges">;

/** The range that a table shows first. */
const SHOWN_AT = 0.8;

/**
 * Whether what is expected lies outside of its own range. Where nearly all worlds come to the same and a few to something far from it,
 * a range leaves those few out, and a mean does not.
 */
export function isBesideRange({ breakage, isKnown, ranges }: Ranged): boolean {
  const range = rangeAt(ranges, SHOWN_AT);
  return isKnown && range !== null && (breakage < range.low || breakage > range.high);
}

/** Both ends belong to the range. */
export function heldAgainst(
  { actual, ranges }: { readonly actual: bigint; readonly ranges: readonly ForecastRange[] | null },
  level = JUDGED_AT,
): Held {
  const range = rangeAt(ranges, level);
  if (!range) return "unjudged";
  return actual >= range.low && actual <= range.high ? "within" : "outside";
}
