/** The demo has about 3.8 events to a card. */
const EVENTS_PER_CARD = 3.785;

/** Cards of a demo with about that many transactions. */
export const cardsFor = (transactions: number): number =>
  Math.max(1_000, Math.round(transactions / EVENTS_PER_CARD / 100) * 100);
