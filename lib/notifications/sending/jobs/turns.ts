/**
 * The turns of one provider in this process. The shared bucket says when a message may be begun; a process that was held
 * up would begin all those at once whose moment has passed, so that what has been begun lately is counted here as well.
 */
export class Turns {
  readonly #most: number;
  readonly #windowMs: number;
  /** When the last ones were begun, the oldest first. */
  readonly #begun: number[] = [];
  #promised = Number.NEGATIVE_INFINITY;

  /** Of a rate below one a second: one in so many seconds. A millisecond more, because clocks are read after their tick. */
  constructor(ratePerSecond: number) {
    this.#most = Math.max(1, Math.floor(ratePerSecond));
    this.#windowMs = (this.#most / ratePerSecond) * 1_000 + 1;
  }

  /** Moments that the bucket has given, as `performance.now` counts. */
  promise(moments: readonly number[]): void {
    for (const at of moments) this.#promised = Math.max(this.#promised, at);
  }

  /** The last moment that was promised. */
  get last(): number {
    return this.#promised;
  }

  /** Resolves at a moment not before `at` at which one more may be begun, and counts it. */
  async begin(at: number): Promise<void> {
    for (;;) {
      const now = performance.now();
      const oldest = this.#begun.length < this.#most ? Number.NEGATIVE_INFINITY : (this.#begun[0] ?? now);
      const early = Math.max(at, oldest + this.#windowMs) - now;
      if (early <= 0) {
        this.#begun.push(now);
        if (this.#begun.length > this.#most) this.#begun.shift();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.ceil(early)));
    }
  }
}
