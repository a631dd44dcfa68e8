import { availableParallelism } from "node:os";
import { env } from "@/lib/env";
import type { ComputeInput } from "../compute";
import type { MadeForecast } from "../made";
import { nothingTaken } from "../month-ends";
import type { RunTask } from "./in-thread";

const LEAST_MB = 1_536;
const MB_OF_COHORT = 0.25;

/**
 * For versions of so many cohorts. Both cores of a small machine, for as long as it takes: the worker itself only waits and
 * tells that it lives, and pages are another process's. With a bound in sight a heap is cleared before it has grown to several times what lives in it,
 * which is about 0.07 MB a cohort.
 */
export const threadsFor = (cohorts: number) => ({
  count: Math.min(env().COMPUTE_THREADS, availableParallelism()),
  oldMb: Math.max(LEAST_MB, Math.ceil(cohorts * MB_OF_COHORT)),
});

/** A version whose month ends the threads take from one list, whoever is free. To the last bit what `computeForecast` makes alone. */
export async function computeTogether(
  input: ComputeInput,
  runs: readonly [RunTask, ...RunTask[]],
): Promise<MadeForecast> {
  const taken = nothingTaken();
  const months = await Promise.all(runs.map((run) => run("monthEnds", { input, taken })));
  const { currency, dataDate, ultimateAge, parameters, dataHash } = input;
  const [run] = runs;
  return run("whole", { about: { currency, dataDate, ultimateAge, parameters, dataHash }, months });
}
