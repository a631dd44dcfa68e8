import { Worker } from "node:worker_threads";
import type { ComputeInput } from "../compute";
import type { MadeForecast } from "../made";

/** From the sources as they are, or from the bundle of the container image beside this very file. */
const FILE = new URL(
  import.meta.url.endsWith(".ts") ? "./compute-thread.mjs" : "./forecast-thread.mjs",
  import.meta.url,
);
const CANCEL_POLL_MS = 250;

/** The arithmetic beside this thread. `throwIfCancelled` is asked now and then; what it throws ends the computation. */
export function computeInThread(input: ComputeInput, throwIfCancelled: () => void): Promise<MadeForecast> {
  const thread = new Worker(FILE, { workerData: input, execArgv: [] });
  let poll: NodeJS.Timeout | undefined;
  return new Promise<MadeForecast>((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The forecast's thread ended with code ${code} and no result`)));
    poll = setInterval(() => {
      try {
        throwIfCancelled();
      } catch (error) {
        reject(error);
      }
    }, CANCEL_POLL_MS);
  }).finally(() => {
    clearInterval(poll);
    return thread.terminate();
  });
}
