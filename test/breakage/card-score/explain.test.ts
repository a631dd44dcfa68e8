import { expect, it } from "vitest";
import { type Cell, historyIndex, packCell } from "@/lib/breakage/card-score/cell";
import { predictors } from "@/lib/breakage/card-score/correction";
import { features } from "@/lib/breakage/card-score/design";
import { explain } from "@/lib/breakage/card-score/explain";
import type { CardModel } from "@/lib/breakage/card-score/model";
import { flatHeadline } from "./flat-headline";
import { plainModel } from "./plain-model";

const MARCH = 2024 * 12 + 2;
const unused: Cell = { typeId: 1, age: 14, endAge: 36, traits: 1, history: 0 };
const used: Cell = { ...unused, history: historyIndex({ used: true, again: true, balance: 2, idle: 4 }) };
const told = { headline: Math.log(0.06), reference: Math.log(0.05) };

function withEffects(changes: Partial<Record<(typeof features)[number], number[]>>): CardModel {
  const model = plainModel();
  return { ...model, usual: Math.log(0.05), effects: { ...model.effects, ...changes } };
}

const sentences = (model: CardModel, cell: Cell) =>
  explain(model, cell, MARCH, told).contributions.map((one) => one.sentence);

it("a card never used for 14 months, where that halves the hazard: 50 % less likely", () => {
  const model = withEffects({ unused: [0, 0, 0, 0, 0, Math.log(0.5), 0, 0] });
  expect(sentences(model, unused)[0]).toBe(
    "Never used in the 14 months since its sale: a redemption in the coming month is 50 % less likely.",
  );
});

it("the card type is told against all types: 0.06 where 0.05 is usual is 20 % more", () => {
  expect(sentences(withEffects({}), unused)[0]).toBe(
    "Card type Type 1, Books, digital: a redemption in the coming month is 20 % more likely.",
  );
});

it("what triples is told in times", () => {
  const model = withEffects({ expiry: [0, 0, 0, 0, Math.log(3), 0] });
  expect(sentences(model, unused)[0]).toBe(
    "A year or more left: a redemption in the coming month is 3.0 times as likely.",
  );
});

it("a used card is told by its idle months and by what is left; what makes no difference is said to make none", () => {
  const said = sentences(withEffects({ idle: [0, 0, 0, -0.2, 0, 0] }), used);
  expect(said).toContain("Not used for 3 to 5 months: a redemption in the coming month is 18 % less likely.");
  expect(said).toContain("Used more than once, 25 to 50 % left: makes no difference.");
  expect(said).toContain("The coming month is March: makes no difference.");
  expect(said).toContain("Holder anonymous: makes no difference.");
});

it.each([
  ["unused", unused],
  ["used", used],
])("contributions and average add up to ln of the hazard of a card %s, correction and all", (_, cell) => {
  const base = plainModel();
  const effects = Object.fromEntries(
    features.map((feature, f) => [feature, base.design.levels[feature].map((_name, level) => 0.1 * f - 0.07 * level)]),
  ) as unknown as CardModel["effects"];
  const centres = Object.fromEntries(features.map((feature, f) => [feature, 0.03 * f])) as CardModel["centres"];
  const model: CardModel = {
    ...base,
    constant: -0.4,
    effects,
    centres,
    usual: -2.9,
    correction: { shift: 0.1, slope: 0.9 },
  };
  const { average, contributions } = explain(model, cell, MARCH, told);
  const [plain = 0] = predictors(model, flatHeadline(0.06), [{ key: packCell(cell), month: MARCH }]);
  const sum = contributions.reduce((total, { effect }) => total + effect, average);
  expect(sum).toBeCloseTo(0.1 + 0.9 * plain, 10);
});

it("the largest comes first, whichever way it works", () => {
  const model = withEffects({ unused: [0, 0, 0, 0, 0, -1, 0, 0], season: [0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
  const sizes = explain(model, unused, MARCH, told).contributions.map(({ effect }) => Math.abs(effect));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes[0]).toBeCloseTo(1, 12);
});
