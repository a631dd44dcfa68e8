import { describe, expect, it } from "vitest";
import { type Cell, type TypeFacts, type TypeQuarter, tableOf } from "@/lib/breakage/forecast/report";

const cell = (key: string, quarter: string, expected: number, cards = 10): Cell => ({
  key,
  members: { brand: { id: key, name: key } },
  cardTypeId: 1,
  quarter,
  cards,
  sold: 1_000n,
  redeemed: 500n,
  open: 500n,
  expected,
  breakage: BigInt(Math.round(expected)),
});
const types = new Map<number, TypeFacts>([[1, { method: "open-balance-credibility", status: "ok", cohorts: 12 }]]);

describe("a forecast's table", () => {
  it("the range of a whole is that of its own worlds, however it is cut", () => {
    const worlds = Array.from({ length: 400 }, (_, i) => 80 + i / 10);
    const wholes = new Map<string, TypeQuarter>([["1/2026-01-01", { expected: 100, cards: 20, worlds }]]);
    const whole = tableOf([cell("all", "2026-01-01", 100, 20)], wholes, types);
    const parts = tableOf([cell("a", "2026-01-01", 60), cell("b", "2026-01-01", 40)], wholes, types);
    expect(parts.total.ranges).toEqual(whole.total.ranges);
  });

  it("a part of fewer cards scatters more than its whole, relative to its size", () => {
    const worlds = Array.from({ length: 400 }, (_, i) => 80 + i / 10);
    const wholes = new Map<string, TypeQuarter>([["1/2026-01-01", { expected: 100, cards: 1_000, worlds }]]);
    const [part] = tableOf([cell("a", "2026-01-01", 50, 10)], wholes, types).groups;
    const range = part?.ranges?.find(({ level }) => level === 0.8);
    expect(Number((range?.high ?? 0n) - (range?.low ?? 0n)) / 50).toBeGreaterThan(32 / 100);
  });

  it("is never below nothing or above what is open", () => {
    const worlds = Array.from({ length: 400 }, (_, i) => (i % 2) * 1_000);
    const wholes = new Map<string, TypeQuarter>([["1/2026-01-01", { expected: 500, cards: 1_000, worlds }]]);
    const [part] = tableOf([cell("a", "2026-01-01", 250, 2)], wholes, types).groups;
    for (const { low, high } of part?.ranges ?? []) {
      expect(low).toBeGreaterThanOrEqual(0n);
      expect(high).toBeLessThanOrEqual(500n);
    }
  });

  it("of which nearly all that is open will stay is as far from what is expected on average as its whole, though cut off there", () => {
    // Half of a type's worlds have 99.00 left and half 89.00, of 100.00 open. A part of two cards scatters by more than the 6 % up to what is open.
    const worlds = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 99_00 : 89_00));
    const wholes = new Map<string, TypeQuarter>([["1/2026-01-01", { expected: 94_00, cards: 1_000, worlds }]]);
    const part = { ...cell("a", "2026-01-01", 47_00, 2), sold: 50_00n, redeemed: 0n, open: 50_00n };
    const [row] = tableOf([part], wholes, types).groups;
    const { low, high } = row?.ranges?.find(({ level }) => level === 0.8) ?? { low: 0n, high: 0n };
    // In the worlds above it is whole, and so much lower in the others that the mean of both is 47.00.
    expect(high).toBe(50_00n);
    expect(low + high).toBe(94_00n);
  });

  it("may reach what is open where a cohort is overdrawn: of 100.00 and of another 100.00, of which 110.00 too many went, 100.00", () => {
    const worlds = Array.from({ length: 400 }, (_, i) => (i % 2) * 200_00);
    const wholes = new Map<string, TypeQuarter>([["1/2026-01-01", { expected: 100_00, cards: 20, worlds }]]);
    const part = { ...cell("a", "2026-01-01", 50_00), sold: 200_00n, redeemed: 210_00n, open: 100_00n };
    const [row] = tableOf([part], wholes, types).groups;
    expect(row?.ranges?.find(({ level }) => level === 0.8)).toEqual({ level: 0.8, low: 0n, high: 100_00n });
  });

  it("nothing expected of a type without history is not known as long as one of its cohorts has something open", () => {
    const fresh = new Map<number, TypeFacts>([[1, { method: "category-blend", status: "no-history", cohorts: 2 }]]);
    const knownOf = (open: bigint) => {
      const row = { ...cell("a", "2026-01-01", 0), sold: 200_00n, redeemed: 210_00n, open };
      return tableOf([row], new Map(), fresh).total.isKnown;
    };
    expect([knownOf(100_00n), knownOf(0n)]).toEqual([false, true]);
  });

  it("no range is known where the worlds of a part are not", () => {
    const wholes = new Map<string, TypeQuarter>([["1/2026-01-01", { expected: 100, cards: 20, worlds: null }]]);
    expect(tableOf([cell("a", "2026-01-01", 60)], wholes, types).total.ranges).toBeNull();
  });

  it("of nothing is nothing, and a rate of nothing sold is none", () => {
    const table = tableOf([], new Map(), new Map());
    expect(table).toEqual({
      quarters: [],
      groups: [],
      byQuarter: [],
      total: { cards: 0, sold: 0n, redeemed: 0n, breakage: 0n, isKnown: true, ranges: null, probability: null },
    });
  });

  it("says what a row rests on: the cohorts of its types, and their past error by what is expected: (300·0.1 + 100·0.3) ÷ 400", () => {
    const two = new Map<number, TypeFacts>([...types, [2, { method: "mature-rate", status: "ok", cohorts: 5 }]]);
    const cells = [
      cell("a", "2026-01-01", 300),
      { ...cell("a", "2026-01-01", 100), cardTypeId: 2 },
      cell("b", "2026-04-01", 50),
      cell("c", "2026-04-01", 0),
    ];
    const pastErrors = new Map([
      ["1/2026-01-01", 0.1],
      ["2/2026-01-01", 0.3],
      ["1/2026-04-01", null],
    ]);
    const { groups, byQuarter } = tableOf(cells, new Map(), two, pastErrors);
    expect(groups.map(({ members, cohorts, pastError }) => [members.brand?.id, cohorts, pastError])).toEqual([
      ["a", 17, 0.15],
      ["b", 12, null],
      ["c", 12, null],
    ]);
    expect(byQuarter.map(({ cohorts, pastError }) => [cohorts, pastError])).toEqual([
      [17, 0.15],
      [12, null],
    ]);
  });
});
