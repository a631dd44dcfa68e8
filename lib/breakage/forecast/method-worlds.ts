import { at } from "@/lib/statistics/vector";
import type { DrawnShares } from "./replicates";

/**
 * The worlds of one cohort after another by whatever method, sorted: what `drawReplicates` and `borrowedWorlds` would give, without
 * drawing or sorting anew. What a method expects moves a cohort's worlds and leaves them in their order, those that keep the
 * headline's level and the others each for themselves: both parts are sorted once, moved for each method, and merged.
 * An answer is good until the next question.
 */
export class MethodWorlds {
  private readonly kept: number;
  /** The shares that were drawn, and the headline's balances: in each the worlds at the headline's level first, both parts sorted. */
  private readonly drawn: Float64Array;
  private readonly headline: Float64Array;
  private readonly moved: Float64Array;
  private readonly merged: Float64Array;
  private shares: DrawnShares | null = null;
  private open = 0;
  private headlineExpects = 0;

  /** `isHeadlines`: which worlds of a borrowing method are at the headline's level. */
  constructor(private readonly isHeadlines: readonly boolean[]) {
    const count = isHeadlines.length;
    this.kept = isHeadlines.filter(Boolean).length;
    this.drawn = new Float64Array(count);
    this.headline = new Float64Array(count);
    this.moved = new Float64Array(count);
    this.merged = new Float64Array(count);
  }

  /** The next cohort: its shares, null where nothing is left to chance; its open balance, and what the headline expects of it. */
  take(shares: DrawnShares | null, open: number, headlineExpects: number): void {
    this.shares = shares;
    this.open = open;
    this.headlineExpects = headlineExpects;
    if (shares) this.part(shares.values, this.drawn);
    this.bring(headlineExpects, this.headline);
  }

  /** By a method that has the headline's model of chance, and expects so much. */
  modelled(expected: number): Float64Array {
    if (expected === this.headlineExpects) return this.merge(this.headline, this.headline);
    this.bring(expected, this.moved);
    return this.merge(this.moved, this.moved);
  }

  /** By a method that borrows the headline's worlds. */
  borrowed(expected: number): Float64Array {
    this.bring(expected, this.moved);
    return this.merge(this.headline, this.moved);
  }

  /** Balances of which so much is expected, in two sorted parts. */
  private bring(expected: number, into: Float64Array): void {
    const { shares, open, drawn } = this;
    if (!shares) {
      into.fill(expected);
      return;
    }
    const mean = expected / open;
    if (shares.takesEnds(mean)) {
      // Which worlds have it hangs on what is expected.
      this.merged.set(shares.values);
      shares.bring(this.merged, mean);
      this.part(this.merged, into);
    } else {
      into.set(drawn);
      shares.bring(into, mean);
    }
    for (let b = 0; b < into.length; b++) into[b] = open * at(into, b);
  }

  /** The worlds at the headline's level and the others, each part sorted. */
  private part(values: Float64Array, into: Float64Array): void {
    let [head, tail] = [0, this.kept];
    for (let b = 0; b < values.length; b++) into[this.isHeadlines[b] ? head++ : tail++] = at(values, b);
    into.subarray(0, this.kept).sort();
    into.subarray(this.kept).sort();
  }

  /** The first part of one and the second part of the other as one list. */
  private merge(first: Float64Array, second: Float64Array): Float64Array {
    const { merged, kept } = this;
    const count = merged.length;
    let [head, tail] = [0, kept];
    for (let place = 0; place < count; place++) {
      const isHead = tail === count || (head < kept && at(first, head) <= at(second, tail));
      merged[place] = isHead ? at(first, head++) : at(second, tail++);
    }
    return merged;
  }
}
