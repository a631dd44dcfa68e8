import type { CivilDate } from "@/lib/dates";
import type { Cohort } from "./cohort";
import type { LotKind } from "./constants";
import type { Unknown } from "./load-dates";
import type { CardMonth, Lot } from "./lots";
import { monthOf } from "./months";

/** Which cards: of one type, sold in one month (or reloaded in it), with one month of expiry; null: they never expire. */
export type CohortKey = {
  readonly cardTypeId: number;
  readonly type: string;
  readonly category: string;
  readonly lot: LotKind;
  readonly vintage: number;
  readonly endMonth: number | null;
};
/** Whether a cohort that came of a book is of sales, and so counts cards; reloads are no other cards. */
export const isOfSales = ({ id, type }: Pick<Cohort, "id" | "type">): boolean =>
  id.startsWith(`${type}/${"sale" satisfies LotKind}/`);

type Month = { cards: number; sold: number; other: number; redeemed: number };
/** What is in a month today and was not yet known at these past month ends. */
type Late = Month & Unknown & { readonly month: number };
export type BookEntry = CohortKey & { readonly id: string; readonly months: Map<number, Month>; readonly late: Late[] };
type Amounts = Omit<CardMonth, "month" | "reloaded"> & { readonly cards: number };

/** Cohorts with all their months, from which what was known at any month's end can be had. */
export class CohortBook {
  private readonly entries: Map<string, BookEntry>;
  /** Months of one cohort come one after another, with one key. */
  private latest: { readonly key: CohortKey; readonly entry: BookEntry } | undefined;

  constructor(entries: readonly BookEntry[] = []) {
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
  }

  all(): BookEntry[] {
    return [...this.entries.values()];
  }

  /** Adds what happened in one month; `sign` -1 takes it back. */
  add(key: CohortKey, month: number, amounts: Amounts, sign: 1 | -1 = 1) {
    const entry = this.entryOf(key);
    const known = entry.months.get(month) ?? { cards: 0, sold: 0, other: 0, redeemed: 0 };
    known.cards += sign * amounts.cards;
    known.sold += sign * amounts.sold;
    known.other += sign * amounts.other;
    known.redeemed += sign * amounts.redeemed;
    entry.months.set(month, known);
  }

  /** Says that amounts of a month, which `add` has added, were not known at some past month ends; `sign` -1 that they were. */
  addLate(
    key: CohortKey,
    month: number,
    { cards, sold, other, redeemed }: Amounts,
    { from, to }: Unknown,
    sign: 1 | -1 = 1,
  ) {
    const amounts = { cards: sign * cards, sold: sign * sold, other: sign * other, redeemed: sign * redeemed };
    this.entryOf(key).late.push({ month, from, to, ...amounts });
  }

  private entryOf(key: CohortKey): BookEntry {
    if (this.latest?.key === key) return this.latest.entry;
    const id = `${key.type}/${key.lot}/${key.vintage}/${key.endMonth ?? "never"}`;
    const entry = this.entries.get(id) ?? { ...key, id, months: new Map<number, Month>(), late: [] };
    this.entries.set(id, entry);
    this.latest = { key, entry };
    return entry;
  }

  /** A card's reloads get an age of their own; its sale stays in the cohort of the sale, less what the reloads paid. */
  addLots(key: Omit<CohortKey, "lot" | "vintage">, lots: readonly Lot[]): void {
    eachOf(key, lots, (own, month, amounts) => this.add(own, month, amounts));
  }

  /** The lots of a card as they are today and as they were known at a past month's end: the difference was not known. */
  addLateLots(key: Omit<CohortKey, "lot" | "vintage">, now: readonly Lot[], then: readonly Lot[], cut: number): void {
    const at = { from: cut, to: cut };
    eachOf(key, now, (own, month, amounts) => this.addLate(own, month, amounts, at));
    eachOf(key, then, (own, month, amounts) => this.addLate(own, month, amounts, at, -1));
  }

  get(id: string): BookEntry | undefined {
    return this.entries.get(id);
  }

  /**
   * The cohorts as they were known of the end of the month `cut`. Refunds, fees, transfers and adjustments change the value
   * that there was to redeem; they are no redemptions. The last observed month is the cut, for cohorts without events in it too.
   */
  at(cut: number): Cohort[] {
    const cohorts: Cohort[] = [];
    for (const { id, type, category, vintage, endMonth, months, late } of this.entries.values()) {
      if (vintage > cut) continue;
      const redeemed = new Array<number>(cut - vintage + 1).fill(0);
      let face = 0;
      let cards = 0;
      const count = (month: number, known: Month, sign: 1 | -1) => {
        face += sign * (known.sold + known.other);
        cards += sign * known.cards;
        // What was booked before the sale, as backdated corrections are, belongs to its month.
        const age = Math.max(0, month - vintage);
        redeemed[age] = (redeemed[age] ?? 0) + sign * known.redeemed;
      };
      // Neither an iterator nor a pair for each of millions of months.
      months.forEach((known, month) => {
        if (month <= cut) count(month, known, 1);
      });
      for (const one of late) if (one.month <= cut && one.from <= cut && cut <= one.to) count(one.month, one, -1);
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

/** A lot is its value, in its own month, and what became of it. */
function eachOf(
  key: Omit<CohortKey, "lot" | "vintage">,
  lots: readonly Lot[],
  tell: (key: CohortKey, month: number, amounts: Amounts) => void,
): void {
  for (const lot of lots) {
    const { cardTypeId, type, category, endMonth } = key;
    const own = { cardTypeId, type, category, lot: lot.kind, vintage: lot.month, endMonth };
    tell(own, lot.month, { cards: 1, sold: lot.value, other: 0, redeemed: 0 });
    for (const { month, redeemed, other } of lot.events) tell(own, month, { cards: 0, sold: 0, other, redeemed });
  }
}

/** One row for each month and span, in one order, in whatever parts they came. */
export function summedLate(late: readonly Late[]): Late[] {
  const sums = new Map<string, Late>();
  for (const one of late) {
    const key = `${one.month}/${one.from}/${one.to}`;
    const own = sums.get(key);
    sums.set(key, own ? { ...one, ...summed(own, one) } : one);
  }
  return [...sums.values()].sort((a, b) => a.month - b.month || a.from - b.from || a.to - b.to);
}

const summed = (a: Month, b: Month): Month => ({
  cards: a.cards + b.cards,
  sold: a.sold + b.sold,
  other: a.other + b.other,
  redeemed: a.redeemed + b.redeemed,
});

/** The cohorts at a data date, in the one order that their hash is taken in. */
export const cohortsOf = (book: CohortBook, dataDate: CivilDate) =>
  book.at(monthOf(dataDate)).sort((a, b) => (a.id < b.id ? -1 : 1));
