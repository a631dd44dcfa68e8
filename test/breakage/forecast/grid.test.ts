import { describe, expect, it } from "vitest";
import { forecastGrid } from "@/lib/breakage/forecast/grid";
import { tableOf } from "@/lib/breakage/forecast/report";

const cell = (id: string, quarter: string, minor: number) => ({
  key: id,
  members: { "card-type": { id, name: id } },
  cardTypeId: id === "A" ? 1 : 2,
  quarter,
  cards: 1,
  sold: 100_00n,
  redeemed: 0n,
  open: 100_00n,
  expected: minor,
  breakage: BigInt(minor),
});

describe("groups by quarter", () => {
  const table = tableOf(
    [cell("A", "2027-01-01", 30), cell("B", "2026-10-01", 50), cell("A", "2026-10-01", 5)],
    new Map(),
    new Map(),
  );
  const grid = forecastGrid(table, ["card-type"]);

  it("have the quarters across in the order of time, and the group that leaves most first", () => {
    expect(grid.quarters).toEqual(["2026-10-01", "2027-01-01"]);
    expect(grid.lines.map(({ group }) => group.members["card-type"]?.id)).toEqual(["B", "A"]);
  });

  it("are empty, and not nothing, where no card of the group ends: B has 0.50 and –, A 0.05 and 0.30", () => {
    expect(grid.lines.map(({ cells }) => cells.map((one) => one?.breakage ?? null))).toEqual([
      [50n, null],
      [5n, 30n],
    ]);
  });

  it("add up by line to the group and by column to the quarter", () => {
    const sum = (rows: readonly ({ breakage: bigint } | null)[]) =>
      rows.reduce((total, row) => total + (row?.breakage ?? 0n), 0n);
    for (const { group, cells } of grid.lines) expect(sum(cells)).toBe(group.breakage);
    expect(grid.quarters.map((_, i) => sum(grid.lines.map(({ cells }) => cells[i] ?? null)))).toEqual([55n, 30n]);
    expect(table.total.breakage).toBe(85n);
  });
});
