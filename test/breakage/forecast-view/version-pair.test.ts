import { describe, expect, it } from "vitest";
import { pairOf } from "@/lib/breakage/forecast-view/version-pair";

const version = (id: number, dataDate: string, total: object | null = {}) => ({ id, dataDate, total });
const versions = [
  version(9, "2026-10-31"),
  version(8, "2026-10-31"),
  version(7, "2026-09-30"),
  version(3, "2026-08-31", null),
];

describe("the two versions held against one another", () => {
  it("are the newest and the newest of older data before it", () => {
    expect(pairOf(versions, {})).toEqual({ before: 7, after: 9 });
  });

  it("are those that were asked for", () => {
    expect(pairOf(versions, { before: 8, after: 9 })).toEqual({ before: 8, after: 9 });
    expect(pairOf(versions, { before: 9 })).toEqual({ before: 9, after: 8 });
    expect(pairOf(versions, { after: 7 })).toEqual({ before: 9, after: 7 });
  });

  it("of one date are two that follow one another, where there is nothing older", () => {
    expect(pairOf(versions.slice(0, 2), {})).toEqual({ before: 8, after: 9 });
  });

  it("are never one without figures or one that is not there", () => {
    expect(pairOf(versions, { before: 3, after: 1_000 })).toEqual({ before: 7, after: 9 });
    expect(pairOf([version(1, "2026-01-31"), version(3, "2025-01-31", null)], {})).toBeNull();
    expect(pairOf([], {})).toBeNull();
  });
});
