import { toDecimal } from "@/lib/money";
import type { CellPage } from "../queries/cell-cards";

/** A page of cards as REST answers it: amounts as decimal strings. */
export function cellJson({ currency, asOf, version, items, totals, kept, isOtherLaw, nextCursor }: CellPage): object {
  const decimal = (amount: bigint) => toDecimal(amount, currency);
  return {
    asOf,
    currency,
    version: version?.id ?? null,
    items: items.map((card) => ({
      id: card.id,
      cardType: { id: card.type.code, name: card.type.name },
      jurisdiction: card.jurisdiction || null,
      outcome: card.outcome,
      reportYear: card.reportYear,
      presumedAbandonedOn: card.presumedOn,
      soldOn: card.soldOn,
      balance: decimal(card.balance),
      claimed: card.claimed === null ? null : decimal(card.claimed),
      expected: card.claimed === null ? null : decimal(card.expected),
    })),
    totals: {
      cards: totals.cards,
      balance: decimal(totals.balance),
      claimed: decimal(totals.claimed),
      unmeasured: decimal(totals.unmeasured),
      expected: decimal(totals.expected),
    },
    kept: kept && { cards: kept.cards, balance: decimal(kept.balance), claimed: decimal(kept.claimed) },
    isOtherLaw,
    nextCursor,
  };
}
