import type { ForecastFigures, ForecastRange } from "./report";

/** The whole in two parts that add up to it, and what of the second lies beyond the quarters that are shown. */
export type Split = {
  readonly settled: bigint;
  readonly toCome: bigint;
  readonly later: bigint;
  /** Of what is to come: that of the whole less what is settled, which is the same in every world. */
  readonly ranges: readonly ForecastRange[] | null;
};

/** Differences of amounts rounded once, so that the parts always add up: whole = settled + to come, to come = shown + later. */
export function splitOf(
  whole: Pick<ForecastFigures, "breakage" | "ranges">,
  settled: Pick<ForecastFigures, "breakage">,
  shown: Pick<ForecastFigures, "breakage">,
): Split {
  const toCome = whole.breakage - settled.breakage;
  return {
    settled: settled.breakage,
    toCome,
    later: toCome - shown.breakage,
    ranges:
      whole.ranges?.map(({ level, low, high }) => ({
        level,
        low: low - settled.breakage,
        high: high - settled.breakage,
      })) ?? null,
  };
}
