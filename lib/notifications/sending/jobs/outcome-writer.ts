import type { Scope } from "@/lib/identity/scope";
import { log } from "@/lib/log";
import type { ClaimedBatch } from "../claimed";
import { type Handled, writeOutcomes } from "../mutations/outcome";
import type { Provider } from "../provider";

type Waiting = {
  readonly scope: Scope;
  readonly batch: ClaimedBatch;
  readonly provider: Provider;
  readonly one: Handled;
};

/** Heard of and not yet written down: while there are more, nobody takes new messages in hand. */
const MOST_UNWRITTEN = 32;
const AGAIN_MS = 1_000;
/** As long as others leave the lease alone, and a while longer: late word is still better than none. */
const MOST_TRIES = 60;

/**
 * Writes outcomes as they come, each as soon as the one before it is written: while a transaction is under way the next
 * ones gather and go together. A database that is away for a moment is waited for; what was heard is not forgotten.
 */
export class OutcomeWriter {
  readonly #workerId: string;
  readonly #clock: () => Date;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #unwritten = 0;
  readonly #waitingForRoom: (() => void)[] = [];

  constructor(workerId: string, clock: () => Date) {
    this.#workerId = workerId;
    this.#clock = clock;
  }

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#unwritten++;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  /** Resolves when the database keeps up, so that a sudden end leaves no more unknown than is said. */
  async room(): Promise<void> {
    while (this.#unwritten > MOST_UNWRITTEN) await new Promise<void>((resolve) => this.#waitingForRoom.push(resolve));
  }

  /** Resolves when everything heard so far is written. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const all = this.#waiting;
      this.#waiting = [];
      for (const group of groupBy(
        all,
        ({ scope, batch, provider }) => `${scope.issuerId} ${batch.id} ${provider.name}`,
      ))
        await this.#write(group).finally(() => {
          this.#unwritten -= group.length;
          for (const resolve of this.#waitingForRoom.splice(0)) resolve();
        });
    }
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const { scope, batch, provider } = first;
    const handled = group.map(({ one }) => one);
    const writing = {
      batch,
      handled,
      provider: provider.name,
      repeatable: provider.repeatable,
      workerId: this.#workerId,
    };
    for (let tries = 1; ; tries++) {
      try {
        return await writeOutcomes(scope, { ...writing, now: this.#clock() });
      } catch (error) {
        log.error({ err: error, tries }, "the outcome of messages could not be written");
        if (tries >= MOST_TRIES) return; // Their leases have run out long since: they stand as unknown.
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const found = groups.get(keyOf(item));
    if (found) found.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
