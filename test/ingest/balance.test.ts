import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardEvent, compareEvents, impossibleEvents } from "@/lib/ingest/balance";

const event = (key: string, day: number, amount: number, more: Partial<CardEvent> = {}): CardEvent => ({
  key,
  isNew: true,
  isSale: false,
  day: `2024-01-${String(day).padStart(2, "0")}`,
  at: `2024-01-${String(day).padStart(2, "0")} 00:00`,
  amount: BigInt(amount),
  ...more,
});
const sale = (key: string, day: number, amount: number, more: Partial<CardEvent> = {}) =>
  event(key, day, amount, { isSale: true, ...more });
const keys = (events: CardEvent[]) =>
  impossibleEvents(events).map((fault) => `${fault.key} ${fault.code} ${fault.balance}`);

describe("what a card cannot have done", () => {
  it("is to spend 60 twice of 100: the later one is refused, with 40 left", () => {
    expect(keys([sale("s", 1, 100), event("a", 2, -60), event("b", 3, -60), event("c", 4, -40)])).toEqual([
      "b above-balance 40",
    ]);
  });

  it("is to do anything before its first sale, or without one", () => {
    expect(keys([sale("s", 5, 100), event("a", 4, -1), event("b", 4, 0)])).toEqual([
      "b before-sale 0",
      "a before-sale 0",
    ]);
    expect(keys([event("a", 4, -1)])).toEqual(["a no-sale 0"]);
  });

  it("is not to be used on the day it was sold, in whatever order the file has them", () => {
    expect(keys([event("a", 1, -100), sale("s", 1, 100)])).toEqual([]);
  });

  it("is to take, late, what stored events have already used since", () => {
    const stored = { isNew: false };
    expect(keys([sale("s", 1, 100, stored), event("old", 9, -80, stored), event("late", 5, -30)])).toEqual([
      "late above-balance 20",
    ]);
    expect(keys([sale("s", 1, 100, stored), event("old", 9, -80, stored), event("late", 5, -20)])).toEqual([]);
  });

  const arbitrary = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 9 }),
      amount: fc.integer({ min: -50, max: 50 }),
      isSale: fc.boolean(),
      isNew: fc.boolean(),
    }),
    { maxLength: 14 },
  );

  it("leaves, once taken out, a balance that stored events alone can have made negative", () => {
    fc.assert(
      fc.property(arbitrary, (drawn) => {
        const events = drawn.map(({ day, amount, isSale, isNew }, at) =>
          event(`k${at}`, day, isSale ? Math.abs(amount) : amount, { isSale, isNew }),
        );
        const refused = new Set(impossibleEvents(events).map((fault) => fault.key));
        for (const one of events) if (!one.isNew || one.isSale) expect(refused.has(one.key)).toBe(false);
        const running = (of: CardEvent[]) => {
          let balance = 0n;
          return [...of].sort(compareEvents).map((one) => {
            balance += one.amount;
            return { one, balance };
          });
        };
        const storedIsSound = running(events.filter((one) => !one.isNew)).every(({ balance }) => balance >= 0n);
        const kept = running(events.filter((one) => !refused.has(one.key)));
        if (storedIsSound) expect(kept.every(({ balance }) => balance >= 0n)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it("does not depend on the order in which events are handed over", () => {
    fc.assert(
      fc.property(arbitrary, fc.infiniteStream(fc.nat()), (drawn, random) => {
        const events = drawn.map(({ day, amount, isSale, isNew }, at) =>
          event(`k${at}`, day, amount, { isSale, isNew }),
        );
        const shuffled = events
          .map((one) => ({ one, at: random.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(keys(shuffled)).toEqual(keys(events));
      }),
      { numRuns: 1_000 },
    );
  });
});
