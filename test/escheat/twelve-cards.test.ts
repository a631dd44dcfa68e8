import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/dates";
import type { CardFacts } from "@/lib/escheat/card-facts";
import { determine } from "@/lib/escheat/determine";
import { usJurisdictions } from "@/lib/escheat/jurisdiction-name";
import type { Rule } from "@/lib/escheat/rule";
import { makeRulebook, ruleAt } from "@/lib/escheat/rulebook";
import { cardWith, delaware } from "./hand-made-card";
import { sure } from "./hand-made-rule";

const asOf = "2026-06-30";
const book = makeRulebook([]);
const exempt = { outcome: "exempt", presumedAbandonedOn: null, reportDueOn: null, letterRequired: false, amount: 0n };

/** Two cards for each of six laws. The rules are those of the table in the research notes; the sums are done here. */
const cards: readonly { readonly why: string; readonly facts: Partial<CardFacts>; readonly expected: object }[] = [
  {
    why: "West Virginia: 31 December 2022 and 3 years; 60 % of $100; due after the cut-off of 30 June 2026",
    facts: { ownerJurisdiction: "US-WV", soldOn: "2022-03-15" },
    expected: {
      outcome: "escheats",
      presumedAbandonedOn: "2025-12-31",
      reportYear: 2026,
      reportDueOn: "2026-10-31",
      lettersFrom: "2026-07-03",
      lettersTo: "2026-09-01",
      letterRequired: true,
      amount: 60_00n,
    },
  },
  {
    why: "West Virginia: used and asked about since, which its clock does not count; $60 of $100, but $25 are left, below $50",
    facts: {
      ownerJurisdiction: "US-WV",
      soldOn: "2022-03-15",
      lastUseOn: "2023-05-05",
      lastEnquiryOn: "2024-04-01",
      balance: 25_00n,
    },
    expected: { outcome: "escheats", presumedAbandonedOn: "2025-12-31", letterRequired: false, amount: 25_00n },
  },
  {
    why: "New Jersey: an enquiry on 29 February 2024 and 5 years; 60 % of the $80.01 left is $48.006",
    facts: { ownerJurisdiction: "US-NJ", soldOn: "2019-02-01", lastEnquiryOn: "2024-02-29", balance: 80_01n },
    expected: {
      outcome: "not-yet",
      presumedAbandonedOn: "2029-02-28",
      reportYear: 2029,
      reportDueOn: "2029-10-31",
      amount: 48_01n,
    },
  },
  {
    why: "New Jersey: 1 July 2020 and 5 years is a day after the cut-off of 2025, so it is reported in 2026; 60 % of $10.05",
    facts: { ownerJurisdiction: "US-NJ", soldOn: "2020-07-01", balance: 10_05n },
    expected: {
      outcome: "escheats",
      presumedAbandonedOn: "2025-07-01",
      reportYear: 2026,
      reportDueOn: "2026-10-31",
      letterRequired: false,
      amount: 6_03n,
    },
  },
  {
    why: "Michigan: of a restaurant, a seller at retail",
    facts: { ownerJurisdiction: "US-MI", issuerType: "restaurant" },
    expected: { ...exempt, exemption: "retail-seller" },
  },
  {
    why: "Michigan: of a third party, used 1 February 2022, and 3 years; cut-off 31 March, due 1 July; letters 365 to 60 days before",
    facts: { ownerJurisdiction: "US-MI", soldOn: "2021-06-01", lastUseOn: "2022-02-01", balance: 50_00n },
    expected: {
      outcome: "escheats",
      presumedAbandonedOn: "2025-02-01",
      reportYear: 2025,
      reportDueOn: "2025-07-01",
      lettersFrom: "2024-07-01",
      lettersTo: "2025-05-02",
      letterRequired: true,
      amount: 50_00n,
    },
  },
  {
    why: "Alabama: of a retailer of goods",
    facts: { ownerJurisdiction: "US-AL", issuerType: "retailer" },
    expected: { ...exempt, exemption: "retailer-of-tangible-goods" },
  },
  {
    why: "Alabama: of a restaurant, sold in November 2022, which counts from 30 June 2022, and 3 years; 60 % of $200, $150 are left",
    facts: {
      ownerJurisdiction: "US-AL",
      issuerType: "restaurant",
      soldOn: "2022-11-20",
      face: 200_00n,
      balance: 150_00n,
    },
    expected: {
      outcome: "escheats",
      clockStartOn: "2022-06-30",
      presumedAbandonedOn: "2025-06-30",
      reportYear: 2025,
      reportDueOn: "2025-10-31",
      lettersFrom: "2025-07-03",
      lettersTo: "2025-09-01",
      amount: 120_00n,
    },
  },
  {
    why: "New Hampshire: a face value of $100, the limit itself",
    facts: { ownerJurisdiction: "US-NH", soldOn: "2019-01-10", face: 100_00n },
    expected: { ...exempt, exemption: "small-face-value" },
  },
  {
    why: "New Hampshire: a cent above the limit; 5 years from the sale; filed by 1 November, letters from 120 days before on",
    facts: { ownerJurisdiction: "US-NH", soldOn: "2021-01-10", face: 100_01n, balance: 40_00n },
    expected: {
      outcome: "escheats",
      presumedAbandonedOn: "2026-01-10",
      reportYear: 2026,
      reportDueOn: "2026-11-01",
      lettersFrom: "2026-07-04",
      lettersTo: "2026-11-01",
      letterRequired: false,
      amount: 40_00n,
    },
  },
  {
    why: "Nevada: never expires",
    facts: { ownerJurisdiction: "US-NV", soldOn: "2010-01-10" },
    expected: { ...exempt, exemption: "no-expiry-still-honoured" },
  },
  {
    why: "Nevada: expires the day after, which is a day after the cut-off too; 60 % of the $55.55 left",
    facts: {
      ownerJurisdiction: "US-NV",
      soldOn: "2021-07-01",
      hasExpiry: true,
      expiresOn: "2026-07-01",
      balance: 55_55n,
    },
    expected: {
      outcome: "not-yet",
      presumedAbandonedOn: "2026-07-01",
      reportYear: 2027,
      reportDueOn: "2027-10-31",
      amount: 33_33n,
    },
  },
];

