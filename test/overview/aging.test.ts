import { describe, expect, it } from "vitest";
import { agingOf } from "@/lib/overview/aging";

const cell = (month: string, owed: bigint) => ({ month, cards: 1, owed });

describe("aging buckets", () => {
  it("put a card loaded in the as-of month into 0-2 and one loaded 60 months ago into 60+", () => {
    const aging = agingOf("load", "2026-10-31", [
      cell("2026-10-01", 1n),
      cell("2026-08-01", 2n),
      cell("2021-10-01", 4n),
    ]);
    expect(aging.buckets.map((bucket) => bucket.owed)).toEqual([3n, 0n, 0n, 0n, 0n, 0n, 4n]);
    expect(aging.buckets[0]).toMatchObject({ id: "0-2", from: "2026-08-01", to: "2026-10-31" });
    expect(aging.buckets.at(-1)).toMatchObject({ id: "60+", from: null, to: "2021-10-31" });
    expect(aging.total).toBe(7n);
  });

  it("keep what was never used and what is never lost in a bucket of its own", () => {
    const used = agingOf("last-use", "2026-10-31", [cell("infinity", 5n), cell("2025-01-01", 6n)]);
    expect(used.buckets.at(-1)).toEqual({ id: "never", from: null, to: null, cards: 1, owed: 5n });
    const loss = agingOf("loss", "2026-10-31", [cell("infinity", 5n), cell("2026-11-01", 6n), cell("2026-12-01", 7n)]);
    expect(loss.buckets.map((bucket) => bucket.owed)).toEqual([6n, 7n, 0n, 0n, 0n, 0n, 0n, 5n]);
    expect(loss.buckets[0]).toMatchObject({ from: "2026-11-01", to: "2026-11-30" });
  });

  it("touch without gap or overlap", () => {
    for (const view of ["load", "loss"] as const) {
      const dated = agingOf(view, "2024-02-29", []).buckets.filter((bucket) => bucket.id !== "never");
      const ordered = view === "loss" ? dated : dated.toReversed();
      for (const [i, bucket] of ordered.entries()) {
        const next = ordered[i + 1];
        if (next) expect(Date.parse(next.from ?? "") - Date.parse(bucket.to ?? "")).toBe(86_400_000);
      }
    }
  });
});
