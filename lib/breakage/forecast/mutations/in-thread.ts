import { Worker } from "node:worker_threads";
import type { ComputeInput } from "../compute";
import type { MadeForecast } from "../made";

/** From the sources as they are, or from the bundle of the container image beside this very file. */
const FROM_SOURCES = import.meta.url.endsWith(".ts");
const FILE = new URL(FROM_SOURCES ? "./compute-thread.mjs" : "./forecast-thread.mjs", import.meta.url);
const CANCEL_POLL_MS = 250;

type Message = { readonly tested?: true; readonly made?: MadeForecast };

export type Computation = {
  /** Settles when the past has been forecast again; rejects with the same error as `made`. */
  readonly tested: Promise<void>;
  readonly made: Promise<MadeForecast>;
};

/** Starts the arithmetic beside this thread. `throwIfCancelled` is asked now and then; what it throws ends the computation. */
export function computeInThread(input: ComputeInput, throwIfCancelled: () => void): Computation {
  const thread = new Worker(FILE, { workerData: input, execArgv: [] });
  let passed: () => void = () => {};
  const testing = new Promise<void>((resolve) => {
    passed = resolve;
  });
  const made = new Promise<MadeForecast>((resolve, reject) => {
    thread.on("message", (message: Message) => {
      if (message.tested) passed();
      if (message.made) resolve(message.made);
    });
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The forecast's thread ended with code ${code} and no result`)));
    const poll = setInterval(() => {
      try {
        throwIfCancelled();
      } catch (error) {
        reject(error);
      }
    }, CANCEL_POLL_MS);
    thread.once("exit", () => clearInterval(poll));
  }).finally(() => thread.terminate());
  const tested = Promise.race([testing, made.then(() => {})]);
  // Whoever waits for the first of the two hears of a failure there; the other must not count as unheard.
  made.catch(() => {});
  tested.catch(() => {});
  return { tested, made };
}
