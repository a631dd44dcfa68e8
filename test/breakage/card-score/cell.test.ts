import fc from "fast-check";
import { expect, it } from "vitest";
import {
  type CardFacts,
  cellOf,
  HISTORIES,
  historyIndex,
  historyOf,
  LARGEST_TYPE_ID,
  packCell,
  TRAITS,
  traitsIndex,
  traitsOf,
  typeIdOf,
  unpackCell,
  withTraits,
} from "@/lib/breakage/card-score/cell";

const cell = fc.record({
  typeId: fc.integer({ min: 0, max: LARGEST_TYPE_ID }),
  age: fc.integer({ min: 1, max: 510 }),
  endAge: fc.option(fc.integer({ min: 0, max: 510 })),
  traits: fc.integer({ min: 0, max: TRAITS - 1 }),
  history: fc.integer({ min: 0, max: HISTORIES - 1 }),
});

it("a key gives back the cell it was made of, and cells that differ have different keys", () => {
  fc.assert(
    fc.property(cell, cell, (one, other) => {
      expect(unpackCell(packCell(one))).toEqual(one);
      expect(typeIdOf(packCell(one))).toBe(one.typeId);
      expect(packCell(one) === packCell(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

it("every key is a whole number that a float holds exactly, up to the largest type id", () => {
  const largest = packCell({ typeId: LARGEST_TYPE_ID, age: 510, endAge: null, traits: 63, history: 255 });
  expect(Number.isSafeInteger(largest)).toBe(true);
  expect(() => packCell({ ...unpackCell(largest), typeId: LARGEST_TYPE_ID + 1 })).toThrow(RangeError);
});

it("traits can be put in the place of others, and nothing else moves", () => {
  fc.assert(
    fc.property(cell, fc.integer({ min: 0, max: 63 }), (one, traits) => {
      expect(unpackCell(withTraits(packCell(one), traits))).toEqual({ ...one, traits });
    }),
  );
});

it("131 histories and 33 traits are numbered one by one: 1 unused + 2 uses × 5 balances × 13 months, 3 values × (1 + 2 × 5)", () => {
  expect(HISTORIES).toBe(131);
  expect(TRAITS).toBe(33);
  for (let i = 0; i < HISTORIES; i++) expect(historyIndex(historyOf(i))).toBe(i);
  for (let i = 0; i < TRAITS; i++) expect(traitsIndex(traitsOf(i))).toBe(i);
});

const card: CardFacts = {
  typeId: 7,
  age: 9,
  endAge: 36,
  uses: 0,
  idleMonths: null,
  balance: 5000,
  loaded: 5000,
  faceValue: 5000,
  usualValue: 5000,
  holder: null,
};

it("an unused card of an anonymous holder is the first history and the middle value", () => {
  expect(cellOf(card)).toEqual({ typeId: 7, age: 9, endAge: 36, traits: 1, history: 0 });
});

it("30.00 left of 50.00 after two uses, the last three months ago: 60 % is the band from 50 %", () => {
  const { history } = cellOf({ ...card, uses: 2, idleMonths: 3, balance: 3000 });
  expect(historyOf(history)).toEqual({ used: true, again: true, balance: 3, idle: 3 });
});

it("a year and a half without use counts as a year", () => {
  const { history } = cellOf({ ...card, uses: 1, idleMonths: 18, balance: 499 });
  expect(historyOf(history)).toEqual({ used: true, again: false, balance: 0, idle: 12 });
});

it("the band begins at its limit: 10 % is the second, 9.98 % the first", () => {
  const bandAt = (balance: number) => historyOf(cellOf({ ...card, uses: 1, idleMonths: 0, balance }).history);
  expect(bandAt(500)).toMatchObject({ balance: 1 });
  expect(bandAt(499)).toMatchObject({ balance: 0 });
});

it("holders: 49 years at the sale, place known; a card of 80.00 where 50.00 is usual is larger", () => {
  const { traits } = cellOf({ ...card, faceValue: 8000, holder: { placeKnown: true, ageAtSale: 49 } });
  expect(traitsOf(traits)).toEqual({ value: 2, holder: { placeKnown: true, age: 1 } });
});

it("a type whose usual value is unknown makes no card large or small", () => {
  expect(traitsOf(cellOf({ ...card, usualValue: 0 }).traits).value).toBe(1);
});
