import type { Ratio } from "./pairs";
import type { Workshop } from "./workshop";

/** What a benchmark may use; `scale` 1 is the size that the demand speaks of. */
export type BenchContext = { readonly shop: Workshop; readonly scale: number; readonly log: (message: string) => void };

export type Finding = {
  /** What was compared, in words. */
  readonly what: string;
  /** What is demanded, in words. */
  readonly demand: string;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** How many pairs; fewer than five where one takes a minute. */
  readonly pairs: number;
  /** Whether the demand holds; null where the machine was too restless to say. */
  readonly holds: boolean | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type Bench = {
  readonly id: string;
  readonly summary: string;
  run(context: BenchContext): Promise<readonly Finding[]>;
};

export function finding(
  what: string,
  demand: string,
  measured: Ratio,
  holds: (ratio: number) => boolean,
  detail: Readonly<Record<string, unknown>> = {},
): Finding {
  const { ratio, low, high, pairs, steady } = measured;
  // A demand that even the worst pair meets, or not even the best, is decided however restless the machine was.
  const decided = steady || holds(low) === holds(high);
  return { what, demand, ratio, low, high, pairs: pairs.length, holds: decided ? holds(ratio) : null, detail };
}

/** Two ways to the same figures must give the same figures, before anybody looks at a clock. */
export class ResultsDiffer extends Error {
  override name = "ResultsDiffer";
  constructor(what: string, a: unknown, b: unknown) {
    const text = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 300);
    super(`${what}: the two ways give different results, so their times mean nothing: ${text(a)} and ${text(b)}`);
  }
}

export function requireEqual(what: string, a: unknown, b: unknown): void {
  if (JSON.stringify(a) !== JSON.stringify(b)) throw new ResultsDiffer(what, a, b);
}
