import { beforeAll, describe, expect, it } from "vitest";
import { packCell } from "@/lib/breakage/card-score/cell";
import { type CardModel, fitCardModel } from "@/lib/breakage/card-score/model";
import { reliabilityOf } from "@/lib/breakage/card-score/reliability";
import { scoreCells } from "@/lib/breakage/card-score/score";
import type { TrainingRow } from "@/lib/breakage/card-score/training";
import { scoreKeyOf } from "@/lib/breakage/card-score/trait-steps";
import { flatHeadline, typeFacts } from "./flat-headline";
import { FIRST_MONTH, type History, simulateCards, truth } from "./world";

const FROM = FIRST_MONTH + 35;
const HORIZON = 12;
const types = [typeFacts(1), typeFacts(2), typeFacts(3)];
/** Right about the first use of an average type, and ignorant of everything else. */
const headline = flatHeadline(truth.first, [1, 2, 3]);

describe("a world of 20,000 cards whose truth is known", () => {
  let world: History;
  let model: CardModel;
  beforeAll(() => {
    world = simulateCards("cards", 20_000, { from: FROM, horizon: HORIZON });
    const fitted = fitCardModel(world.rows, world.taken, types, headline);
    if ("status" in fitted) throw new Error(fitted.status);
    model = fitted;
  });

  it("types' hazards differ by e^0.4 either way, within 0.06", () => {
    const [first = 0, second = 0, third = 0] = model.effects.type;
    expect(Math.abs(second - first - 0.4)).toBeLessThan(0.06);
    expect(Math.abs(third - first + 0.4)).toBeLessThan(0.06);
  });

  it("cards of known holders are used e^0.3 times as fast, within 0.05", () => {
    const { holder, "holder-age": age, "holder-place": place } = model.effects;
    const known = (holder[1] ?? 0) + (age[2] ?? 0) + (place[1] ?? 0);
    expect(Math.abs(known - (holder[0] ?? 0) - truth.holder)).toBeLessThan(0.05);
  });

  it("what makes no difference is told to make none: value, medium, season", () => {
    for (const feature of ["value", "medium"] as const) {
      for (const effect of model.effects[feature]) expect(Math.abs(effect)).toBeLessThan(0.02);
    }
    expect(Math.sqrt(model.variances.season)).toBeLessThan(0.06);
  });

  it("half of the first uses and seven in ten of the later ones empty the card, within two hundredths", () => {
    for (const source of [0, 11, 22])
      expect(Math.abs((model.taken.chances[source]?.[0] ?? 0) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs((model.taken.chances[0]?.[0] ?? 0) - 0.5)).toBeLessThan(0.02);
    expect(Math.abs((model.taken.chances[3]?.[0] ?? 0) - 0.7)).toBeLessThan(0.05);
  });

  describe("what came in the twelve months after", () => {
    const judged = (what: "untouched" | "notFully") => {
      const scores = scoreCells(
        model,
        headline,
        world.outcomes.map(({ key }) => scoreKeyOf(model, key)),
        { cut: FROM, horizon: HORIZON },
      );
      return world.outcomes.map((row, i) => ({ probability: scores[what][i] ?? 1, cards: row.cards, came: row[what] }));
    };

    it.each(["untouched", "notFully"] as const)(
      "%s: said and seen within 0.02 in all, 0.05 in each tenth; slope 0.9 to 1.1",
      (what) => {
        const found = reliabilityOf(judged(what));
        if (!found) throw new Error("no cards");
        expect(found.cards).toBeGreaterThan(3000);
        expect(Math.abs(found.predicted - found.observed)).toBeLessThan(0.02);
        for (const { predicted, observed } of found.deciles) expect(Math.abs(predicted - observed)).toBeLessThan(0.05);
        expect(found.slope).toBeGreaterThan(0.9);
        expect(found.slope).toBeLessThan(1.1);
        expect(found.skill).toBeGreaterThan(0.1);
      },
    );

    it("the shares expected to be left add up to those that were, within 3 %", () => {
      const keys = world.outcomes.map(({ key }) => scoreKeyOf(model, key));
      const { left } = scoreCells(model, headline, keys, { cut: FROM, horizon: HORIZON });
      const said = world.outcomes.reduce((sum, { cards }, i) => sum + cards * (left[i] ?? 1), 0);
      const seen = world.outcomes.reduce((sum, row) => sum + row.left, 0);
      expect(Math.abs(said / seen - 1)).toBeLessThan(0.03);
    });
  });

  it("the same card-months in any order give the same model to the last bit", () => {
    const again = fitCardModel([...world.rows].reverse(), world.taken, types, headline);
    expect(again).toEqual(model);
  });
});

const month = FROM;
const row = (typeId: number, trials: number, events: number): TrainingRow => ({
  key: packCell({ typeId, age: 5, endAge: 20, traits: 1, history: 0 }),
  month,
  trials,
  events,
  lost: 0,
});

it("separation is said: a type of which 60 months saw no redemption, and its hazard stays above nothing", () => {
  const fitted = fitCardModel(
    [row(1, 500, 100), row(2, 500, 90), row(3, 60, 0)],
    [],
    types,
    flatHeadline(0.2, [1, 2, 3]),
  );
  if ("status" in fitted) throw new Error(fitted.status);
  expect(fitted.notes).toContainEqual({ feature: "type", level: "Type 3", months: 60, events: 0, kind: "no-events" });
  const [first = 0, , third = 0] = fitted.effects.type;
  expect(third).toBeLessThan(first);
  expect(third).toBeGreaterThan(-12);
});

it("levels that were never seen are said to be, and have no effect", () => {
  const fitted = fitCardModel([row(1, 500, 100), row(2, 500, 90)], [], types, flatHeadline(0.2, [1, 2, 3]));
  if ("status" in fitted) throw new Error(fitted.status);
  expect(fitted.notes).toContainEqual({ feature: "type", level: "Type 3", months: 0, events: 0, kind: "no-months" });
  expect(fitted.effects.type[2]).toBeCloseTo(0, 9);
});

it("99 redemptions are too few to tell of single cards; 100 are enough", () => {
  const refused = fitCardModel([row(1, 5000, 99)], [], types, flatHeadline(0.2, [1, 2, 3]));
  expect(refused).toEqual({ status: "too-little-history", months: 5000, events: 99 });
  expect(fitCardModel([row(1, 5000, 100)], [], types, flatHeadline(0.2, [1, 2, 3]))).not.toHaveProperty("status");
});

it("a card of a type that the model does not know is an error, not a guess", () => {
  expect(() => fitCardModel([row(4, 500, 100)], [], types, flatHeadline(0.2, [1, 2, 3, 4]))).toThrow(RangeError);
});
