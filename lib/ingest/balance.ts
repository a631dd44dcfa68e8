import type { ProblemCode } from "./row/problem";

/** One event of one card, stored or about to be. Amounts are signed effects in minor units. */
export type CardEvent = {
  readonly key: string;
  readonly isNew: boolean;
  readonly isSale: boolean;
  /** Civil date; within a day what raises the balance comes first, because many files know no time of day. */
  readonly day: string;
  readonly at: string;
  readonly amount: bigint;
};

export type Overdraft = { key: string; code: ProblemCode; balance: bigint };

export function compareEvents(a: CardEvent, b: CardEvent): number {
  const side = (event: CardEvent) => (event.isSale ? 0 : event.amount < 0n ? 2 : 1);
  return (
    compare(a.day, b.day) ||
    side(a) - side(b) ||
    compare(a.at, b.at) ||
    Number(a.isNew) - Number(b.isNew) ||
    compare(a.key, b.key)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Which of a card's new events cannot be true: those before its first sale, and those that take more than is there, at
 * that moment or, with what is stored already, at any later one. Earlier events are believed before later ones; what is
 * stored is never doubted.
 */
export function impossibleEvents(events: readonly CardEvent[]): Overdraft[] {
  const ordered = [...events].sort(compareEvents);
  const sale = ordered.find((event) => event.isSale);
  const found: Overdraft[] = [];
  const believed: CardEvent[] = [];
  for (const event of ordered) {
    if (event.isNew && !event.isSale && (!sale || event.day < sale.day)) {
      found.push({ key: event.key, code: sale ? "before-sale" : "no-sale", balance: 0n });
    } else believed.push(event);
  }
  // Debits not yet looked at are left out, so that an earlier one is judged by what is certain.
  const amounts = believed.map((event) => (event.isNew && event.amount < 0n ? 0n : event.amount));
  for (let at = 0; at < believed.length; at++) {
    const event = believed[at];
    if (!event?.isNew || event.amount >= 0n) continue;
    const least = leastFrom(amounts, at);
    if (least + event.amount < 0n)
      found.push({ key: event.key, code: "above-balance", balance: least < 0n ? 0n : least });
    else amounts[at] = event.amount;
  }
  return found;
}

/** The lowest balance from a place onwards. */
function leastFrom(amounts: readonly bigint[], from: number): bigint {
  let balance = 0n;
  let least: bigint | undefined;
  amounts.forEach((amount, at) => {
    balance += amount;
    if (at >= from && (least === undefined || balance < least)) least = balance;
  });
  return least ?? 0n;
}
