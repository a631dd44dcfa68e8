import { expect, it } from "vitest";
import { packCell } from "@/lib/breakage/card-score/cell";
import type { Headline } from "@/lib/breakage/card-score/headline";
import { reconcile, scaledScores } from "@/lib/breakage/card-score/reconcile";
import type { CellScores } from "@/lib/breakage/card-score/score";
import { flatHeadline } from "./flat-headline";

const CUT = 2024 * 12;
const keyAt = (typeId: number, age: number) => packCell({ typeId, age, endAge: 20, traits: 32, history: 0 });

function scoresOf(keys: readonly number[], left: readonly number[]): CellScores {
  const same = Float64Array.from(left);
  return {
    keys,
    left: same,
    untouched: same,
    notFully: same,
    hazards: new Float64Array(keys.length * 7).fill(0.1),
    headline: new Float64Array(keys.length),
    reference: new Float64Array(keys.length),
  };
}

/** Type 1 is expected to keep a quarter of what is open, give or take a fifth of it. */
const headline = (
  share: number | null,
  range: { low: number; high: number } | null = { low: 0.8, high: 1.2 },
): Headline => ({
  cut: CUT,
  hazards: flatHeadline(0.1),
  shares: () => (share === null ? null : { openNow: 1000, expected: 1000 * share }),
  ranges: new Map([[1, range]]),
});

const keys = [keyAt(1, 3), keyAt(1, 9)];
const stock = { cards: [2, 1], balance: [300, 100] };

it("300 at 0.2 and 100 at 0.4 are 100 of 400: inside the headline's 80 to 120, and left as they are", () => {
  const [found] = reconcile(scoresOf(keys, [0.2, 0.4]), stock, headline(0.25));
  expect(found).toMatchObject({ cards: 3, balance: 400, byHeadline: 100, outcome: "within", factor: 1 });
  expect(found?.byCards).toBeCloseTo(100, 10);
  expect(found?.gap).toBeCloseTo(0, 10);
});

it("both at 0.5 are 200, twice the headline: 0.5^γ = 0.25 gives γ = 2, and each card is expected to keep a quarter", () => {
  const scores = scoresOf(keys, [0.5, 0.5]);
  const found = reconcile(scores, stock, headline(0.25));
  expect(found[0]).toMatchObject({ outcome: "scaled", low: 80, high: 120, gap: expect.closeTo(1, 10) });
  expect(found[0]?.factor).toBeCloseTo(2, 10);
  const scaled = scaledScores(scores, found);
  expect([...scaled.left]).toEqual([expect.closeTo(0.25, 10), expect.closeTo(0.25, 10)]);
  // What single cards do was checked on single cards.
  expect(scaled.untouched).toEqual(scores.untouched);
  expect(scaled.hazards).toEqual(scores.hazards);
});

it("after scaling the sum is the headline's, whatever the shares, and their order stays", () => {
  const scores = scoresOf(keys, [0.9, 0.6]);
  const { left } = scaledScores(scores, reconcile(scores, stock, headline(0.25)));
  const [first = 0, second = 0] = left;
  expect(300 * first + 100 * second).toBeCloseTo(100, 8);
  expect(first).toBeGreaterThan(second);
});

it("without a range the headline's point is the range", () => {
  const [found] = reconcile(scoresOf(keys, [0.5, 0.5]), stock, headline(0.45, null));
  expect(found).toMatchObject({ outcome: "scaled", low: 180, high: 180 });
});

it("cards of no open cohort of the headline are said to be unmatched, not scaled", () => {
  const [found] = reconcile(scoresOf(keys, [0.5, 0.5]), stock, headline(null));
  expect(found).toMatchObject({ cards: 3, balance: 0, byHeadline: null, gap: null, outcome: "unmatched", factor: 1 });
});

it("a share that no power reaches is unmatched: certain cards cannot be made to lose value", () => {
  const [found] = reconcile(scoresOf(keys, [1, 1]), stock, headline(0.25));
  expect(found).toMatchObject({ byHeadline: 100, outcome: "unmatched", factor: 1 });
});

it("ended cards, and those of other currencies' types, are no part of the comparison", () => {
  const others = [...keys, keyAt(1, 21), keyAt(2, 5)];
  const [found, ...rest] = reconcile(
    scoresOf(others, [0.2, 0.4, 1, 0.5]),
    { cards: [2, 1, 5, 5], balance: [300, 100, 900, 900] },
    headline(0.25),
  );
  expect(found).toMatchObject({ cards: 3, balance: 400 });
  expect(rest).toEqual([]);
});
