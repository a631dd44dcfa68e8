import { EventEmitter } from "node:events";
import { Logger, parseCronItems, type Runner, run, type WorkerEvents } from "graphile-worker";
import { z } from "zod";
import { log } from "@/lib/log";
import { HEARTBEAT_MS, HOURLY_TASK, RUN_TASK } from "../constants";
import type { JobRegistry } from "../context";
import { attemptRun } from "./attempt";
import { pulse, sayGoodbye } from "./pulse";

const payload = z.object({ run: z.number().int() });
const RESTART_MS = 2_000;
/**
 * The end of a job is told to the queue a tick later, by what also hears when that fails. Told at once, nobody hears it: a
 * database that dies under a run would take the process with it as a rejection that no one handles.
 */
const TOLD_LATER = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

export type Worker = {
  /** Hands back what is being done and ends. */
  stop: () => Promise<void>;
};

type Options = {
  registry: JobRegistry;
  connectionString: string;
  concurrency: number;
  /** Called at the start and then each hour by one worker of all; what it asks for must be safe to ask for twice. */
  hourly?: (now: Date, starting: boolean) => Promise<void>;
  /** How often it looks without being woken. */
  pollMs?: number;
};

/**
 * Works off the queue until it is stopped. Woken by NOTIFY the moment a run is queued, it also looks once a second.
 * A database that goes away is waited for: the worker lives on and begins again when it is back.
 */
export async function startWorker(options: Options): Promise<Worker> {
  const { registry, connectionString, concurrency, hourly, pollMs = 1_000 } = options;
  const stopping = new AbortController();
  // The queue locks under the id of its pool, whichever of its workers does the work; it lives and dies with this process.
  const ids = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => ids.add(workerPool.id));
  events.on("pool:release", ({ workerPool }) => ids.delete(workerPool.id));

  const startRunner = () =>
    run({
      connectionString,
      concurrency,
      maxPoolSize: concurrency + 2,
      pollInterval: pollMs,
      noHandleSignals: true,
      preset: { worker: TOLD_LATER },
      parsedCronItems: hourly ? parseCronItems([{ task: HOURLY_TASK, match: "30 * * * *" }]) : [],
      logger,
      events,
      taskList: {
        [HOURLY_TASK]: () => hourly?.(new Date(), false),
        [RUN_TASK]: (given, { job }) =>
          attemptRun(payload.parse(given).run, {
            workerId: job.locked_by ?? "unknown",
            registry,
            stopping: stopping.signal,
          }),
      },
    });

  let runner: Runner = await startRunner();
  // A queue that is lost ends with an error or, where the end of a run could not be told, without a word.
  const watch = async (current: Runner): Promise<void> => {
    const error = await current.promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!stopping.signal.aborted) log.error({ err: error }, "the queue was lost; beginning again");
    while (!stopping.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, RESTART_MS));
      const next = await startRunner().catch(() => null);
      if (!next) continue;
      runner = next;
      return watch(next);
    }
  };
  const ended = watch(runner);

  const beat = () => pulse([...ids]).catch((error) => log.warn({ err: error }, "no sign of life could be written"));
  await beat();
  const heart = setInterval(beat, HEARTBEAT_MS);
  hourly?.(new Date(), true).catch((error) => log.error({ err: error }, "what is due could not be queued"));

  return {
    stop: async () => {
      const known = [...ids];
      stopping.abort();
      await runner.stop().catch(() => {}); // Already stopped when the queue is just lost.
      await ended;
      clearInterval(heart);
      await sayGoodbye(known).catch(() => {});
    },
  };
}

/** The queue's own words, one level lower than they are meant: a failed run is logged by us, with its kind. */
const logger = new Logger((scope) => (level, message) => {
  const about = { part: "queue", worker: scope.workerId };
  if (level === "error" || level === "warning") log.warn(about, message);
  else log.debug(about, message);
});
