import { describe, expect, it } from "vitest";
import { CohortBook, type CohortKey, summedLate } from "@/lib/breakage/forecast/cohort-book";
import { addLateCard } from "@/lib/breakage/forecast/late-card";
import { type BatchMonth, type KnownAt, knownAt, lateBatches, unknownAt } from "@/lib/breakage/forecast/load-dates";
import { firstDayOf, monthOf } from "@/lib/breakage/forecast/months";
import { endOfMonth } from "@/lib/dates";

const JANUARY = monthOf("2025-01-01");
const endOf = (month: number) => endOfMonth(firstDayOf(month));

/** A batch for each month, loaded on the third of the next, with a hundred facts up to the month's last day. */
const monthly = (months: number): BatchMonth[] =>
  Array.from({ length: months }, (_, i) => ({
    batchId: i + 1,
    loadedOn: `${firstDayOf(JANUARY + i + 1).slice(0, 8)}03`,
    month: JANUARY + i,
    events: 100,
    lastDay: endOf(JANUARY + i),
  }));

describe("when the history to a month's end was there", () => {
  it("is the day on which the month's file came: then the forecast of it could be made", () => {
    const known = knownAt(monthly(3), JANUARY + 2);
    expect([...known]).toEqual([
      [JANUARY, { basis: "load-date", historyOn: "2025-02-03" }],
      [JANUARY + 1, { basis: "load-date", historyOn: "2025-03-03" }],
      [JANUARY + 2, { basis: "load-date", historyOn: "2025-04-03" }],
    ]);
  });

  it("is never where the data do not reach the month's last day", () => {
    const [batch] = monthly(1);
    const short = batch ? [{ ...batch, lastDay: "2025-01-30" }] : [];
    expect(knownAt(short, JANUARY).get(JANUARY)).toEqual({ basis: "event-date", historyOn: null });
  });

  it("is not brought about by a remittance of ours on the month's last day", () => {
    const [batch] = monthly(1);
    if (!batch) throw new Error("no batch");
    const file = { ...batch, lastDay: "2025-01-30" };
    const ours = { batchId: 2, loadedOn: "2025-01-31", month: JANUARY, events: 1, lastDay: null };
    const next = { batchId: 3, loadedOn: "2025-02-10", month: JANUARY + 1, events: 1, lastDay: "2025-02-01" };
    expect(knownAt([ours, file, next], JANUARY).get(JANUARY)?.historyOn).toBe("2025-02-10");
  });

  it("is too late for months of a history that was loaded in one go: they go by event date, the latest ones do not", () => {
    const rows = monthly(12).map((row) => ({ ...row, batchId: 1, loadedOn: "2026-01-15" }));
    const known = knownAt(rows, JANUARY + 11);
    // The 15th of January is within two months of the ends of November and December.
    expect([...known.values()].map(({ basis }) => basis)).toEqual([
      ...new Array(10).fill("event-date"),
      ...new Array(2).fill("load-date"),
    ]);
    expect(new Set([...known.values()].map(({ historyOn }) => historyOn))).toEqual(new Set(["2026-01-15"]));
  });

  it("waits for an older part that came after a younger one: with 10 of 30 hundred facts missing there was no history", () => {
    const rows = monthly(3).map((row) => (row.month === JANUARY ? { ...row, loadedOn: "2025-09-01" } : row));
    expect(knownAt(rows, JANUARY + 2).get(JANUARY + 2)).toEqual({ basis: "event-date", historyOn: "2025-09-01" });
  });

  it("does not wait for a few late rows: 4 of 104", () => {
    const late = { batchId: 9, loadedOn: "2025-06-01", month: JANUARY, events: 4, lastDay: "2025-01-20" };
    expect(knownAt([...monthly(1), late], JANUARY).get(JANUARY)).toEqual({
      basis: "load-date",
      historyOn: "2025-02-03",
    });
  });
});

describe("what was late", () => {
  const rows: BatchMonth[] = [
    ...monthly(4),
    { batchId: 9, loadedOn: "2025-04-20", month: JANUARY + 1, events: 2, lastDay: "2025-02-11" },
    { batchId: 9, loadedOn: "2025-04-20", month: JANUARY + 3, events: 2, lastDay: "2025-04-20" },
  ];
  const known = knownAt(rows, JANUARY + 3);

  it("was unknown from its own month's end to the last one whose history was there before it came", () => {
    expect(unknownAt(known, JANUARY + 1, "2025-04-20")).toEqual([{ from: JANUARY + 1, to: JANUARY + 2 }]);
    expect(unknownAt(known, JANUARY + 3, "2025-04-20")).toEqual([]);
    expect(unknownAt(known, JANUARY + 1, "2025-03-03")).toEqual([]);
  });

  it("was not unknown to month ends that go by event date", () => {
    const mixed: KnownAt = new Map([...known, [JANUARY + 1, { basis: "event-date", historyOn: "2026-01-01" }]]);
    expect(unknownAt(mixed, JANUARY + 1, "2025-04-20")).toEqual([{ from: JANUARY + 2, to: JANUARY + 2 }]);
  });

  it("is in the batches that are named, up to the last month they were late for", () => {
    expect(lateBatches(rows, known)).toEqual([{ batchId: 9, loadedOn: "2025-04-20", until: JANUARY + 1 }]);
  });
});

