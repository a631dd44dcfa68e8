import { describe, expect, it } from "vitest";
import { crossRows } from "@/lib/breakage/cross";
import { figuresOf, NOTHING, sumFigures } from "@/lib/breakage/figures";
import { sortRows } from "@/lib/breakage/order";
import type { BreakageRow } from "@/lib/breakage/report";

function row(type: string, year: string, sold: bigint, redeemed: bigint): BreakageRow {
  const figures = figuresOf({ ...NOTHING, cards: 1, sold, redeemed });
  return {
    ...figures,
    members: { "card-type": { id: type, name: type }, "expiry-year": { id: year, name: year } },
    before: null,
  };
}

const rows = [row("A", "2025", 100n, 90n), row("A", "2024", 300n, 150n), row("B", "2025", 50n, 0n)];

describe("two dimensions crossed", () => {
  const cross = crossRows(rows, ["card-type", "expiry-year"]);

  it("stands years in their order and types by what is unredeemed", () => {
    expect(cross.columns.map(({ member }) => member.id)).toEqual(["2024", "2025"]);
    expect(cross.lines.map(({ member }) => member.id)).toEqual(["A", "B"]);
  });

  it("leaves empty what has no cards", () => {
    expect(cross.lines[1]?.cells[0]).toBeNull();
  });

  it("makes an edge's rate from amounts: (10 + 150) of 400 is 40 %, not the mean of 10 % and 50 %", () => {
    expect(cross.lines[0]?.total.rate).toBeCloseTo(0.4);
    expect(sumFigures(cross.columns.map(({ total }) => total)).unredeemed).toBe(sumFigures(rows).unredeemed);
  });
});

describe("the order of rows", () => {
  it("sorts by any figure, equals by name, and puts a rate that does not exist last either way", () => {
    const unsold = row("Z", "2025", 0n, 0n);
    const names = (direction: "asc" | "desc") =>
      sortRows([unsold, ...rows], { by: "rate", direction }).map(({ rate }) => rate);
    expect(names("desc")).toEqual([1, 0.5, 0.1, null]);
    expect(names("asc")).toEqual([0.1, 0.5, 1, null]);
  });
});
