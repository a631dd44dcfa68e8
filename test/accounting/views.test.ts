import { describe, expect, it } from "vitest";
import type { Books } from "@/lib/accounting/books";
import { noticesOf } from "@/lib/accounting/books-notices";
import { newCohort } from "@/lib/accounting/cohort-books";
import type { JournalLine } from "@/lib/accounting/journal";
import { accountSums, debitTotal } from "@/lib/accounting/journal-view";
import { monthsOf } from "@/lib/accounting/months-view";
import { movementNames, NO_MOVEMENT } from "@/lib/accounting/movements";
import type { Programme } from "@/lib/accounting/programme";
import { recognisedOf, recognitionTotal } from "@/lib/accounting/recognition-view";
import type { RollForwardRow } from "@/lib/accounting/roll-forward";
import { marksOf, shownMovements, spansBy, standingsOf } from "@/lib/accounting/roll-forward-view";
import { positionsHash, rowsHash, type StoredRow, takenCells } from "@/lib/accounting/stored-month";

const programme = (id: number, more: Partial<Programme> = {}): Programme => ({
  id,
  code: `T${id}`,
  name: `Type ${id}`,
  brand: { id: "NORTH", name: "North" },
  currency: "USD",
  standing: "paid",
  ...more,
});
const row = (month: string, more: Partial<RollForwardRow> = {}): RollForwardRow => ({
  month,
  cardType: "T1",
  brand: "NORTH",
  currency: "USD",
  standing: "paid",
  opening: 0n,
  closing: 0n,
  payableOpening: 0n,
  payableClosing: 0n,
  movements: NO_MOVEMENT,
  ...more,
});
const books = (more: Partial<Books>): Books => ({
  asOf: "2024-02-29",
  knownAt: null,
  span: { from: "2024-01-01", to: "2024-02-01" },
  firstOn: "2023-05-04",
  programmes: [programme(1), programme(2, { standing: "given" })],
  rows: [],
  cohorts: [],
  corrections: [],
  locks: [],
  sources: [],
  estimates: new Map(),
  methods: [],
  ...more,
});
const lock = (month: string) => ({
  month,
  lockedBy: 1,
  lockedAt: "2024-03-01T00:00:00.000Z",
  signedOffBy: null,
  signedOffAt: null,
  lockedByName: "Ann",
  signedOffByName: null,
  rowsHash: "0".repeat(64),
});
const method = (cardTypeId: number, from: string) => ({
  id: 1,
  cardTypeId,
  from,
  method: "proportional" as const,
  constraintKind: "haircut" as const,
  constraintValue: "0",
  reason: "r",
  by: "Ann",
  at: "2024-01-02",
});

describe("a roll-forward on screen", () => {
  it("leaves out columns in which nothing moved, but never what was sold, redeemed and recognised", () => {
    expect(shownMovements([row("2024-01-01", { movements: { ...NO_MOVEMENT, fees: 1n } })])).toEqual([
      "sold",
      "redeemed",
      "fees",
      "breakage",
    ]);
  });

  it("has what was paid for first, and standings only that there are", () => {
    const rows = [row("2024-01-01", { standing: "given" }), row("2024-01-01"), row("2024-01-01", { currency: "EUR" })];
    expect(standingsOf(rows, "USD")).toEqual(["paid", "given"]);
    expect(standingsOf(rows, "EUR")).toEqual(["paid"]);
  });

  it("orders groups by what is owed at the end", () => {
    const rows = [
      row("2024-01-01", { closing: 5n, movements: { ...NO_MOVEMENT, sold: 5n } }),
      row("2024-01-01", { cardType: "T3", closing: 9n, movements: { ...NO_MOVEMENT, sold: 9n } }),
    ];
    expect(spansBy(rows, "card-type").map(({ group }) => group)).toEqual(["T3", "T1"]);
  });

  it("marks the months in which methods began, with how many programmes, and the last locked one", () => {
    const methods = [
      method(1, "2024-02-01"),
      method(2, "2024-02-01"),
      method(1, "2023-01-01"),
      method(9, "2024-01-01"),
    ];
    expect(marksOf(books({ methods, locks: [lock("2023-12-01"), lock("2024-01-01")] }))).toEqual([
      { month: "2024-01-01", kind: "lock", count: 1 },
      { month: "2024-02-01", kind: "method", count: 2 },
    ]);
  });
});

describe("what was recognised", () => {
  it("is breakage by estimate and by expiry, of what was paid for, in one currency", () => {
    const moved = (breakage: bigint, expired: bigint) => ({ movements: { ...NO_MOVEMENT, breakage, expired } });
    const rows = [
      row("2024-01-01", moved(700n, 300n)),
      row("2024-02-01", moved(-100n, 0n)),
      row("2024-02-01", { standing: "given", ...moved(0n, 5_000n) }),
      row("2024-02-01", { currency: "EUR", ...moved(40n, 0n) }),
    ];
    expect(recognisedOf(books({ rows, methods: [method(1, "2024-01-01")] }), "USD")).toEqual({
      from: "2024-01-01",
      to: "2024-02-01",
      currency: "USD",
      breakage: 900n,
      programmes: 1,
      withMethod: 1,
    });
    expect(recognisedOf(books({ span: null }), "USD")).toBeNull();
  });

  it("has no total of what is not known of one of its rows", () => {
    const one = { ...recognitionTotal([]), breakage: 5n };
    const total = recognitionTotal([one, { ...one, catchUp: null }]);
    expect([total.breakage, total.catchUp]).toEqual([10n, null]);
  });
});

