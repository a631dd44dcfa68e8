import { type Cell, historyOf } from "./cell";
import { type Feature, levelsOf } from "./design";
import type { CardModel } from "./model";

/** What about a card raises or lowers the chance of a redemption in the coming month. */
export const reasons = ["card-type", "age", "use", "balance", "expiry", "season", "value", "holder"] as const;
export type Reason = (typeof reasons)[number];

export type Contribution = {
  readonly reason: Reason;
  /** Added to ln of the month's cumulative hazard; 0 is what the average card-month has. */
  readonly effect: number;
  readonly sentence: string;
};

export type Explanation = {
  /** ln of the average card-month's cumulative hazard. The contributions added to it give the card's own. */
  readonly average: number;
  /** Largest first, whichever way they work. */
  readonly contributions: readonly Contribution[];
};

const membersOf: Record<Reason, readonly Feature[]> = {
  "card-type": ["type", "category", "medium"],
  age: ["age"],
  use: ["unused", "idle"],
  balance: ["rest"],
  expiry: ["expiry"],
  season: ["season"],
  value: ["value"],
  holder: ["holder", "holder-age", "holder-place"],
};

/**
 * The coming month's hazard taken apart. The headline's part belongs to the card type where it differs from all types' at
 * that age, and to the age otherwise. `headline` and `reference` are ln of its hazards, the type's and all types'. Effects and average add up to ln of the hazard that the score uses, but for the rounding of traits.
 */
export function explain(
  model: CardModel,
  cell: Cell,
  month: number,
  { headline, reference }: { readonly headline: number; readonly reference: number },
): Explanation {
  const { shift, slope } = model.correction;
  const levels = levelsOf(model.design, cell, month);
  const own: Record<Reason, number> = {
    "card-type": headline - reference,
    age: reference - model.usual,
    use: 0,
    balance: 0,
    expiry: 0,
    season: 0,
    value: 0,
    holder: 0,
  };
  let average = model.constant + model.usual;
  for (const reason of reasons) {
    for (const feature of membersOf[reason]) {
      const level = levels[feature];
      const centre = model.centres[feature];
      average += centre;
      own[reason] += (level === null ? 0 : (model.effects[feature][level] ?? 0)) - centre;
    }
  }
  const contributions = reasons.map((reason): Contribution => {
    const effect = slope * own[reason];
    return { reason, effect, sentence: sentenceOf(effect, wordsFor(reason, model, cell, levels)) };
  });
  return {
    average: shift + slope * average,
    contributions: contributions.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  };
}

type Named = ReturnType<typeof levelsOf>;

function wordsFor(reason: Reason, { design }: CardModel, cell: Cell, levels: Named): string {
  const word = (feature: Feature) => design.levels[feature][levels[feature] ?? -1] ?? "";
  const months = `${cell.age} ${cell.age === 1 ? "month" : "months"}`;
  switch (reason) {
    case "card-type":
      return [`Card type ${word("type")}`, word("category"), word("medium")].filter((part) => part !== "").join(", ");
    case "age":
      return `Sold ${months} before`;
    case "use":
      return historyOf(cell.history).used ? capital(word("idle")) : `Never used in the ${months} since its sale`;
    case "balance":
      return levels.rest === null ? "Nothing of it used yet" : capital(word("rest"));
    case "expiry":
      return capital(word("expiry"));
    case "season":
      return `The coming month is ${word("season")}`;
    case "value":
      return `Face value ${word("value")}`;
    case "holder":
      return levels.holder === 0
        ? "Holder anonymous"
        : `Holder known, age ${word("holder-age")}, place ${word("holder-place")}`;
  }
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Below one percent either way there is nothing to tell. */
function sentenceOf(effect: number, words: string): string {
  const percent = Math.round(Math.abs(Math.expm1(effect)) * 100);
  if (percent === 0) return `${words}: makes no difference.`;
  const times = Math.exp(effect);
  const how =
    times >= 2 ? `${times.toFixed(1)} times as likely` : `${percent} % ${effect > 0 ? "more" : "less"} likely`;
  return `${words}: a redemption in the coming month is ${how}.`;
}
