import type { LotKind } from "./constants";

/** What happened on one card in one month, net of voids. Amounts are minor units of the card's currency. */
export type CardMonth = {
  /** Months counted from the year 0, as everywhere in forecasts. */
  readonly month: number;
  readonly sold: number;
  readonly reloaded: number;
  readonly redeemed: number;
  /** What moved the balance otherwise, signed: refunds, fees, transfers, adjustments. */
  readonly other: number;
};

/** Value put on a card in one month, and what became of it. */
export type Lot = {
  readonly kind: LotKind;
  readonly month: number;
  readonly value: number;
  readonly events: { readonly month: number; readonly redeemed: number; readonly other: number }[];
};

/** A lot in sums, and whose it is. Only a sale is a card: a reload is value on one that was counted before. */
export type CardLot = {
  readonly card: string;
  readonly kind: LotKind;
  readonly month: number;
  readonly cards: number;
  /** With what moved the balance otherwise, as the value of a cohort has it. */
  readonly sold: number;
  readonly redeemed: number;
};

export const sumOfLot = (card: string, { kind, month, value, events }: Lot): CardLot => ({
  card,
  kind,
  month,
  cards: kind === "sale" ? 1 : 0,
  sold: events.reduce((sum, { other }) => sum + other, value),
  redeemed: events.reduce((sum, { redeemed }) => sum + redeemed, 0),
});

type OpenLot = Lot & { open: number };

/**
 * Value spent is taken from what was put on the card first, as accountants take it for points and cards alike; within a
 * month what comes in comes first. `months` in the order of time. What is spent beyond all lots stays with the last one,
 * where a forecast finds it as redeemed above its value. A card without a sale has none of these lots.
 */
export function lotsOf(months: readonly CardMonth[]): Lot[] {
  const lots: OpenLot[] = [];
  for (const { month, sold, reloaded, redeemed, other } of months) {
    const sale = lots[0];
    if (sold !== 0 && sale?.kind === "sale" && sale.month === month) throw new RangeError("a month came twice");
    if (sold !== 0) lots.push({ kind: "sale", month, value: sold, events: [], open: sold });
    if (reloaded !== 0) lots.push({ kind: "reload", month, value: reloaded, events: [], open: reloaded });
    const newest = lots.at(-1);
    if (!newest) continue;
    if (other > 0) add(newest, month, 0, other);
    if (other < 0) take(lots, -other, (lot, part) => add(lot, month, 0, -part));
    if (redeemed < 0) add(newest, month, redeemed, 0);
    if (redeemed > 0) take(lots, redeemed, (lot, part) => add(lot, month, part, 0));
  }
  return lots.map(({ open: _, ...lot }) => lot);
}

function add(lot: OpenLot, month: number, redeemed: number, other: number): void {
  lot.events.push({ month, redeemed, other });
  lot.open += other - redeemed;
}

/** Oldest first. */
function take(lots: readonly OpenLot[], amount: number, from: (lot: OpenLot, part: number) => void) {
  let left = amount;
  for (const [i, lot] of lots.entries()) {
    if (left <= 0) return;
    const part = i === lots.length - 1 ? left : Math.min(left, Math.max(0, lot.open));
    if (part > 0) from(lot, part);
    left -= part;
  }
}
