import { Worker } from "node:worker_threads";
import type { TaskName, Tasks } from "../tasks";

/** From the sources as they are, or from the bundle of the container image beside this very file. */
const FILE = new URL(
  import.meta.url.endsWith(".ts") ? "./compute-thread.mjs" : "./forecast-thread.mjs",
  import.meta.url,
);
const CANCEL_POLL_MS = 250;
/** Rows and draws that live as long as one past forecast does are gone before they would be moved among the old: a sixth of the time. */
const YOUNG_MB = 64;

/** Does a task of `../tasks.ts` beside this thread. One at a time. */
export type RunTask = <Name extends TaskName>(
  task: Name,
  input: Parameters<Tasks[Name]>[0],
) => Promise<ReturnType<Tasks[Name]>>;

/**
 * Gives `work` a thread that begins with its first task and ends with it. `throwIfCancelled` is asked now and then while a
 * task is done; what it throws ends the task.
 */
export async function withThread<T>(throwIfCancelled: () => void, work: (run: RunTask) => Promise<T>): Promise<T> {
  let thread: Worker | undefined;
  try {
    return await work((task, input) => {
      thread ??= new Worker(FILE, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
      return answerOf(thread, { task, input }, throwIfCancelled);
    });
  } finally {
    await thread?.terminate();
  }
}

async function answerOf<T>(
  thread: Worker,
  question: { readonly task: TaskName; readonly input: unknown },
  throwIfCancelled: () => void,
): Promise<T> {
  let poll: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`The thread ended with code ${code} and no answer`)));
      poll = setInterval(() => {
        try {
          throwIfCancelled();
        } catch (error) {
          reject(error);
        }
      }, CANCEL_POLL_MS);
      thread.postMessage(question);
    });
  } finally {
    clearInterval(poll);
    // The next question listens for itself.
    for (const event of ["message", "error", "exit"]) thread.removeAllListeners(event);
  }
}
