/**
 * What the demo has to tell, planted among ordinary cards: each is found by a note on the overview, and nothing else is.
 * Cards 1, 2, 3 … are theirs; all later ones are ordinary.
 */
export const plantedCards = [
  // No card of the whole type was ever used.
  { story: "type-never-used", type: "GL-GALA", seller: "GL-PHX", cards: 40, from: "2026-01-10", days: 70 },
  // An employer's batch that never reached anybody, within a type that is otherwise used.
  { story: "batch-never-used", type: "OG-BONUS", seller: "R-PERKS", cards: 36, from: "2025-09-15", days: 5 },
  // Bought and drained within five minutes, one after the other.
  { story: "drained-at-once", type: "HV-OPEN-P", seller: "R-KIOSK", cards: 12, from: "2026-08-14", days: 1 },
] as const;

/** Ordinary cards of this type sold in this month are left unused too: the batch is the type's month. */
export const unusedBatch = { type: "OG-BONUS", month: "2025-09-01" } as const;
/** What is left on this type's partly used cards is always below one unit of the currency. */
export const TINY_BALANCES = "BK-LUNCH";
/** More than half of this brand's uses stay away from this day on. */
export const fallingBrand = { brand: "SM", from: "2026-05-01", lost: 0.55 } as const;
/** Nearly all later uses of this brand come in the last month: something made its holders hurry. */
export const surgingBrand = { brand: "TF", from: "2026-10-05", days: 500, pulled: 0.95 } as const;
/** Where drained cards are emptied. */
export const DRAINED_AT = "R-VOLT";

/** Planted cards in a demo of any size: never more than a fifteenth of it. */
export function plantedIn(cards: number) {
  let last = 0;
  return plantedCards.map((planted) => {
    const count = Math.min(planted.cards, Math.floor(cards / 50));
    const first = last + 1;
    last += count;
    return { ...planted, first, last };
  });
}
