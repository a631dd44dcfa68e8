import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issuerTypes } from "@/lib/cards/constants";
import { addDays } from "@/lib/dates";
import { type CardKind, usualIssuer } from "@/lib/escheat/card-facts";
import { kindOf } from "@/lib/escheat/card-kind";
import { determine } from "@/lib/escheat/determine";
import { factsOf, type OpenCard, placeKey } from "@/lib/escheat/open-card";
import { Portfolio } from "@/lib/escheat/portfolio";
import { civilNumber, NO_DATE } from "@/lib/escheat/prepared/civil-number";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { openCardWith, plainOpenCard } from "./hand-made-open-card";

const answer = fc.constantFrom(true, false, null);
const kind: fc.Arbitrary<CardKind> = fc
  .record({
    businessModel: fc.constantFrom("closed" as const, "closed" as const, "semi-closed" as const, "open" as const, null),
    medium: fc.constantFrom("digital" as const, "physical" as const, null),
    hasExpiry: answer,
    fundsExpire: answer,
    hasFees: answer,
    cashRedeemable: answer,
    promotional: fc.constantFrom(false, false, true, null),
    issuerType: fc.constantFrom(...issuerTypes, null),
    currency: fc.constantFrom("USD", "USD", "EUR"),
  })
  .map(kindOf);
const places = ["US-NY", "US-WV", "US-TX", "US-CA", "US-NH", "US-MO", "US-DE", "US-PR", "FR", null];
const card = fc
  .record({
    cardTypeId: fc.constantFrom(1, 2, 3),
    ownerJurisdiction: fc.constantFrom(...places),
    ownerZip: fc.constantFrom("10001", "09002", "21300", null, null),
    sold: fc.nat(3_500),
    used: fc.option(fc.nat(900), { nil: null }),
    loaded: fc.option(fc.nat(900), { nil: null, freq: 3 }),
    expires: fc.option(fc.integer({ min: 30, max: 3_000 }), { nil: null, freq: 3 }),
    balance: fc.bigInt({ min: 1n, max: 150_00n }),
  })
  .map(({ sold, used, loaded, expires, ...rest }): OpenCard => {
    const soldOn = addDays("2016-01-01", sold);
    const after = (days: number | null) => (days === null ? NO_DATE : civilNumber(addDays(soldOn, days)));
    return openCardWith({
      ...rest,
      soldOn: civilNumber(soldOn),
      lastUseOn: after(used),
      lastLoadOn: after(loaded),
      expiresOn: after(expires),
      face: 150_00n,
    });
  });

const rulebook = makeRulebook([]);
const basisOf = (kinds: readonly CardKind[]) => ({
  rulebook,
  issuer: { ...usualIssuer, incorporation: "US-DE" },
  kinds: new Map(kinds.map((one, i) => [i + 1, one])),
  asOf: "2026-06-30",
});

describe("a portfolio", () => {
  it("decides each card under the shipped law as the full determination does, and its cells add up to the cards", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(kind, { minLength: 3, maxLength: 3 }),
        fc.array(card, { minLength: 1, maxLength: 30 }),
        (kinds, cards) => {
          const basis = basisOf(kinds);
          const portfolio = new Portfolio(basis);
          let claimed = 0n;
          for (const one of cards) {
            const verdict = portfolio.add(one);
            const facts = factsOf(one, basis.kinds.get(one.cardTypeId) ?? ({} as CardKind), "1");
            const made = determine(facts, basis.issuer, rulebook, { asOf: basis.asOf });
            expect([verdict.jurisdiction, verdict.priority, verdict.outcome, verdict.amount]).toEqual([
              made.jurisdiction,
              made.priorityRule,
              made.outcome,
              made.amount,
            ]);
            expect(verdict.report?.year ?? null).toBe(made.reportYear);
            claimed += made.amount ?? 0n;
            seen.add(made.outcome);
          }
          const cells = portfolio.all();
          const sum = (key: "balance" | "claimed") => cells.reduce((total, cell) => total + cell[key], 0n);
          expect(cells.reduce((total, cell) => total + cell.cards, 0)).toBe(cards.length);
          expect(sum("balance")).toBe(cards.reduce((total, { balance }) => total + balance, 0n));
          expect(sum("claimed")).toBe(claimed);
          expect(cells.filter(({ outcome }) => outcome === "exempt").every((cell) => cell.claimed === 0n)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    // A property that never meets an outcome says nothing about it.
    expect([...seen].sort()).toEqual(["escheats", "exempt", "needs-counsel", "not-yet"]);
  });

  it("has the same cells in whatever order the cards come", () => {
    fc.assert(
      fc.property(fc.array(kind, { minLength: 3, maxLength: 3 }), fc.array(card, { maxLength: 30 }), (kinds, cards) => {
        const cellsOf = (some: readonly OpenCard[]) => {
          const portfolio = new Portfolio(basisOf(kinds));
          for (const one of some) portfolio.add(one);
          return portfolio.all();
        };
        expect(cellsOf(cards.toReversed())).toEqual(cellsOf(cards));
      }),
      { numRuns: 50 },
    );
  });

  it("refuses a card of a type that it does not know", () => {
    expect(() => new Portfolio({ ...basisOf([]), kinds: new Map() }).add(plainOpenCard)).toThrow(RangeError);
  });
});

describe("where an owner lives", () => {
  it("is the state on record, else that of the ZIP code, else the post of the armed forces, else nobody knows", () => {
    const key = (ownerJurisdiction: string | null, ownerZip: string | null) =>
      placeKey({ ownerJurisdiction, ownerZip });
    expect([
      key("US-TX", "10001"),
      key(null, "10001"),
      key(null, "09002"),
      key(null, "21300"),
      key(null, null),
    ]).toEqual(["US-TX", "US-NY", "military", "nothing", ""]);
  });
});

describe("what the law asks of a card type", () => {
  const type = {
    businessModel: "semi-closed",
    medium: "physical",
    hasExpiry: false,
    fundsExpire: null,
    hasFees: null,
    cashRedeemable: null,
    promotional: null,
    issuerType: null,
    currency: "USD",
  } as const;

  it("a group of shops is a closed loop, a network an open one, and of an unknown model nobody says", () => {
    expect(kindOf(type).openLoop).toBe(false);
    expect(kindOf({ ...type, businessModel: "open" }).openLoop).toBe(true);
    expect(kindOf({ ...type, businessModel: null }).openLoop).toBeNull();
  });

  it("funds that expire are an expiry, whatever the plastic says", () => {
    expect(kindOf(type).hasExpiry).toBe(false);
    expect(kindOf({ ...type, fundsExpire: true }).hasExpiry).toBe(true);
    expect(kindOf({ ...type, hasExpiry: null }).hasExpiry).toBeNull();
  });

  it("what no source said stays unknown; only a digital card is certainly not of paper", () => {
    expect(kindOf(type)).toMatchObject({ hasFees: null, cashRedeemable: null, promotional: null, paper: null });
    expect(kindOf({ ...type, medium: "digital" }).paper).toBe(false);
  });
});
