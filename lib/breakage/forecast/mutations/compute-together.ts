import type { ComputeInput } from "../compute";
import type { MadeForecast } from "../made";
import type { RunTask } from "./in-thread";

/** Both cores of a small machine, for as long as it takes: the worker itself only waits and tells that it lives, and pages are another process's. */
export const THREADS = 2;

/** A version whose month ends the threads take from one list, whoever is free. To the last bit what `computeForecast` makes alone. */
export async function computeTogether(
  input: ComputeInput,
  runs: readonly [RunTask, ...RunTask[]],
): Promise<MadeForecast> {
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const done = await Promise.all(runs.map((run) => run("monthEnds", { input, taken })));
  const { currency, dataDate, ultimateAge, parameters, dataHash } = input;
  const [run] = runs;
  return run("whole", { about: { currency, dataDate, ultimateAge, parameters, dataHash }, months: done.flat() });
}
