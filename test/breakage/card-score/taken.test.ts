import { expect, it } from "vitest";
import { historyIndex } from "@/lib/breakage/card-score/cell";
import {
  fitTaken,
  OUTCOMES,
  outcomeOf,
  phaseOf,
  SOURCES,
  stateOf,
  type TakenRow,
  takenByType,
} from "@/lib/breakage/card-score/taken";
import { typeFacts } from "./flat-headline";

const types = [typeFacts(1), typeFacts(2), typeFacts(3)];
const rows = (of: Partial<TakenRow> & { redemptions: number; outcome: number }): TakenRow => ({
  typeId: 1,
  source: 0,
  left: 0,
  ...of,
});

it("states: never used 0; used once with 25 to 50 % left 3, used again with the same 8; phases begin at ages 1, 4 and 13", () => {
  expect(stateOf(0)).toBe(0);
  expect(stateOf(historyIndex({ used: true, again: false, balance: 2, idle: 7 }))).toBe(3);
  expect(stateOf(historyIndex({ used: true, again: true, balance: 2, idle: 7 }))).toBe(8);
  expect(outcomeOf(3)).toEqual({ again: false, balance: 2 });
  expect(outcomeOf(8)).toEqual({ again: true, balance: 2 });
  expect([1, 3, 4, 12, 13, 60].map(phaseOf)).toEqual([0, 0, 1, 1, 2, 2]);
  expect([OUTCOMES, SOURCES]).toEqual([11, 33]);
});

it("75 of 100 first uses empty the card: with the prior of 5 that went as all, still 75 %", () => {
  const model = fitTaken(
    [rows({ redemptions: 75, outcome: 0 }), rows({ redemptions: 25, outcome: 3, left: 10 })],
    types,
  );
  expect(model.chances[0]?.[0]).toBeCloseTo(0.75, 12);
  expect(model.chances[0]?.[3]).toBeCloseTo(0.25, 12);
  // 10 of 25: what stayed is 0.4 of what was open.
  expect(model.left[0]?.[3]).toBeCloseTo(0.4, 12);
});

it("40 uses from one state of which none emptied the card: the state leans on all with 5 redemptions, its phase on the state with 5", () => {
  // All: 100 of 140 emptied = 5/7. State 3: (0 + 5·5/7) ÷ (40 + 5) = 0.0793651; phase 1 of it: (0 + 5·0.0793651) ÷ (40 + 5).
  const model = fitTaken(
    [rows({ redemptions: 100, outcome: 0 }), rows({ source: OUTCOMES + 3, redemptions: 40, outcome: 7, left: 20 })],
    types,
  );
  expect(model.chances[OUTCOMES + 3]?.[0]).toBeCloseTo(0.0793651 / 9, 7);
  // A phase of the state that was never seen is the state's.
  expect(model.chances[3]?.[0]).toBeCloseTo(0.0793651, 7);
});

it("chances of every source sum to 1 for every type, and no more is left than there was", () => {
  const model = fitTaken(
    [1, 2, 3].flatMap((typeId) =>
      [0, 3, 8, 14].flatMap((source) => [
        rows({ typeId, source, redemptions: 40 * typeId, outcome: 0 }),
        rows({ typeId, source, redemptions: 70, outcome: 6, left: 69 }),
      ]),
    ),
    types,
  );
  for (const { id } of types) {
    for (const { chances, left } of takenByType(model, id)) {
      expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
      for (const share of left) expect(share).toBeLessThanOrEqual(1);
    }
  }
});

it("a type whose holders empty their cards more often is believed as far as it was seen", () => {
  // From three sources each: what the type's own sources differ by is chance.
  const seen = (typeId: number, cards: number, emptied: readonly number[]) =>
    emptied.flatMap((count, i) => [
      rows({ typeId, source: i * OUTCOMES, redemptions: count, outcome: 0 }),
      rows({ typeId, source: i * OUTCOMES, redemptions: cards - count, outcome: 6, left: (cards - count) / 2 }),
    ]);
  const model = fitTaken(
    [...seen(1, 1000, [905, 895, 900]), ...seen(2, 1000, [490, 510, 500]), ...seen(3, 10, [7, 5, 6])],
    types,
  );
  const emptied = (id: number) => takenByType(model, id)[0]?.chances[0] ?? 0;
  expect(emptied(1)).toBeGreaterThan(0.88);
  expect(emptied(2)).toBeLessThan(0.52);
  expect(emptied(3)).toBeGreaterThan(0.6);
  expect(emptied(3)).toBeLessThan(0.75);
});

it("without a redemption a use is taken to empty the card", () => {
  const model = fitTaken([], types);
  expect(takenByType(model, 1)[5]?.chances).toEqual([1, ...new Array<number>(OUTCOMES - 1).fill(0)]);
});
