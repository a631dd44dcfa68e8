import { describe, expect, it } from "vitest";
import { largestChanges } from "@/lib/overview/largest";
import type { ChangeRow } from "@/lib/overview/overview";

const row = (name: string, change: bigint): ChangeRow => ({
  member: { id: name, name },
  sales: change,
  redemptions: 0n,
  lapses: 0n,
  other: 0n,
  change,
});

describe("the largest changes", () => {
  it("counts a fall as large as a rise, and adds the others up so that the total stays", () => {
    const rows = [row("a", 5n), row("b", -90n), row("c", 40n), row("d", -2n)];
    const { rows: shown, rest } = largestChanges(rows, 2);
    expect(shown.map(({ member }) => member.name)).toEqual(["b", "c"]);
    expect(rest).toMatchObject({ count: 2, change: 3n, sales: 3n });
  });

  it("gives the others of a short list as a list of their own, with the sum that stood in one row", () => {
    const rows = [row("a", 5n), row("b", -90n), row("c", 40n), row("d", -2n), row("e", 1n)];
    const { rest } = largestChanges(rows, 2);
    const others = largestChanges(rows, 2, 2);
    expect(others.rows.map(({ member }) => member.name)).toEqual(["a", "d", "e"]);
    expect(others.total).toEqual(rest);
    expect(rest).toMatchObject({ count: 3, change: 4n });
    // And so on: of those again the last two together.
    expect(largestChanges(rows, 1, 2).rest).toMatchObject({ count: 2, change: -1n });
  });

  it("keeps a single other as itself: 'one other together' says less than its name", () => {
    expect(largestChanges([row("a", 1n), row("b", 2n)], 1).rest).toBeNull();
  });
});
