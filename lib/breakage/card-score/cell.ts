import { balanceBands, bandOf, holderAgeBands, MOST_IDLE, useBands, valueBands } from "./constants";

/** What a card's holder has done with it. Shares and months are in bands, so that alike cards are one. */
export type UseHistory =
  | { readonly used: false }
  | {
      readonly used: true;
      readonly again: boolean;
      /** Index of the balance's band. */
      readonly balance: number;
      /** Whole months without use before the coming one, at most `MOST_IDLE`. */
      readonly idle: number;
    };

/** What does not change about a card: how much was loaded at the sale, and what is known of the holder. */
export type Traits = {
  readonly value: number;
  readonly holder: null | {
    readonly placeKnown: boolean /** Null: year of birth unknown. */;
    readonly age: number | null;
  };
};

/** Cards that are alike in all that a score depends on. */
export type Cell = {
  readonly typeId: number;
  /** From the month of sale to the one that the score begins with. At least 1. */
  readonly age: number;
  /** The age in which the card ends; null when it never does. */
  readonly endAge: number | null;
  readonly traits: number;
  readonly history: number;
};

const BALANCES = balanceBands.length;
const IDLES = MOST_IDLE + 1;
export const HISTORIES = 1 + useBands.length * BALANCES * IDLES;
const HOLDER_AGES = holderAgeBands.length + 1;
export const TRAITS = valueBands.length * (1 + 2 * HOLDER_AGES);

export const historyIndex = (history: UseHistory): number =>
  history.used ? 1 + (Number(history.again) * BALANCES + history.balance) * IDLES + history.idle : 0;

export function historyOf(index: number): UseHistory {
  if (index === 0) return { used: false };
  const rest = index - 1;
  const level = Math.floor(rest / IDLES);
  return { used: true, again: level >= BALANCES, balance: level % BALANCES, idle: rest % IDLES };
}

export const traitsIndex = ({ value, holder }: Traits): number =>
  value +
  valueBands.length *
    (holder === null ? 0 : 1 + Number(holder.placeKnown) * HOLDER_AGES + (holder.age === null ? 0 : 1 + holder.age));

export function traitsOf(index: number): Traits {
  const value = index % valueBands.length;
  const who = Math.floor(index / valueBands.length);
  if (who === 0) return { value, holder: null };
  const age = (who - 1) % HOLDER_AGES;
  return { value, holder: { placeKnown: who > HOLDER_AGES, age: age === 0 ? null : age - 1 } };
}

/** Bits of a key from the lowest: history, traits, age, end, type. `queries/encoding.ts` makes the same in SQL. */
export const keyBits = { history: 8, traits: 6, age: 9, end: 9 } as const;
const [H, T, A, E] = [keyBits.history, keyBits.traits, keyBits.age, keyBits.end].map((bits) => 2 ** bits) as [
  number,
  number,
  number,
  number,
];
/** Ages and ends beyond 42 years are taken as that; the value after it stands for a card that never ends. */
export const LONGEST_AGE = A - 2;
export const NO_END = E - 1;
export const LARGEST_TYPE_ID = 2 ** (53 - keyBits.history - keyBits.traits - keyBits.age - keyBits.end) - 1;

/** A cell as one whole number below 2⁵³, for the database. Throws RangeError for a type id that has no room in it. */
export function packCell({ typeId, age, endAge, traits, history }: Cell): number {
  if (!Number.isInteger(typeId) || typeId < 0 || typeId > LARGEST_TYPE_ID)
    throw new RangeError(`${typeId} is no type id`);
  const end = endAge === null ? NO_END : Math.min(Math.max(endAge, 0), LONGEST_AGE);
  return (((typeId * E + end) * A + Math.min(age, LONGEST_AGE)) * T + traits) * H + history;
}

/** What a card is at the end of its life, whatever it was before: all of a type have one score, and it is certain. */
export const ENDED = { endAge: 0, age: LONGEST_AGE, traits: 0, history: 0 } as const satisfies Omit<Cell, "typeId">;

/** The card type of a key alone. */
export const typeIdOf = (key: number): number => Math.floor(key / (H * T * A * E));

/** Asked of every card-month, so it makes nothing but its answer. */
export function unpackCell(key: number): Cell {
  const lot = Math.floor(key / (H * T));
  const own = key - lot * (H * T);
  const traits = Math.floor(own / H);
  const ends = Math.floor(lot / A);
  const end = ends % E;
  return {
    typeId: Math.floor(ends / E),
    age: lot - ends * A,
    endAge: end === NO_END ? null : end,
    traits,
    history: own - traits * H,
  };
}

/** The same key with something else in the place of the traits. */
export function withTraits(key: number, traits: number): number {
  const own = Math.floor(key / H) % T;
  return key + (traits - own) * H;
}

/** What is known of one card at the end of a month. Amounts are minor units. */
export type CardFacts = {
  readonly typeId: number;
  readonly age: number;
  readonly endAge: number | null;
  readonly uses: number;
  /** Null when never used. */
  readonly idleMonths: number | null;
  readonly balance: number;
  /** Sold and reloaded so far. */
  readonly loaded: number;
  readonly faceValue: number;
  /** Mean face value of the type's cards; 0 when unknown. */
  readonly usualValue: number;
  readonly holder: null | { readonly placeKnown: boolean; readonly ageAtSale: number | null };
};

const percent = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : 100);

/** The cell of a card: the reference for what the database does to all of them. */
export function cellOf(facts: CardFacts): Cell {
  const { uses, idleMonths, holder } = facts;
  const used = uses > 0 && idleMonths !== null;
  return {
    typeId: facts.typeId,
    age: facts.age,
    endAge: facts.endAge,
    traits: traitsIndex({
      value: bandOf(valueBands, percent(facts.faceValue, facts.usualValue)),
      holder: holder && {
        placeKnown: holder.placeKnown,
        age: holder.ageAtSale === null ? null : bandOf(holderAgeBands, holder.ageAtSale),
      },
    }),
    history: historyIndex(
      used
        ? {
            used,
            again: uses >= 2,
            balance: bandOf(balanceBands, percent(facts.balance, Math.max(facts.loaded, facts.balance))),
            idle: Math.min(Math.max(idleMonths, 0), MOST_IDLE),
          }
        : { used: false },
    ),
  };
}
