/** Plain vectors for the numeric kernel. Every function is pure; lengths are the caller's duty and are checked where cheap. */
export type Vector = readonly number[];

/** The entry at an index that must exist. Throws RangeError outside the vector, so that a slip never becomes a zero. */
export function entry(values: Vector, index: number): number {
  return values[index] ?? missing(values, index);
}

/**
 * The same of an array that holds nothing but numbers of eight bytes. A function of its own: one that reads lists as well is compiled
 * for all kinds of them, and then makes an object of every number.
 */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? missing(values, index);
}

function missing({ length }: { readonly length: number }, index: number): never {
  throw new RangeError(`no entry ${index} in a vector of ${length}`);
}

/** Σ aᵢbᵢ. Throws RangeError when the lengths differ. */
export function dot(a: Vector, b: Vector): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} entries`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += entry(a, i) * entry(b, i);
  return sum;
}

/** a + factor·b, entry by entry. */
export function addScaled(a: Vector, factor: number, b: Vector): number[] {
  return a.map((value, i) => value + factor * entry(b, i));
}

/**
 * Σ values by Neumaier's compensated sum (Z. angew. Math. Mech. 54, 1974): the rounding error does not grow with the
 * number of terms. Not finite when a value is not.
 */
export function sum(values: Iterable<number>): number {
  const all = new Sum();
  for (const value of values) all.add(value);
  return all.value;
}

/** The same sum, value by value, for loops that would fill a list only to add it up. */
export class Sum {
  private total = 0;
  private lost = 0;

  add(value: number): void {
    const next = this.total + value;
    this.lost += Math.abs(this.total) >= Math.abs(value) ? this.total - next + value : value - next + this.total;
    this.total = next;
  }

  get value(): number {
    return Number.isFinite(this.total) ? this.total + this.lost : this.total;
  }
}
