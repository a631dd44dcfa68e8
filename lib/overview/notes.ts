import type { Member } from "@/lib/breakage/report";
import { DRAINED_WITHIN_MINUTES } from "@/lib/cards/constants";
import { addDays, addMonths, type CivilDate, endOfMonth, startOfMonth } from "@/lib/dates";
import { currencyDecimals } from "@/lib/money";
import type { Note } from "./overview";
import type { Departure } from "./usual";
import type { Writing } from "./writing";

/** When a finding is worth a person's time. Below these numbers chance alone makes such groups. */
export const NOTE_LIMITS = {
  /** Cards sold together (one type, one month) of which none was used after so many months. */
  neverUsed: { cards: 10, months: 6, lookBackMonths: 24 },
  /** Partly used cards of a type, all with less left than one unit of money. */
  tinyBalances: { cards: 10 },
  /** From sale to the last cent within these minutes, for cards sold in the days before the as-of date. */
  drained: { minutes: DRAINED_WITHIN_MINUTES, days: 90 },
  /** Redemptions of a month, held against the mean of the months before and against the same month a year before. */
  surge: { redemptions: 50, factor: 3, months: 6 },
  /** Notes of one kind at most. */
  shown: 5,
} as const;

/** One whole unit of money in minor units; where a currency has no decimals a hundred of it, which buys about as much. */
export const smallChange = (currency: string): bigint => 10n ** BigInt(currencyDecimals(currency) || 2);

const OF_CARDS = { redemptions: null, list: "cards" } as const;

type Found = {
  readonly type: Member;
  readonly cards: number;
  readonly amount: bigint;
  readonly currency: string;
  readonly write: Writing;
};

export function neverUsedNote(found: Found & { month: CivilDate }): Note {
  const { type, cards, amount, currency, month, write } = found;
  return {
    ...OF_CARDS,
    kind: "never-used",
    cause: `never-used ${type.id} ${month}`,
    sentence: `None of the ${write.count(cards)} cards of ${type.name} sold in ${write.month(month)} was ever used; ${write.money(amount, currency)} lie on them.`,
    cards,
    amount,
    filter: { "card-type": type.id, of: "sold", from: month, to: endOfMonth(month) },
  };
}

export function tinyBalancesNote({ type, cards, amount, currency, write }: Found): Note {
  const unit = write.money(smallChange(currency), currency);
  return {
    ...OF_CARDS,
    kind: "tiny-balances",
    cause: `tiny-balances ${type.id}`,
    sentence: `All ${write.count(cards)} partly used cards of ${type.name} have less than ${unit} left, ${write.money(amount, currency)} together.`,
    cards,
    amount,
    filter: { "card-type": type.id, of: "partly-used" },
  };
}

type Drained = Omit<Found, "type"> & {
  readonly asOf: CivilDate;
  readonly types: readonly string[];
  readonly which: string;
};

/** `which`: a fingerprint of the cards, so that another one is another cause: fraud does not hide behind what is known. */
export function drainedNote(found: Drained): Note {
  const { cards, amount, currency, asOf, types, which, write } = found;
  const from = addDays(asOf, 1 - NOTE_LIMITS.drained.days);
  const [only] = types;
  const were = cards === 1 ? "card was" : "cards were";
  return {
    ...OF_CARDS,
    kind: "drained-at-once",
    cause: `drained-at-once ${currency} ${which}`,
    sentence: `${write.count(cards)} ${were} bought and drained within ${NOTE_LIMITS.drained.minutes} minutes between ${write.date(from)} and ${write.date(asOf)}: ${write.money(amount, currency)}.`,
    cards,
    amount,
    filter: { of: "drained", from, to: asOf, ...(types.length === 1 && only ? { "card-type": only } : {}) },
  };
}

/** The fewest and the most of what is usual. */
type Usual = { readonly low: number; readonly high: number };
const usualWords = ({ low, high }: Usual, { count }: Writing) =>
  low === high ? count(low) : `${count(low)} to ${count(high)}`;

type Surge = Omit<Found, "cards"> & { redemptions: number; month: CivilDate; usual: Usual };

