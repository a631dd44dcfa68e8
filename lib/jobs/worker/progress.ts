import type { JobStep } from "@/db/schema/job";
import { CANCEL_POLL_MS } from "../constants";
import { Interrupted } from "../interruption";
import { type HeldRun, report } from "./run-row";

/** 1 is shown only with success; until then a run is at most nearly done. */
const ALMOST = 0.99;

/**
 * What a running handler has said of itself, and the beat that writes it to the run's row: at most twice a second and
 * never waited for, so that telling costs a handler nothing. The same beat notices that the run is to be cancelled or
 * has been taken over, and aborts.
 */
export class Progress {
  readonly #steps: JobStep[];
  #progress = 0;
  #note: string | null = null;
  #dirty = false;
  #writing: Promise<void> = Promise.resolve();
  #busy = false;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly run: HeldRun,
    steps: readonly string[],
    private readonly abort: AbortController,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.#steps = steps.map((name) => ({ name, state: "waiting" }));
    this.#timer = setInterval(() => this.#beat(), CANCEL_POLL_MS);
  }

  tell(fraction: number, note?: string): void {
    if (Number.isFinite(fraction)) this.#progress = Math.max(this.#progress, Math.min(ALMOST, fraction));
    if (note !== undefined) this.#note = note;
    this.#dirty = true;
  }

  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const step = this.#begin(name);
    try {
      const value = await work();
      this.#end(step, "done");
      return value;
    } catch (error) {
      this.#end(step, "failed");
      throw error;
    }
  }

  /** The steps as they stand at the end: what was not reached was not done. */
  stepsAt(end: "done" | "failed"): JobStep[] {
    const endedAt = new Date().toISOString();
    return this.#steps.map((step) => {
      if (step.state === "running") return { ...step, state: end, endedAt };
      return step.state === "waiting" ? { ...step, state: "skipped" } : step;
    });
  }

  /** No write is under way afterwards, so the end of the run is the last thing written. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  #begin(name: string): JobStep {
    const startedAt = new Date().toISOString();
    let step = this.#steps.find((one) => one.name === name && one.state === "waiting");
    if (!step) {
      step = { name, state: "running" };
      this.#steps.push(step);
    }
    Object.assign(step, { state: "running", startedAt });
    this.#dirty = true;
    return step;
  }

  #end(step: JobStep, state: "done" | "failed"): void {
    Object.assign(step, { state, endedAt: new Date().toISOString() });
    this.#dirty = true;
  }

  #beat(): void {
    if (this.#busy || this.abort.signal.aborted) return;
    this.#busy = true;
    this.#writing = this.#write()
      .catch(this.onTrouble)
      .finally(() => {
        this.#busy = false;
      });
  }

  async #write(): Promise<void> {
    const shown = this.#dirty ? { steps: this.#steps, progress: this.#progress, note: this.#note } : null;
    this.#dirty = false;
    const standing = await report(this.run, shown);
    if (standing !== "ours") this.abort.abort(new Interrupted(standing));
  }
}
