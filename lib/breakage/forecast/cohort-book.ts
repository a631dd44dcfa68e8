import type { Cohort } from "./cohort";
import type { LotKind } from "./constants";
import type { CardMonth, Lot } from "./lots";

/** Which cards: of one type, sold in one month (or reloaded in it), with one month of expiry; null: they never expire. */
export type CohortKey = {
  readonly cardTypeId: number;
  readonly type: string;
  readonly category: string;
  readonly lot: LotKind;
  readonly vintage: number;
  readonly endMonth: number | null;
};
type Month = { cards: number; sold: number; other: number; redeemed: number };
export type BookEntry = CohortKey & { readonly id: string; readonly months: Map<number, Month> };

/** Cohorts with all their months, from which what was known at any month's end can be had. */
export class CohortBook {
  private readonly entries: Map<string, BookEntry>;

  constructor(entries: readonly BookEntry[] = []) {
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
  }

  all(): BookEntry[] {
    return [...this.entries.values()];
  }

  /** Adds what happened in one month; `sign` -1 takes it back. */
  add(
    key: CohortKey,
    month: number,
    amounts: Omit<CardMonth, "month" | "reloaded"> & { cards: number },
    sign: 1 | -1 = 1,
  ) {
    const id = `${key.type}/${key.lot}/${key.vintage}/${key.endMonth ?? "never"}`;
    const entry = this.entries.get(id) ?? { ...key, id, months: new Map<number, Month>() };
    this.entries.set(id, entry);
    const known = entry.months.get(month) ?? { cards: 0, sold: 0, other: 0, redeemed: 0 };
    known.cards += sign * amounts.cards;
    known.sold += sign * amounts.sold;
    known.other += sign * amounts.other;
    known.redeemed += sign * amounts.redeemed;
    entry.months.set(month, known);
  }

  /** A card's reloads get an age of their own; its sale stays in the cohort of the sale, less what the reloads paid. */
  addLots(key: Omit<CohortKey, "lot" | "vintage">, lots: readonly Lot[]): void {
    for (const lot of lots) {
      const own = { ...key, lot: lot.kind, vintage: lot.month };
      this.add(own, lot.month, { cards: 1, sold: lot.value, other: 0, redeemed: 0 });
      for (const { month, redeemed, other } of lot.events) this.add(own, month, { cards: 0, sold: 0, other, redeemed });
    }
  }

  get(id: string): BookEntry | undefined {
    return this.entries.get(id);
  }

  /**
   * The cohorts as they stood at the end of the month `cut`. Refunds, fees, transfers and adjustments change the value that
   * there was to redeem; they are no redemptions. The last observed month is the cut, for cohorts without events in it too.
   */
  at(cut: number): Cohort[] {
    const cohorts: Cohort[] = [];
    for (const { id, type, category, vintage, endMonth, months } of this.entries.values()) {
      if (vintage > cut) continue;
      const redeemed = new Array<number>(cut - vintage + 1).fill(0);
      let face = 0;
      let cards = 0;
      for (const [month, known] of months) {
        if (month > cut) continue;
        face += known.sold + known.other;
        cards += known.cards;
        // What was booked before the sale, as backdated corrections are, belongs to its month.
        const age = Math.max(0, month - vintage);
        redeemed[age] = (redeemed[age] ?? 0) + known.redeemed;
      }
      if (face === 0 && cards === 0 && redeemed.every((amount) => amount === 0)) continue;
      cohorts.push({
        id,
        type,
        category,
        vintage,
        face,
        cards,
        redeemed,
        endAge: endMonth === null ? null : Math.max(0, endMonth - vintage),
      });
    }
    return cohorts;
  }
}
