import type { CivilDate } from "@/lib/dates";
import type { Status } from "./constants";
import type { Estimate } from "./estimate";
import type { ForecastRange } from "./report";

/** A version in one figure: what of all value sold is expected never to be redeemed. */
export type ForecastHeadline = {
  readonly id: number;
  readonly currency: string;
  readonly dataDate: CivilDate;
  readonly status: Status;
  /** Null where there was too little history: no figure is better than one that nobody can defend. */
  readonly breakage: bigint | null;
  readonly ranges: readonly ForecastRange[] | null;
};

type Stored = Omit<ForecastHeadline, "breakage" | "ranges"> & {
  readonly total: Pick<Estimate, "expectedBreakage" | "ranges"> | null;
};

/** Rounds what a version keeps to minor units, half up; amounts are never below zero. */
export function headlineOf({ total, ...about }: Stored): ForecastHeadline {
  const minor = (amount: number) => BigInt(Math.round(amount));
  return {
    ...about,
    breakage: total && minor(total.expectedBreakage),
    ranges: total?.ranges?.map(({ level, low, high }) => ({ level, low: minor(low), high: minor(high) })) ?? null,
  };
}
