import type { TransactionKind } from "@/lib/cards/constants";
import { type CivilDate, daysBetween } from "@/lib/dates";
import type { MessageCard } from "./templates/message";

/** How long a link to a balance opens it. Opt-outs work for ever; money is shown to whoever holds a fresh message. */
export const STATEMENT_DAYS = 90;

export const statementIsOver = (day: CivilDate, today: CivilDate): boolean => daysBetween(day, today) > STATEMENT_DAYS;

/** One thing that happened to a card. */
export type StatementLine = {
  readonly on: CivilDate;
  readonly kind: TransactionKind;
  readonly merchant: string | null;
  /** Minor units: the effect on the card. */
  readonly amount: bigint;
};

export type StatementCard = Pick<MessageCard, "lastFour" | "brand" | "cardType" | "lastDay" | "lossOn" | "reason"> & {
  readonly holder: string | null;
  readonly currency: string;
  readonly balance: bigint;
  readonly loaded: bigint;
  readonly used: bigint;
  /** Newest first. */
  readonly lines: readonly StatementLine[];
};

/** What somebody holds: never more of a card's number than its last four characters. */
export type Statement = {
  readonly issuer: string;
  readonly asOf: CivilDate;
  /** One sum for each currency, of the cards that can still be used: sums of two are never added. */
  readonly totals: readonly { readonly currency: string; readonly amount: bigint }[];
  readonly cards: readonly StatementCard[];
};

type Held = Pick<StatementCard, "currency" | "balance" | "lastDay">;

/** Exact sums by currency of what can still be used on the day, in the order in which the cards come. */
export function totalsOf(cards: readonly Held[], asOf: CivilDate): Statement["totals"] {
  const sums = new Map<string, bigint>();
  for (const { currency, balance, lastDay } of cards) {
    const usable = lastDay === null || lastDay >= asOf ? balance : 0n;
    sums.set(currency, (sums.get(currency) ?? 0n) + usable);
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
