import type { Tx } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";

export type JobResult = Readonly<Record<string, unknown>>;

/** What a run's handler is given. */
export type JobContext<Input> = {
  readonly scope: Scope;
  readonly runId: number;
  readonly input: Input;
  /** 1 the first time. */
  readonly attempt: number;
  /** Aborted when the run is cancelled, the worker stops, or another worker has taken the run over. */
  readonly signal: AbortSignal;
  throwIfCancelled(): void;
  /** Runs `work` as a named step that the screen shows. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** From 0 to 1, of the whole run. Never falls; 1 is shown only after success. Costs nothing to call often. */
  progress(fraction: number, note?: string): void;
  /** A transaction in the run's scope. Cancelling or stopping also ends the statement that runs in it. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Marks the run as done inside the transaction of its effects, as the last thing there: both happen or neither, so a
   * worker killed at any moment never does the work twice. Throws when the run is cancelled or no longer ours.
   */
  complete(tx: Tx, result: JobResult): Promise<void>;
};

/** What it returns is the run's result, unless `complete` has already said so. Must be safe to run again from the start. */
export type JobHandler<Input = Readonly<Record<string, unknown>>> = (
  context: JobContext<Input>,
) => Promise<JobResult | undefined>;

export type JobRegistry = Readonly<Record<string, () => Promise<JobHandler>>>;
