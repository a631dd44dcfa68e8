import type { NoForecast } from "./forecast";

type Kept = Pick<NoForecast, "cohorts" | "face" | "openNow" | "ended">;

export type KnownFacts = {
  readonly cohorts: number;
  readonly sold: bigint;
  readonly open: bigint;
  readonly ended: bigint;
};

/**
 * What is known where there was too little to forecast, in whole minor units: sums of facts. For versions without figures
 * only: the cast holds because `summaryOf` wrote it with the version, which never changes.
 */
export function knownFacts(summary: Readonly<Record<string, unknown>>): KnownFacts {
  const { cohorts, face, openNow, ended } = summary as unknown as Kept;
  const minor = (amount: number) => BigInt(Math.round(amount));
  return { cohorts, sold: minor(face), open: minor(openNow), ended: minor(ended.breakage) };
}
