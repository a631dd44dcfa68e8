import { describe, expect, it } from "vitest";
import { pageOf } from "@/lib/breakage/forecast-view/pages";

const rows = Array.from({ length: 250 }, (_, i) => i);

describe("the page of a long table", () => {
  it("has every row on exactly one page: 250 rows are on pages of 100, 100 and 50", () => {
    const pages = ["1", "2", "3"].map((page) => pageOf(rows, page));
    expect(pages.flatMap((page) => page.rows)).toEqual(rows);
    expect(pages.map(({ from, to, previous, next }) => [from, to, previous, next])).toEqual([
      [1, 100, null, 2],
      [101, 200, 1, 3],
      [201, 250, 2, null],
    ]);
  });

  it("is the first for what names none, and the last for one beyond it", () => {
    for (const asked of [undefined, "", "x", "0", "-3"]) expect(pageOf(rows, asked).from).toBe(1);
    for (const asked of ["4", "999"]) expect(pageOf(rows, asked).from).toBe(201);
    expect(pageOf([], "2")).toMatchObject({ rows: [], pages: 1, previous: null, next: null });
    expect(pageOf(rows.slice(0, 100), "1").pages).toBe(1);
  });
});
