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

/** The generator xoshiro128** of Blackman and Vigna (ACM TOMS 47, 2021): period 2¹²⁸ − 1, 32 bits a step. */
function xoshiro(seed: string): () => number {
  // Two hashes of the seed fill the 128 bits, so that two labels do not meet in 32.
  const [first, second] = [spread(hash(seed)), spread(hash(`${seed}\u0000second`))];
  let [a, b, c, d] = [first(), first(), second(), second()];
  if ((a | b | c | d) === 0) a = 1;
  return () => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** A random stream from a seed. Not for secrets. */
export function makeRandom(seed: string | number): Random {
  return streamOf(`${typeof seed}:${seed}`);
}

function streamOf(path: string): Random {
  const next = xoshiro(path);
  const uniform = () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
  /** In (0, 1]: has a logarithm. */
  const positive = () => 1 - uniform();

  // The polar method (Marsaglia and Bray, SIAM Review 6, 1964).
  const normal = (): number => {
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };

  // Marsaglia and Tsang, ACM TOMS 26, 2000; below shape 1 by their power of a uniform.
  const logGammaDraw = (shape: number): number => {
    if (!(shape > 0)) throw new RangeError(`${shape} is no shape of a gamma distribution`);
    if (shape < 1) return logGammaDraw(shape + 1) + Math.log(positive()) / shape;
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      if (Math.log(positive()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
    }
  };

  const poisson = (mean: number): number => {
    if (!(mean >= 0) || !Number.isFinite(mean)) throw new RangeError(`${mean} is no mean of a count`);
    let count = 0;
    // A Poisson variable is a sum of smaller ones; e^(−mean) of a part does not underflow.
    for (let rest = mean; rest > 0; rest -= 16) {
      const limit = Math.exp(-Math.min(rest, 16));
      for (let product = positive(); product > limit; product *= positive()) count++;
    }
    return count;
  };

  return {
    uniform,
    integer(n) {
      if (!Number.isInteger(n) || n < 1) throw new RangeError(`no integer below ${n}`);
      return Math.floor(uniform() * n);
    },
    normal,
    gamma: (shape) => Math.exp(logGammaDraw(shape)),
    beta(a, b) {
      // On the log scale, because both gammas underflow for tiny shapes.
      const [x, y] = [logGammaDraw(a), logGammaDraw(b)];
      return 1 / (1 + Math.exp(y - x));
    },
    poisson,
    split: (label) => streamOf(`${path}\u0000${typeof label}:${label}`),
  };
}
