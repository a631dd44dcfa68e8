import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hasMoved,
  liabilityChange,
  movementNames,
  movementsOf,
  NO_MOVEMENT,
  standingOf,
} from "@/lib/accounting/movements";
import { type MonthCell, missesBy, monthsBetween, type Opening, rollForward } from "@/lib/accounting/roll-forward";
import { groupByMonth, spanOf } from "@/lib/accounting/roll-forward-groups";
import { monthCells } from "./arbitrary";

const classic = { cardType: "CLASSIC", brand: "NORTH", currency: "USD", standing: "paid" } as const;
const noEvent = { ...NO_MOVEMENT };
const moved = (some: Partial<typeof NO_MOVEMENT>) => ({ ...NO_MOVEMENT, ...some });

describe("a roll-forward", () => {
  it("leads from opening to closing: 100.00 + 500.00 sold − 300.00 redeemed − 10.00 fees − 20.00 breakage − 30.00 to escheat payable = 240.00", () => {
    const cells = [
      {
        ...classic,
        month: "2024-01-01",
        movements: moved({
          sold: 50_000n,
          redeemed: 30_000n,
          fees: 1_000n,
          breakage: 2_000n,
          toEscheatPayable: 3_000n,
        }),
      },
      { ...classic, month: "2024-02-01", movements: moved({ escheated: 2_500n, transferred: -4_000n }) },
    ];
    const openings: Opening[] = [{ ...classic, liability: 10_000n, payable: 500n }];
    const rows = rollForward({ from: "2024-01-01", to: "2024-02-29", openings, cells });
    expect(rows).toMatchObject([
      { month: "2024-01-01", opening: 10_000n, closing: 24_000n, payableOpening: 500n, payableClosing: 3_500n },
      { month: "2024-02-01", opening: 24_000n, closing: 20_000n, payableOpening: 3_500n, payableClosing: 1_000n },
    ]);
  });

  it("carries a balance through months in which nothing happens, and has no row where there is nothing to carry", () => {
    const cells = [
      { ...classic, month: "2024-02-01", movements: moved({ sold: 700n }) },
      { ...classic, month: "2024-04-01", movements: moved({ redeemed: 700n }) },
    ];
    const rows = rollForward({ from: "2024-01-01", to: "2024-06-30", openings: [], cells });
    expect(rows.map(({ month, opening, closing }) => [month, opening, closing])).toEqual([
      ["2024-02-01", 0n, 700n],
      ["2024-03-01", 700n, 700n],
      ["2024-04-01", 700n, 0n],
    ]);
  });

  it("keeps a row while something is payable to states, and adds openings of one holding up", () => {
    const opening = { ...classic, liability: 0n, payable: 300n };
    const rows = rollForward({ from: "2024-01-01", to: "2024-01-31", openings: [opening, opening], cells: [] });
    expect(rows).toMatchObject([{ opening: 0n, payableOpening: 600n, payableClosing: 600n }]);
    const twice = [
      { ...classic, liability: 1n, payable: 0n },
      { ...classic, liability: 2n, payable: 0n },
    ];
    expect(rollForward({ from: "2024-01-01", to: "2024-01-31", openings: twice, cells: [] })).toMatchObject([
      { opening: 3n },
    ]);
  });

  it("spans a group whose first card type began later than its second", () => {
    const cells = [
      { ...classic, month: "2024-03-01", movements: moved({ sold: 5n }) },
      { ...classic, cardType: "TRAVEL", month: "2024-01-01", movements: moved({ sold: 7n }) },
    ];
    const rows = rollForward({ from: "2024-01-01", to: "2024-04-30", openings: [], cells });
    expect(spanOf(groupByMonth(rows, ({ brand }) => brand))).toMatchObject([
      { group: "NORTH", from: "2024-01-01", to: "2024-04-01", opening: 0n, closing: 12n },
    ]);
  });

  it("splits the breakage revenue of a month into what expired and the rest: of 100.00 expired 60.00 had been recognised before", () => {
    const events = { ...noEvent, expired: 10_000n };
    const movements = movementsOf(events, { breakageRevenue: 4_000n, toEscheatPayable: 0n, claimedFromStates: 0n });
    expect(movements).toMatchObject({ expired: 10_000n, breakage: -6_000n });
    expect(liabilityChange(movements)).toBe(-4_000n);
  });

  it("keeps given cards apart, lets their value expire and refuses to book any of it", () => {
    const promo = { ...classic, standing: "given" } as const;
    const events = { ...noEvent, sold: 5_000n, redeemed: 2_000n, expired: 3_000n };
    const [row] = rollForward({
      from: "2024-01-01",
      to: "2024-01-31",
      openings: [],
      cells: [{ ...promo, month: "2024-01-01", movements: movementsOf(events, null) }],
    });
    expect(row).toMatchObject({ standing: "given", closing: 0n });
    for (const booked of [{ breakage: 1n }, { toEscheatPayable: 1n }, { claimedFromStates: 1n }]) {
      const cells = [{ ...promo, month: "2024-01-01", movements: moved(booked) }];
      expect(() => rollForward({ from: "2024-01-01", to: "2024-01-31", openings: [], cells })).toThrow(RangeError);
    }
    expect([true, false, null].map(standingOf)).toEqual(["given", "paid", "unknown"]);
  });

  it("refuses a cell outside its months rather than leave it out", () => {
    const cells = [{ ...classic, month: "2023-12-01", movements: moved({ sold: 1n }) }];
    expect(() => rollForward({ from: "2024-01-01", to: "2024-12-31", openings: [], cells })).toThrow(/2023-12-01/);
  });

  it("counts months over the end of a year, both ends included", () => {
    expect(monthsBetween("2023-12-31", "2024-02-01")).toEqual(["2023-12-01", "2024-01-01", "2024-02-01"]);
    expect(monthsBetween("2024-02-01", "2024-01-31")).toEqual([]);
  });
});