export function surgeNote({ type, redemptions, amount, currency, month, usual, write }: Surge): Note {
  return {
    kind: "redemption-surge",
    cause: `redemption-surge ${type.id} ${month}`,
    sentence: `${type.name} was redeemed ${write.count(redemptions)} times in ${write.month(month)} (${write.money(amount, currency)}); ${usualWords(usual, write)} times a month is usual.`,
    cards: null,
    redemptions,
    amount,
    list: "events",
    filter: { "card-type": type.id, group: "redeemed", from: month, to: endOfMonth(month) },
  };
}

type TypeOfWeek = {
  readonly type: Member;
  readonly redemptions: number;
  readonly amount: bigint;
  readonly usual: number;
};
type Unusual = {
  readonly departure: Departure;
  /** Of every type: its week, and the mean of the twelve before it. */
  readonly types: readonly TypeOfWeek[];
  readonly currency: string;
  readonly asOf: CivilDate;
  readonly write: Writing;
};

/**
 * A week of redemptions outside its usual range, and where to look: at the card type that makes up half of the change or more,
 * else at all of them.
 */
export function unusualWeekNote({ departure, types, currency, asOf, write }: Unusual): Note {
  const { direction, week, low, high, since } = departure;
  const change = ({ redemptions, usual }: TypeOfWeek) =>
    direction === "above" ? redemptions - usual : usual - redemptions;
  const whole = types.reduce((sum, one) => sum + change(one), 0);
  const [most] = [...types].sort((a, b) => change(b) - change(a));
  const cause = most && change(most) * 2 >= whole ? most : null;
  const shown = cause ? [cause] : types;
  const amount = shown.reduce((sum, one) => sum + one.amount, 0n);
  const usual = usualWords({ low: Math.round(low), high: Math.round(high) }, write);
  const told = `${write.count(week)} redemptions in the seven days to ${write.date(asOf)} are ${direction} the usual ${usual} a week, since ${write.date(addDays(asOf, -since))}.`;
  const why = cause
    ? `${cause.type.name} makes up most of it: ${write.count(cause.redemptions)}, usually ${write.count(Math.round(cause.usual))}.`
    : "No card type makes up half of it.";
  return {
    kind: "unusual-week",
    cause: `unusual-week ${currency} ${direction} ${addDays(asOf, -since)}`,
    sentence: `${told} ${why}`,
    cards: null,
    redemptions: shown.reduce((sum, one) => sum + one.redemptions, 0),
    amount,
    list: "events",
    filter: { ...(cause ? { "card-type": cause.type.id } : {}), group: "redeemed", from: addDays(asOf, -6), to: asOf },
  };
}

export type MonthOfRedemptions = { readonly month: CivilDate; readonly redemptions: number; readonly redeemed: bigint };

/**
 * Whether a month stands out: several times the mean of the months before it, and as many times the same month a year
 * earlier, so that no December is news. Null without a year of history to judge by.
 */
export function surgeOf(
  months: readonly MonthOfRedemptions[],
  month: CivilDate,
): { usual: Usual; month: MonthOfRedemptions } | null {
  const { redemptions: least, factor, months: span } = NOTE_LIMITS.surge;
  const at = (date: CivilDate) => months.find((one) => one.month === date);
  const current = at(month);
  const yearBefore = at(addMonths(month, -12));
  if (!current || !yearBefore || current.redemptions < least) return null;
  const before = Array.from({ length: span }, (_, i) => at(addMonths(month, -1 - i))?.redemptions ?? 0);
  const mean = Math.round(before.reduce((sum, one) => sum + one, 0) / span);
  const outstanding = current.redemptions > factor * mean && current.redemptions > factor * yearBefore.redemptions;
  const usual = { low: Math.min(...before), high: Math.max(...before) };
  return mean > 0 && outstanding ? { usual, month: current } : null;
}

/** The last month that was over on the as-of date. */
export const lastWholeMonth = (asOf: CivilDate): CivilDate =>
  endOfMonth(asOf) === asOf ? startOfMonth(asOf) : addMonths(startOfMonth(asOf), -1);
