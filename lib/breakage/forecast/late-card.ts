import type { CohortBook, CohortKey } from "./cohort-book";
import type { Unknown } from "./load-dates";
import { type CardMonth, lotsOf } from "./lots";

/** What one batch brought of one month of a card, and the past month ends at which it was not known. */
export type LateFact = CardMonth & { readonly cards: number; readonly unknown: readonly Unknown[] };

/**
 * A reloaded card at past month ends at which some of it was not known: its lots are taken apart again from what was. The book
 * has its lots of today, and counts its late facts as any card's, as if it were all one sale: that is taken back here.
 */
export function addLateCard(book: CohortBook, key: CohortKey, facts: readonly LateFact[]): void {
  const cuts = new Set<number>();
  for (const { month, unknown, ...amounts } of facts) {
    for (const span of unknown) {
      book.addLate(key, month, amounts, span, -1);
      for (let cut = span.from; cut <= span.to; cut++) cuts.add(cut);
    }
  }
  const now = lotsOf(byMonth(facts));
  for (const cut of cuts) {
    const wasKnown = ({ unknown }: LateFact) => !unknown.some(({ from, to }) => from <= cut && cut <= to);
    book.addLateLots(key, now, lotsOf(byMonth(facts.filter(wasKnown))), cut);
  }
}

/** Months in the order of time, each once. */
export function byMonth(facts: readonly CardMonth[]): readonly CardMonth[] {
  // As they mostly come: there are as many lists as reloaded cards.
  if (facts.every(({ month }, place) => place === 0 || month > (facts[place - 1]?.month ?? month))) return facts;
  const months = new Map<number, CardMonth>();
  for (const { month, sold, reloaded, redeemed, other } of facts) {
    const own = months.get(month) ?? { month, sold: 0, reloaded: 0, redeemed: 0, other: 0 };
    months.set(month, {
      month,
      sold: own.sold + sold,
      reloaded: own.reloaded + reloaded,
      redeemed: own.redeemed + redeemed,
      other: own.other + other,
    });
  }
  return [...months.values()].sort((a, b) => a.month - b.month);
}