const year = { from: "2024-01-01", to: "2024-12-31" };
const openings: Opening[] = [
  { ...classic, liability: 12_345n, payable: 678n },
  { cardType: "TRAVEL", brand: "NORTH", currency: "EUR", standing: "paid", liability: 9n, payable: 0n },
];

describe("any roll-forward", () => {
  it("holds opening + movements = closing in every row, of liability and payable, and each opening is the closing before", () => {
    fc.assert(
      fc.property(fc.array(monthCells, { maxLength: 40 }), (cells) => {
        const rows = rollForward({ ...year, openings, cells });
        const closings = new Map<string, readonly [bigint, bigint]>();
        for (const { cardType, liability, payable } of openings) closings.set(cardType, [liability, payable]);
        for (const row of rows) {
          expect(missesBy(row)).toEqual({ liability: 0n, payable: 0n });
          expect([row.opening, row.payableOpening]).toEqual(closings.get(row.cardType) ?? [0n, 0n]);
          closings.set(row.cardType, [row.closing, row.payableClosing]);
        }
      }),
    );
  });

  it("loses no movement: every column of the rows sums to that of the cells", () => {
    fc.assert(
      fc.property(fc.array(monthCells, { maxLength: 40 }), (cells) => {
        const rows = rollForward({ ...year, openings, cells });
        const sum = (list: readonly Pick<MonthCell, "movements">[], name: (typeof movementNames)[number]) =>
          list.reduce((total, { movements }) => total + movements[name], 0n);
        for (const name of movementNames) expect(sum(rows, name)).toBe(sum(cells, name));
      }),
    );
  });

  it("by brand is the sum of its card types in every month, never over two currencies, and never of given and paid", () => {
    fc.assert(
      fc.property(fc.array(monthCells, { maxLength: 40 }), (cells) => {
        const rows = rollForward({ ...year, openings, cells });
        for (const group of groupByMonth(rows, ({ brand }) => brand)) {
          const own = rows.filter(
            ({ brand, month, currency, standing }) =>
              brand === group.group &&
              month === group.from &&
              currency === group.currency &&
              standing === group.standing,
          );
          expect(own.length).toBeGreaterThan(0);
          expect(group.opening).toBe(own.reduce((sum, { opening }) => sum + opening, 0n));
          expect(group.closing).toBe(own.reduce((sum, { closing }) => sum + closing, 0n));
          expect(missesBy(group)).toEqual({ liability: 0n, payable: 0n });
        }
      }),
    );
  });

  it("over a year opens with its first month, closes with its last and moves by all of them", () => {
    fc.assert(
      fc.property(fc.array(monthCells, { minLength: 1, maxLength: 40 }), (cells) => {
        const rows = rollForward({ ...year, openings, cells });
        for (const span of spanOf(groupByMonth(rows, () => "all"))) {
          expect(missesBy(span)).toEqual({ liability: 0n, payable: 0n });
          const opened = openings
            .filter(({ currency, standing }) => currency === span.currency && standing === span.standing)
            .reduce((sum, { liability }) => sum + liability, 0n);
          expect(span.opening).toBe(opened);
        }
      }),
    );
  });

  it("whose months do not meet is not joined", () => {
    const [month] = groupByMonth(
      rollForward({ from: "2024-01-01", to: "2024-01-31", openings, cells: [] }),
      ({ cardType }) => cardType,
    );
    if (!month) throw new Error("there is a row for each opening");
    expect(() => spanOf([month, { ...month, from: "2024-02-01", to: "2024-02-01", opening: 1n }])).toThrow(RangeError);
    expect(hasMoved(month.movements)).toBe(false);
  });
});
