import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usualIssuer } from "@/lib/escheat/card-facts";
import { kindOf, type TypeFlags } from "@/lib/escheat/card-kind";
import { WhatIf } from "@/lib/escheat/forecast/what-if";
import { supposedBasis } from "@/lib/escheat/forecast/what-if-basis";
import {
  missingPart,
  plainQuestion,
  type WhatIfInput,
  whatIfInput,
  whatIfParams,
} from "@/lib/escheat/forecast/what-if-schema";
import { questionWords } from "@/lib/escheat/forecast/what-if-words";
import type { OpenCard } from "@/lib/escheat/open-card";
import type { PortfolioBasis } from "@/lib/escheat/portfolio";
import { civilNumber } from "@/lib/escheat/prepared/civil-number";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { openCardWith, plainOpenCard } from "../hand-made-open-card";
import { plainRule } from "../hand-made-rule";

const flags: TypeFlags = {
  businessModel: "closed",
  medium: "digital",
  hasExpiry: false,
  fundsExpire: false,
  hasFees: false,
  cashRedeemable: false,
  promotional: false,
  issuerType: "third-party",
  currency: "USD",
};
const types = [{ ...flags, id: 1, code: "GIFT" }];
const asOf = "2024-06-30";
const basis: PortfolioBasis = {
  rulebook: makeRulebook([plainRule, { ...plainRule, jurisdiction: "US-NM" }], []),
  issuer: { ...usualIssuer, incorporation: "US-WV" },
  kinds: new Map([[1, kindOf(flags)]]),
  asOf,
};
const newMexican = openCardWith({ cardId: 2, ownerJurisdiction: "US-NM" });

const ask = (part: Partial<WhatIfInput>): WhatIfInput => whatIfInput.parse({ asOf, currency: "USD", ...part });

function answer(question: WhatIfInput, cards: readonly OpenCard[], before = basis) {
  const whatIf = new WhatIf(before, supposedBasis(before, types, question), null);
  for (const card of cards) whatIf.add(card);
  return whatIf.answer();
}

describe("what if West Virginia waited two years, not three", () => {
  const question = ask({ change: "rule", state: "US-WV", dormancyYears: 2 });

  it("its $60 move from the report of 2026 to that of 2025, and New Mexico's card stays", () => {
    const { cards, moved, rows, total } = answer(question, [plainOpenCard, newMexican]);
    expect([cards, moved]).toEqual([2, { cards: 1, balance: 100_00n }]);
    expect(
      rows.map(({ jurisdiction, bucket, before, after }) => [jurisdiction, bucket, before.expected, after.expected]),
    ).toEqual([
      ["US-WV", 2025, 0n, 60_00n],
      ["US-WV", 2026, 60_00n, 0n],
    ]);
    expect([total.before.expected, total.after.expected]).toEqual([120_00n, 120_00n]);
  });

  it("moves only its own cards, whatever cards there are", () => {
    const card = fc
      .record({
        here: fc.boolean(),
        year: fc.integer({ min: 2014, max: 2023 }),
        balance: fc.bigInt({ min: 1n, max: 200_00n }),
      })
      .map(({ here, year, balance }) =>
        openCardWith({ ownerJurisdiction: here ? "US-WV" : "US-NM", soldOn: civilNumber(`${year}-05-04`), balance }),
      );
    fc.assert(
      fc.property(fc.array(card, { maxLength: 20 }), (cards) => {
        const { moved, rows } = answer(question, cards);
        const here = cards.filter(({ ownerJurisdiction }) => ownerJurisdiction === "US-WV").length;
        expect(moved.cards).toBeLessThanOrEqual(here);
        expect(rows.every(({ jurisdiction }) => jurisdiction === "US-WV")).toBe(true);
      }),
    );
  });
});

describe("what if a rule took another share", () => {
  it("100 % instead of 60 %: $100 instead of $60, in the same year", () => {
    const { rows } = answer(ask({ change: "rule", state: "US-WV", percent: 100 }), [plainOpenCard]);
    expect(rows.map(({ bucket, before, after }) => [bucket, before.claimed, after.claimed])).toEqual([
      [2026, 60_00n, 100_00n],
    ]);
  });

  it("spared all cards: what fell to it is exempt", () => {
    const { rows, exempt, total } = answer(ask({ change: "rule", state: "US-WV", claim: "exempt" }), [plainOpenCard]);
    expect(rows.map(({ bucket, before, after }) => [bucket, before.cards, after.cards])).toEqual([
      [2026, 1, 0],
      ["exempt", 0, 1],
    ]);
    expect([exempt.after.cards, total.after.expected]).toEqual([1, 0n]);
  });

  it("from 2026 on leaves what is presumed abandoned before that day as it is", () => {
    // The card is presumed abandoned on 31 December 2025.
    const from = (effectiveFrom: string) =>
      answer(ask({ change: "rule", state: "US-WV", percent: 100, effectiveFrom }), [plainOpenCard]).moved.cards;
    expect([from("2026-01-01"), from("2025-12-31")]).toEqual([0, 1]);
  });
});

describe("what if the issuer were incorporated elsewhere", () => {
  it("only cards without an owner's address move with it", () => {
    const unknown = openCardWith({ cardId: 3, ownerJurisdiction: null });
    const { moved, rows } = answer(ask({ change: "incorporation", to: "US-NM" }), [plainOpenCard, unknown]);
    expect(moved.cards).toBe(1);
    expect(rows.map(({ jurisdiction, before, after }) => [jurisdiction, before.cards, after.cards])).toEqual([
      ["US-NM", 0, 1],
      ["US-WV", 2, 1],
    ]);
  });
});

describe("what if a card type were another", () => {
  it("given and not sold: it is no debt to its owner, so it is exempt", () => {
    const { exempt } = answer(ask({ change: "card-type", "card-type": "GIFT", promotional: "yes" }), [plainOpenCard]);
    expect([exempt.before.cards, exempt.after.cards]).toEqual([0, 1]);
  });

  it("that is none of the issuer's is refused", () => {
    const question = ask({ change: "card-type", "card-type": "ELSE", promotional: "yes" });
    expect(() => answer(question, [])).toThrow(
      expect.objectContaining({ fields: { "card-type": expect.any(String) } }),
    );
  });
});

describe("a question", () => {
  it("that supposes nothing is not whole", () => {
    const missing = (part: object) => missingPart(whatIfParams.parse(part));
    expect(missing({})).toBe("state");
    expect(missing({ state: "US-WV" })).toBe("dormancyYears");
    expect(missing({ change: "incorporation" })).toBe("to");
    expect(missing({ change: "card-type", "card-type": "GIFT" })).toBe("hasFees");
    expect(missing({ state: "US-WV", percent: "50" })).toBeNull();
  });

  it("is the same whatever was filled in for other kinds of questions", () => {
    const asked = ask({ change: "incorporation", to: "US-NM", state: "US-TX", dormancyYears: 3, hasFees: "yes" });
    expect(plainQuestion(asked)).toEqual(plainQuestion(ask({ change: "incorporation", to: "US-NM" })));
  });

  it("says in one sentence what it supposes", () => {
    expect(questionWords(ask({ change: "rule", state: "US-WV", dormancyYears: 2, percent: 50 }))).toBe(
      "West Virginia, cards of one seller or group: 2 years of dormancy, 50 % taken",
    );
    expect(questionWords(ask({ change: "card-type", "card-type": "GIFT", hasFees: "yes" }))).toBe(
      "Card type GIFT: Bears fees: Yes",
    );
    expect(questionWords(ask({ change: "incorporation", to: "US-NM" }))).toBe("Incorporated in New Mexico");
  });
});