const key: CohortKey = {
  cardTypeId: 1,
  type: "T",
  category: "C",
  lot: "sale",
  vintage: JANUARY,
  endMonth: null,
};
const nothing = { cards: 0, sold: 0, other: 0, redeemed: 0 };
const plain = (book: CohortBook, cut: number) =>
  book.at(cut).map(({ id, cards, face, redeemed }) => ({ id: id.replace(/\d+/, "m"), cards, face, redeemed }));

describe("a book of cohorts", () => {
  it("leaves a late redemption out at the month ends that did not know it, and has it at all others", () => {
    const book = new CohortBook();
    book.add(key, JANUARY, { ...nothing, cards: 2, sold: 20_000 });
    book.add(key, JANUARY + 1, { ...nothing, redeemed: 3_000 });
    book.add(key, JANUARY + 1, { ...nothing, redeemed: 500 });
    book.addLate(key, JANUARY + 1, { ...nothing, redeemed: 500 }, { from: JANUARY + 1, to: JANUARY + 2 });
    const redeemedAt = (cut: number) => plain(book, cut)[0]?.redeemed;
    expect(redeemedAt(JANUARY)).toEqual([0]);
    expect(redeemedAt(JANUARY + 1)).toEqual([0, 3_000]);
    expect(redeemedAt(JANUARY + 2)).toEqual([0, 3_000, 0]);
    expect(redeemedAt(JANUARY + 3)).toEqual([0, 3_500, 0, 0]);
  });

  it("takes a reloaded card apart again from what was known: a reload of March loaded in May is no lot of April's", () => {
    const month = (at: number, amounts: Partial<typeof nothing & { reloaded: number }>) => ({
      ...nothing,
      reloaded: 0,
      ...amounts,
      month: JANUARY + at,
    });
    const span = { from: JANUARY + 2, to: JANUARY + 3 };
    const sale = { ...month(0, { cards: 1, sold: 10_000 }), unknown: [] };
    const reload = { ...month(2, { reloaded: 5_000 }), unknown: [span] };
    // Of 12 000 spent in April the sale pays 10 000 and the reload the rest; without the reload the sale pays it all.
    const use = { ...month(3, { redeemed: 12_000 }), unknown: [] };
    const book = new CohortBook();
    book.addLots(key, [
      { kind: "sale", month: JANUARY, value: 10_000, events: [{ month: JANUARY + 3, redeemed: 10_000, other: 0 }] },
      { kind: "reload", month: JANUARY + 2, value: 5_000, events: [{ month: JANUARY + 3, redeemed: 2_000, other: 0 }] },
    ]);
    // As every card's late facts are counted, which knows no lots; a reload counts for nothing there.
    book.addLate(key, JANUARY + 2, nothing, span);
    addLateCard(book, key, [sale, reload, use]);
    const today = [
      { id: "T/sale/m/never", cards: 1, face: 10_000, redeemed: [0, 0, 0, 10_000, 0] },
      { id: "T/reload/m/never", cards: 1, face: 5_000, redeemed: [0, 2_000, 0] },
    ];
    expect(plain(book, JANUARY + 2)).toEqual([{ id: "T/sale/m/never", cards: 1, face: 10_000, redeemed: [0, 0, 0] }]);
    expect(plain(book, JANUARY + 3)).toEqual([
      { id: "T/sale/m/never", cards: 1, face: 10_000, redeemed: [0, 0, 0, 12_000] },
    ]);
    expect(plain(book, JANUARY + 4)).toEqual(today);
  });

  it("sums what was late month by month, in whatever parts it came", () => {
    const late = (redeemed: number, from: number) => ({ ...nothing, redeemed, month: JANUARY, from, to: JANUARY + 3 });
    const parts = [late(3, JANUARY + 1), late(1, JANUARY), late(4, JANUARY + 1)];
    expect(summedLate(parts)).toEqual([late(1, JANUARY), late(7, JANUARY + 1)]);
    expect(summedLate([...parts].reverse())).toEqual(summedLate(parts));
  });
});
