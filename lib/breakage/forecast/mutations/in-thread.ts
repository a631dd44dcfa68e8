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
export const withThread = <T>(throwIfCancelled: () => void, work: (run: RunTask) => Promise<T>): Promise<T> =>
  withThreads({ count: 1 }, throwIfCancelled, ([run]) => work(run));

/** `oldMb`: the most that a thread's heap may hold; without it, what Node allows. */
type Threads = { readonly count: number; readonly oldMb?: number };

/** The same with several, which all end with it. */
export async function withThreads<T>(
  { count, oldMb }: Threads,
  throwIfCancelled: () => void,
  work: (runs: readonly [RunTask, ...RunTask[]]) => Promise<T>,
): Promise<T> {
  const threads = new Map<number, Worker>();
  const start = (place: number) => {
    const thread = startThread(oldMb);
    threads.set(place, thread);
    // What has ended is no thread for the next task.
    thread.once("exit", () => threads.delete(place));
    return thread;
  };
  const runOf =
    (place: number): RunTask =>
    (task, input) =>
      answerOf(threads.get(place) ?? start(place), { task, input }, throwIfCancelled);
  try {
    return await work([runOf(0), ...Array.from({ length: count - 1 }, (_, i) => runOf(i + 1))]);
  } finally {
    await Promise.all([...threads.values()].map((thread) => thread.terminate()));
  }
}

const startThread = (oldMb: number | undefined) =>
  new Worker(FILE, {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, ...(oldMb && { maxOldGenerationSizeMb: oldMb }) },
    // An error between two tasks is nobody's answer; the exit that follows it is heard.
  }).on("error", () => {});

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
      thread.once("message", resolve).once("messageerror", reject).once("error", reject).once("exit", exited);
      letGo = () => thread.off("message", resolve).off("messageerror", reject).off("error", reject).off("exit", exited);
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