const decide = (facts: Partial<CardFacts>, by = book) => determine(cardWith(facts), delaware, by, { asOf });

describe("twelve cards under six laws", () => {
  it.each(cards)("$why", ({ facts, expected }) => {
    expect(decide(facts)).toMatchObject({ jurisdiction: facts.ownerJurisdiction, priorityRule: "first", ...expected });
  });
});

describe("a change of one rule", () => {
  const changed = (jurisdiction: string, change: Partial<Rule>) =>
    makeRulebook([{ ...ruleAt(book, jurisdiction, "closed-loop", asOf), version: 1, ...change }]);

  it("moves its own cards and no other: New Jersey after three years", () => {
    const after = changed("US-NJ", { dormancyYears: sure(3) });
    const moved = cards.filter(
      ({ facts }) => decide(facts).presumedAbandonedOn !== decide(facts, after).presumedAbandonedOn,
    );
    expect(moved.map(({ facts }) => facts.ownerJurisdiction)).toEqual(["US-NJ", "US-NJ"]);
    const others = cards.filter(({ facts }) => facts.ownerJurisdiction !== "US-NJ");
    for (const { facts } of others) expect(decide(facts, after)).toEqual(decide(facts));
  });

  it("leaves every determination of another jurisdiction as it was, word for word", () => {
    const place = fc.constantFrom(...usJurisdictions);
    fc.assert(
      fc.property(
        place,
        fc.option(place, { nil: null }),
        fc.nat(3_000),
        fc.boolean(),
        (state, owner, days, hasFees) => {
          const facts = { ownerJurisdiction: owner, soldOn: addDays("2016-01-01", days), hasFees };
          const after = changed(state, { dormancyYears: sure(1), claim: sure("escheats" as const) });
          const before = decide(facts);
          if (before.jurisdiction !== state) expect(decide(facts, after)).toEqual(before);
          else expect(decide(facts, after).ruleVersion).toBe(1);
        },
      ),
    );
  });
});
