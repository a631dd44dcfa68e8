import { fingerprint } from "../fingerprint";
import type { FrozenReport } from "./report-record";

/**
 * SHA-256 over all that a report is bound to: state, year, dates, who made it, holder, law and every card with its
 * amount. The order of the cards is no part of it. Nothing of what happens later (review, filing, answer) is either.
 */
export function reportHash(report: FrozenReport): string {
  const { jurisdiction, reportYear, currency, asOf, knownAt, cutoffOn, dueOn, preparedBy, content, cards } = report;
  return fingerprint({
    head: { jurisdiction, reportYear, currency, asOf, knownAt, cutoffOn, dueOn, preparedBy },
    content,
    cards: cards
      .toSorted((a, b) => a.customerId - b.customerId || a.cardId - b.cardId)
      .map(({ customerId, cardId, cardTypeId, amount, content: card }) => [
        customerId,
        cardId,
        cardTypeId,
        amount,
        card,
      ]),
  });
}

/** What a report of these cards adds up to, exactly. */
export const reportSums = (cards: readonly { readonly amount: bigint }[]) => ({
  cards: cards.length,
  amount: cards.reduce((sum, card) => sum + card.amount, 0n),
});
