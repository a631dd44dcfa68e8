/** A stream of pseudo-random numbers. The same seed gives the same stream on every machine. */
export type Random = {
  /** In [0, 1), with 53 random bits. */
  uniform(): number;
  /** 0 … n − 1, all alike; n a positive integer. Throws RangeError otherwise. */
  integer(n: number): number;
  /** Mean 0, standard deviation 1. */
  normal(): number;
  /** Gamma of this shape > 0 and scale 1. */
  gamma(shape: number): number;
  /** Beta with shapes a, b > 0. */
  beta(a: number, b: number): number;
  /** Counts of this mean ≥ 0. The time it takes grows with the mean. */
  poisson(mean: number): number;
  /**
   * A stream of its own for a part of the work. It depends on this stream's seed and the label alone, not on what was
   * drawn before, so that one part's draws do not move when another part changes.
   */
  split(label: string | number): Random;
};

/** FNV-1a over the seed's text, with its type, so that 1 and "1" differ. */
function hash(seed: string | number): number {
  let state = 0x811c9dc5;
  for (const character of `${typeof seed}:${seed}`) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return state >>> 0;
}

/** Marsaglia's Weyl sequence and the finaliser of MurmurHash3: spreads 32 bits over the four words of the state. */
function spread(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** A random stream from a seed. Not for secrets. */
export const makeRandom = (seed: string | number): Random => new Stream(`${typeof seed}:${seed}`);

/** A class, because there is a stream for every cohort: functions of its own would take longer to make than what it draws. */
class Stream implements Random {
  // The generator xoshiro128** of Blackman and Vigna (ACM TOMS 47, 2021): period 2¹²⁸ − 1, 32 bits a step.
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(private readonly path: string) {
    // Two hashes of the seed fill the 128 bits, so that two labels do not meet in 32.
    const [first, second] = [spread(hash(path)), spread(hash(`${path}\u0000second`))];
    this.a = first() | 0;
    this.b = first() | 0;
    this.c = second() | 0;
    this.d = second() | 0;
    if ((this.a | this.b | this.c | this.d) === 0) this.a = 1;
  }

  /** 32 bits, signed: a number above 2³¹ would be an object, and there are a hundred million of them in a forecast. */
  private next(): number {
    const { a, b, c, d } = this;
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const third = c ^ a;
    const fourth = d ^ b;
    this.b = b ^ third;
    this.a = a ^ fourth;
    this.c = third ^ (b << 9);
    this.d = (fourth << 11) | (fourth >>> 21);
    return result;
  }

  uniform(): number {
    return ((this.next() >>> 5) * 67_108_864 + (this.next() >>> 6)) / 9_007_199_254_740_992;
  }

  /** In (0, 1]: has a logarithm. */
  private positive(): number {
    return 1 - this.uniform();
  }

  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`no integer below ${n}`);
    return Math.floor(this.uniform() * n);
  }

  // The polar method (Marsaglia and Bray, SIAM Review 6, 1964).
  normal(): number {
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }

  gamma(shape: number): number {
    return Math.exp(this.logGammaDraw(shape));
  }

  // Marsaglia and Tsang, ACM TOMS 26, 2000; below shape 1 by their power of a uniform.
  private logGammaDraw(shape: number): number {
    if (!(shape > 0)) throw new RangeError(`${shape} is no shape of a gamma distribution`);
    if (shape < 1) return this.logGammaDraw(shape + 1) + Math.log(this.positive()) / shape;
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (Math.log(this.positive()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
    }
  }

  beta(a: number, b: number): number {
    // On the log scale, because both gammas underflow for tiny shapes.
    const [x, y] = [this.logGammaDraw(a), this.logGammaDraw(b)];
    return 1 / (1 + Math.exp(y - x));
  }

  poisson(mean: number): number {
    if (!(mean >= 0) || !Number.isFinite(mean)) throw new RangeError(`${mean} is no mean of a count`);
    let count = 0;
    // A Poisson variable is a sum of smaller ones; e^(−mean) of a part does not underflow.
    for (let rest = mean; rest > 0; rest -= 16) {
      const limit = Math.exp(-Math.min(rest, 16));
      for (let product = this.positive(); product > limit; product *= this.positive()) count++;
    }
    return count;
  }

  split(label: string | number): Random {
    return new Stream(`${this.path}\u0000${typeof label}:${label}`);
  }
}
