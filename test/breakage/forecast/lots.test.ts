import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CardMonth, lotsOf, sumOfLot } from "@/lib/breakage/forecast/lots";

const month = (at: number, amounts: Partial<CardMonth>): CardMonth => ({
  month: at,
  sold: 0,
  reloaded: 0,
  redeemed: 0,
  other: 0,
  ...amounts,
});

describe("lots of a card", () => {
  it("50 sold, 30 redeemed, 100 reloaded, 60 redeemed: the sale gives its 20 that are left, the reload 40", () => {
    const lots = lotsOf([
      month(1, { sold: 50 }),
      month(2, { redeemed: 30 }),
      month(4, { reloaded: 100 }),
      month(6, { redeemed: 60 }),
    ]);
    expect(lots).toEqual([
      {
        kind: "sale",
        month: 1,
        value: 50,
        events: [
          { month: 2, redeemed: 30, other: 0 },
          { month: 6, redeemed: 20, other: 0 },
        ],
      },
      { kind: "reload", month: 4, value: 100, events: [{ month: 6, redeemed: 40, other: 0 }] },
    ]);
    expect(lots.map((lot) => sumOfLot("1/1", lot))).toEqual([
      { card: "1/1", kind: "sale", month: 1, cards: 1, sold: 50, redeemed: 50 },
      { card: "1/1", kind: "reload", month: 4, cards: 0, sold: 100, redeemed: 40 },
    ]);
  });

  it("a fee of 5 lowers the oldest lot and is no redemption", () => {
    const lots = lotsOf([month(1, { sold: 50 }), month(3, { reloaded: 20 }), month(5, { other: -5 })]);
    expect(lots.map(({ events }) => events)).toEqual([[{ month: 5, redeemed: 0, other: -5 }], []]);
    expect(lots.map((lot) => sumOfLot("1/1", lot)).map(({ sold }) => sold)).toEqual([45, 20]);
  });

  it("what is taken beyond all lots stays with the newest, where it can be seen", () => {
    const [sale] = lotsOf([month(1, { sold: 50 }), month(2, { redeemed: 70 })]);
    expect(sale?.events).toEqual([{ month: 2, redeemed: 70, other: 0 }]);
  });

  it("nothing is lost: values and events add up to what the card did", () => {
    const months = fc
      .array(fc.record({ reloaded: fc.nat(500), redeemed: fc.nat(300), other: fc.integer({ min: -50, max: 50 }) }), {
        maxLength: 12,
      })
      .map((some) => [month(0, { sold: 400 }), ...some.map((one, i) => month(i + 1, one))]);
    fc.assert(
      fc.property(months, (list) => {
        const lots = lotsOf(list);
        const sum = (of: (one: CardMonth) => number) => list.reduce((total, one) => total + of(one), 0);
        const events = lots.flatMap((lot) => lot.events);
        expect(lots.reduce((total, { value }) => total + value, 0)).toBe(sum((one) => one.sold + one.reloaded));
        expect(events.reduce((total, { redeemed }) => total + redeemed, 0)).toBe(sum(({ redeemed }) => redeemed));
        expect(events.reduce((total, { other }) => total + other, 0)).toBe(sum(({ other }) => other));
      }),
    );
  });

  it("value is taken from the oldest lot first: no lot is touched while an older one holds something", () => {
    const lots = lotsOf([
      month(1, { sold: 10 }),
      month(2, { reloaded: 10 }),
      month(3, { reloaded: 10 }),
      month(4, { redeemed: 15 }),
    ]);
    expect(lots.map(({ events }) => events.reduce((sum, { redeemed }) => sum + redeemed, 0))).toEqual([10, 5, 0]);
  });
});
