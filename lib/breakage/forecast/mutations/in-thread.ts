import { Worker } from "node:worker_threads";
import type { TaskName, Tasks } from "../tasks";

/** From the sources as they are, or from the bundle of the container image beside this very file. */
const FILE = new URL(
  import.meta.url.endsWith(".ts") ? "./compute-thread.mjs" : "./forecast-thread.mjs",
  import.meta.url,
);
const CANCEL_POLL_MS = 250;
/** Rows and draws that live as long as one past forecast does are gone before they would be moved among the old: a sixth of the time. */
const YOUNG_MB = 32;
/** With a bound in sight a heap is cleared before it has grown to several times what lives in it: two of them share a gigabyte. */
const OLD_MB = 1_536;

/** Does a task of `../tasks.ts` beside this thread. One at a time. */
export type RunTask = <Name extends TaskName>(
  task: Name,
  input: Parameters<Tasks[Name]>[0],
) => Promise<ReturnType<Tasks[Name]>>;

/**
 * Gives `work` a thread that begins with its first task and ends with it. `throwIfCancelled` is asked now and then while a
 * task is done; what it throws ends the task.
 */
export const withThread = <T>(throwIfCancelled: () => void, work: (run: RunTask) => Promise<T>): Promise<T> =>
  withThreads(1, throwIfCancelled, ([run]) => work(run));

/** The same with several, which all end with it. */
export async function withThreads<T>(
  count: number,
  throwIfCancelled: () => void,
  work: (runs: readonly [RunTask, ...RunTask[]]) => Promise<T>,
): Promise<T> {
  const threads = new Map<number, Worker>();
  const runOf =
    (place: number): RunTask =>
    (task, input) => {
      const thread = threads.get(place) ?? startThread();
      threads.set(place, thread);
      return answerOf(thread, { task, input }, throwIfCancelled);
    };
  try {
    return await work([runOf(0), ...Array.from({ length: count - 1 }, (_, i) => runOf(i + 1))]);
  } finally {
    await Promise.all([...threads.values()].map((thread) => thread.terminate()));
  }
}

const startThread = () =>
  new Worker(FILE, {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
  });

async function answerOf<T>(
  thread: Worker,
  question: { readonly task: TaskName; readonly input: unknown },
  throwIfCancelled: () => void,
): Promise<T> {
  let poll: NodeJS.Timeout | undefined;
  let letGo = () => {};
  try {
    return await new Promise<T>((resolve, reject) => {
      const exited = (code: number) => reject(new Error(`The thread ended with code ${code} and no answer`));
      thread.once("message", resolve).once("error", reject).once("exit", exited);
      letGo = () => thread.off("message", resolve).off("error", reject).off("exit", exited);
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
    // The next question listens for itself; whoever ends the thread waits for its exit, so no listeners but these are taken away.
    letGo();
  }
}
