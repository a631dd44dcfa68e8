/**
 * A world whose truth is known: cards of ten types sold in 24 months and followed for 36. Some are never used; the others
 * after a log-normal time, a third of them in two steps, and some leave a little on the card.
 */
import type { Cohort } from "@/lib/breakage/forecast/cohort";
import { makeRandom, type Random } from "@/lib/statistics/random";

export type World = {
  readonly types: number;
  readonly vintages: number;
  /** Mean number of cards of a type and month; the number itself is Poisson. */
  readonly cards: number;
  /** The last age with redemptions: what is open after it is breakage. */
  readonly endAge: number;
  /** Standard deviation of a month's shock to the share never redeemed, the same for all types sold in the month. */
  readonly sharedShock: number;
  /** The same, drawn for each type and month apart. */
  readonly ownShock: number;
  /** Month of the first sale, as a month index. */
  readonly firstMonth: number;
  /** Share of the cards never used that are used after all in the last two months. */
  readonly rush: number;
  /** What December's times to redemption are multiplied by. */
  readonly december: number;
  readonly law: Law;
};

/** When and how far cards are used. Each type has a law of its own around this one. */
export type Law = {
  /** Shapes of the beta distribution of types' shares never used. */
  readonly never: readonly [number, number];
  readonly medianDays: number;
  /** Log-normal times have this deviation of their logarithm; Weibull times this shape. */
  readonly times: { readonly sigma: number } | { readonly shape: number };
  /** Share of cards with a little left on them in the end. */
  readonly leftovers: number;
};

/** Beta(6, 54): mean 10 %, standard deviation 3.8 %. */
export const standardLaw: Law = { never: [6, 54], medianDays: 60, times: { sigma: 1.2 }, leftovers: 0.35 };

export const standardWorld: World = {
  types: 10,
  vintages: 24,
  cards: 245,
  endAge: 36,
  sharedShock: 0.12,
  ownShock: 0,
  firstMonth: 2022 * 12,
  rush: 0,
  december: 0.7,
  law: standardLaw,
};

/** Mean length of a month in the Gregorian calendar. */
const DAYS = 30.436875;
const TWO_STEPS = 0.35;
const LARGEST_LEFTOVER = 0.1;

/** `time` is that to a redemption, the median being 1. */
type CardType = {
  code: string;
  category: string;
  never: number;
  median: number;
  time: (random: Random) => number;
  face: number;
};

function cardType(random: Random, index: number, { never, medianDays, times }: Law): CardType {
  return {
    code: `T${String(index).padStart(2, "0")}`,
    category: `C${index % 3}`,
    never: random.beta(...never),
    median: medianDays * Math.exp(0.25 * random.normal()),
    time: timesOf(times, Math.exp(0.08 * random.normal())),
    face: [2_500, 5_000, 10_000][index % 3] ?? 5_000,
  };
}

function timesOf(times: Law["times"], wider: number): CardType["time"] {
  if ("sigma" in times) return (random) => Math.exp(times.sigma * wider * random.normal());
  const shape = times.shape / wider;
  return (random) => (-Math.log(1 - random.uniform()) / Math.LN2) ** (1 / shape);
}

/** Cohorts with everything that happened up to their end. `asKnownAt` makes of them what was known at a cut. */
export function simulate(seed: string | number, changes: Partial<World> = {}): Cohort[] {
  const world = { ...standardWorld, ...changes };
  const random = makeRandom(seed);
  const shocks = random.split("shocks");
  const shared = Array.from({ length: world.vintages }, () => world.sharedShock * shocks.normal());
  return Array.from({ length: world.types }, (_, k) => {
    const draw = random.split(k);
    const type = cardType(draw, k, world.law);
    return shared.map((shock, v) => {
      const never = type.never * (1 + shock + world.ownShock * draw.normal());
      return cohortOf(draw, world, type, world.firstMonth + v, Math.min(Math.max(never, 0), 1));
    });
  }).flat();
}

function cohortOf(random: Random, world: World, type: CardType, vintage: number, never: number): Cohort {
  const cards = random.poisson(world.cards);
  const redeemed = new Array<number>(world.endAge + 1).fill(0);
  const speed = vintage % 12 === 11 ? world.december : 1;
  let face = 0;
  for (let card = 0; card < cards; card++) {
    const value = type.face * (random.uniform() < 0.3 ? 2 : 1);
    face += value;
    const isNever = random.uniform() < never;
    const soldOn = random.uniform() * DAYS;
    const use = (day: number, amount: number) => {
      const age = Math.floor(day / DAYS);
      if (age <= world.endAge) redeemed[age] = (redeemed[age] ?? 0) + Math.round(amount);
    };
    if (isNever) {
      if (random.uniform() < world.rush) use((world.endAge + 1 - 2 * random.uniform()) * DAYS, value);
      continue;
    }
    const day = soldOn + speed * type.median * type.time(random);
    const left = random.uniform() < world.law.leftovers ? value * LARGEST_LEFTOVER * random.uniform() : 0;
    const first = random.uniform() < TWO_STEPS ? (value - left) * (0.3 + 0.5 * random.uniform()) : value - left;
    use(day, first);
    if (first < value - left) use(day + speed * 30 * type.time(random), value - left - first);
  }
  const id = `${type.code}/${vintage}`;
  return { id, type: type.code, category: type.category, vintage, face, cards, redeemed, endAge: world.endAge };
}

/** The month in which the last cohort was sold. */
export const lastSale = ({ firstMonth, vintages }: World = standardWorld): number => firstMonth + vintages - 1;

/** What was left in the end: the truth a forecast is held against. */
export const breakageOf = ({ face, redeemed }: Cohort): number =>
  face - redeemed.reduce((sum, amount) => sum + amount, 0);