describe("what a reader has to know", () => {
  it("is told with the months for which a later forecast stands in, and only of this currency", () => {
    const chosen = { id: 1, on: "2024-02-29", standsIn: true };
    const sources = ["2024-01-01", "2024-02-01"].map((month, i) => ({
      month,
      forecasts: new Map([["USD", { ...chosen, standsIn: i === 0 }]]),
      escheatForecasts: new Map([["USD", null]]),
    }));
    expect(noticesOf(books({ sources }), "USD")).toEqual([
      { kind: "standsIn", month: "2024-02-01", date: "2024-02-29" },
    ]);
    expect(noticesOf(books({ sources }), "EUR")).toEqual([]);
  });
});

describe("months", () => {
  it("are newest first, and the one after the last lock is next; before the first lock any may be", () => {
    const span = { from: "2024-01-01", to: "2024-03-01" };
    const { months, firstOpen } = monthsOf(span, [lock("2024-01-01")]);
    expect(months.map(({ month, lock: own, isNext }) => [month, own !== null, isNext])).toEqual([
      ["2024-03-01", false, false],
      ["2024-02-01", false, true],
      ["2024-01-01", true, false],
    ]);
    expect(firstOpen).toBe("2024-02-01");
    expect(monthsOf(span, []).months.every(({ isNext }) => isNext)).toBe(true);
  });
});

describe("a journal by account", () => {
  it("adds up both sides of each", () => {
    const line = (account: string, debit: bigint, credit: bigint) =>
      ({ account, accountName: account, debit, credit, currency: "USD" }) as JournalLine;
    const lines = [line("2300", 0n, 5n), line("1000", 5n, 0n), line("2300", 3n, 0n), line("4000", 0n, 3n)];
    expect(accountSums(lines).map(({ account, debit, credit }) => [account, debit, credit])).toEqual([
      ["1000", 5n, 0n],
      ["2300", 3n, 5n],
      ["4000", 0n, 3n],
    ]);
    expect(debitTotal(lines)).toBe(8n);
  });
});

describe("a stored month", () => {
  const basis = { forecasts: { USD: 1 }, escheatForecasts: {}, positions: null };
  const stored: StoredRow = {
    cardTypeId: 1,
    month: "2024-03-01",
    currency: "USD",
    standing: "paid",
    opening: 1n,
    closing: 2n,
    payableOpening: 0n,
    payableClosing: 0n,
    movements: { ...NO_MOVEMENT, sold: 8n, redeemed: 3n, breakage: 4n },
    corrections: { "2024-01-01": { ...NO_MOVEMENT, redeemed: 2n } },
  };

  it("has a fingerprint that is the same in any order, and another for any change of any of its parts", () => {
    const other = { ...stored, cardTypeId: 2 };
    const whole = rowsHash("2024-03-01", [stored, other], basis);
    expect(rowsHash("2024-03-01", [other, stored], basis)).toBe(whole);
    const changed = [
      rowsHash("2024-04-01", [stored, other], basis),
      rowsHash("2024-03-01", [stored], basis),
      rowsHash("2024-03-01", [stored, other], { ...basis, forecasts: { USD: 2 } }),
      rowsHash("2024-03-01", [stored, other], { ...basis, positions: "x" }),
      rowsHash("2024-03-01", [{ ...stored, closing: 3n }, other], basis),
      rowsHash("2024-03-01", [{ ...stored, corrections: {} }, other], basis),
      ...movementNames.map((name) =>
        rowsHash("2024-03-01", [{ ...stored, movements: { ...stored.movements, [name]: 99n } }, other], basis),
      ),
    ];
    expect(new Set([whole, ...changed]).size).toBe(changed.length + 1);
    const position = { cardTypeId: 1, saleMonth: "2024-01-01", standing: "paid" as const, position: newCohort };
    expect(positionsHash([position])).not.toBe(positionsHash([{ ...position, position: { ...newCohort, face: 1n } }]));
  });

  it("gives its events back to the months they belong to; what was recognised stays where it was booked", () => {
    const cells = takenCells([stored], new Map([[1, programme(1)]]));
    expect(
      cells.map(({ month, movements }) => [month, movements.sold, movements.redeemed, movements.breakage]),
    ).toEqual([
      ["2024-03-01", 8n, 1n, 0n],
      ["2024-01-01", 0n, 2n, 0n],
    ]);
  });
});
