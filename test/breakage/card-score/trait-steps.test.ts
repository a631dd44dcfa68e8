import { expect, it } from "vitest";
import { packCell, traitsIndex, unpackCell } from "@/lib/breakage/card-score/cell";
import { scoreKeyOf, traitEffect, traitSteps } from "@/lib/breakage/card-score/trait-steps";
import { plainModel } from "./plain-model";

const base = plainModel();
const known = traitsIndex({ value: 1, holder: { placeKnown: true, age: 1 } });
const model = {
  ...base,
  effects: { ...base.effects, holder: [0, 0.1], "holder-age": [0, 0, -0.04, 0, 0], "holder-place": [0, 0.07] },
};

it("known, 35 to 49, place known: 0.1 − 0.04 + 0.07 = 0.13 is the third step of 0.05, 0.15", () => {
  const step = traitSteps(model)[known] ?? 0;
  expect(traitEffect(step)).toBeCloseTo(0.15, 12);
});

it("traits without effect share one score, and the rest of the cell stays", () => {
  const cell = { typeId: 3, age: 8, endAge: 24, traits: known, history: 40 };
  const [one, other] = [packCell(cell), packCell({ ...cell, traits: 0 })];
  expect(scoreKeyOf(base, one)).toBe(scoreKeyOf(base, other));
  expect(scoreKeyOf(model, one)).not.toBe(scoreKeyOf(model, other));
  expect(unpackCell(scoreKeyOf(model, one))).toEqual({ ...cell, traits: traitSteps(model)[known] });
});

it("no effect leaves the steps there are: a thousandfold hazard is the last one", () => {
  const wild = { ...base, effects: { ...base.effects, holder: [-7, 7] } };
  expect(Math.max(...traitSteps(wild))).toBe(63);
  expect(Math.min(...traitSteps(wild))).toBe(0);
});
