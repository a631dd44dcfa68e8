import type { Member } from "@/lib/breakage/report";
import { DRAINED_WITHIN_MINUTES } from "@/lib/cards/constants";
import { addDays, addMonths, type CivilDate, endOfMonth, startOfMonth } from "@/lib/dates";
import { currencyDecimals, toDecimal } from "@/lib/money";
import type { Note } from "./overview";
import { grouped } from "./sentences";

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

const money = (amount: bigint, currency: string) => `${grouped(toDecimal(amount, currency))} ${currency}`;
const many = (count: number, one: string, several: string) =>
  `${grouped(String(count))} ${count === 1 ? one : several}`;

const MONTHS = "January February March April May June July August September October November December".split(" ");
const monthName = (month: CivilDate) => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

const OF_CARDS = { redemptions: null, list: "cards" } as const;

type Found = { readonly type: Member; readonly cards: number; readonly amount: bigint; readonly currency: string };

export function neverUsedNote(found: Found & { month: CivilDate }): Note {
  const { type, cards, amount, currency, month } = found;
  return {
    ...OF_CARDS,
    kind: "never-used",
    sentence: `None of the ${cards} cards of ${type.name} sold in ${monthName(month)} was ever used; ${money(amount, currency)} lie on them.`,
    cards,
    amount,
    filter: { "card-type": type.id, of: "sold", from: month, to: endOfMonth(month) },
  };
}

export function tinyBalancesNote({ type, cards, amount, currency }: Found): Note {
  const unit = money(smallChange(currency), currency);
  return {
    ...OF_CARDS,
    kind: "tiny-balances",
    sentence: `All ${cards} partly used cards of ${type.name} have less than ${unit} left, ${money(amount, currency)} together.`,
    cards,
    amount,
    filter: { "card-type": type.id, of: "partly-used" },
  };
}

export function drainedNote(found: Omit<Found, "type"> & { asOf: CivilDate; types: readonly string[] }): Note {
  const { cards, amount, currency, asOf, types } = found;
  const from = addDays(asOf, 1 - NOTE_LIMITS.drained.days);
  const [only] = types;
  return {
    ...OF_CARDS,
    kind: "drained-at-once",
    sentence: `${many(cards, "card was", "cards were")} bought and drained within ${NOTE_LIMITS.drained.minutes} minutes between ${from} and ${asOf}: ${money(amount, currency)}.`,
    cards,
    amount,
    filter: { of: "drained", from, to: asOf, ...(types.length === 1 && only ? { "card-type": only } : {}) },
  };
}

type Surge = Omit<Found, "cards"> & { redemptions: number; month: CivilDate; usual: number };

export function surgeNote({ type, redemptions, amount, currency, month, usual }: Surge): Note {
  return {
    kind: "redemption-surge",
    sentence: `${type.name} was redeemed ${grouped(String(redemptions))} times in ${monthName(month)} (${money(amount, currency)}); ${grouped(String(usual))} times a month is usual.`,
    cards: null,
    redemptions,
    amount,
    list: "events",
    filter: { "card-type": type.id, group: "redeemed", from: month, to: endOfMonth(month) },
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
): { usual: number; month: MonthOfRedemptions } | null {
  const { redemptions: least, factor, months: span } = NOTE_LIMITS.surge;
  const at = (date: CivilDate) => months.find((one) => one.month === date);
  const current = at(month);
  const yearBefore = at(addMonths(month, -12));
  if (!current || !yearBefore || current.redemptions < least) return null;
  const before = Array.from({ length: span }, (_, i) => at(addMonths(month, -1 - i))?.redemptions ?? 0);
  const usual = Math.round(before.reduce((sum, one) => sum + one, 0) / span);
  const outstanding = current.redemptions > factor * usual && current.redemptions > factor * yearBefore.redemptions;
  return usual > 0 && outstanding ? { usual, month: current } : null;
}

/** The last month that was over on the as-of date. */
export const lastWholeMonth = (asOf: CivilDate): CivilDate =>
  endOfMonth(asOf) === asOf ? startOfMonth(asOf) : addMonths(startOfMonth(asOf), -1);
