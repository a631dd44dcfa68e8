import { describe, expect, it } from "vitest";
import type { CardFacts } from "@/lib/escheat/card-facts";
import { topics } from "@/lib/escheat/determination";
import { determine } from "@/lib/escheat/determine";
import type { Rule } from "@/lib/escheat/rule";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { cardWith, delaware } from "./hand-made-card";
import { plainRule, sure, unknown, unsure } from "./hand-made-rule";

const asOf = "2026-06-30";
const shipped = makeRulebook([]);
const of = (facts: Partial<CardFacts>, day = asOf) => determine(cardWith(facts), delaware, shipped, { asOf: day });

/** By a law of our own, of West Virginia: three years from the end of the sale year, 60 % of what is left. */
const by = (rule: Partial<Rule>, facts: Partial<CardFacts> = {}, day = asOf) =>
  determine(cardWith(facts), delaware, makeRulebook([{ ...plainRule, ...rule }], []), { asOf: day });
const said = ({ reasons }: ReturnType<typeof of>) => reasons.map(({ sentence }) => sentence).join(" ");

describe("worked cases, by the rules as shipped", () => {
  it("a West Virginia card sold 2022-03-15: presumed 2025-12-31, filed by 2026-10-31, letters 2026-07-03 to 09-01", () => {
    expect(of({})).toMatchObject({
      jurisdiction: "US-WV",
      outcome: "escheats",
      clockStartOn: "2022-12-31",
      dormancyEndsOn: "2025-12-31",
      presumedAbandonedOn: "2025-12-31",
      reportYear: 2026,
      cutoffOn: "2026-06-30",
      reportDueOn: "2026-10-31",
      lettersFrom: "2026-07-03",
      lettersTo: "2026-09-01",
      letterRequired: true,
      amount: 60_00n,
    });
  });

  it("a New York card last used 2021-05-10: presumed 2026-05-10, cut-off 2026-12-31, due 2027-03-10", () => {
    expect(of({ ownerJurisdiction: "US-NY", soldOn: "2020-01-05", lastUseOn: "2021-05-10" })).toMatchObject({
      presumedAbandonedOn: "2026-05-10",
      reportYear: 2026,
      cutoffOn: "2026-12-31",
      reportDueOn: "2027-03-10",
    });
  });

  it("a Michigan card not of a retailer, last used 2022-02-01: presumed 2025-02-01, cut-off 2025-03-31, due 2025-07-01", () => {
    expect(of({ ownerJurisdiction: "US-MI", soldOn: "2021-06-01", lastUseOn: "2022-02-01" })).toMatchObject({
      presumedAbandonedOn: "2025-02-01",
      reportYear: 2025,
      cutoffOn: "2025-03-31",
      reportDueOn: "2025-07-01",
    });
  });

  it("the West Virginia card with a balance enquiry in 2024: unchanged, and the reason says why", () => {
    const { reasons, ...dates } = of({ lastEnquiryOn: "2024-04-01" });
    expect({ ...dates, reasons: null }).toEqual({ ...of({}), reasons: null });
    expect(reasons.map(({ sentence }) => sentence)).toContain("What the owner did on 2024-04-01 does not restart it.");
  });

  it("a New Jersey card with a balance enquiry in 2024: the clock starts anew", () => {
    const card = { ownerJurisdiction: "US-NJ", soldOn: "2019-02-01" };
    expect(of(card)).toMatchObject({ presumedAbandonedOn: "2024-02-01", outcome: "escheats" });
    expect(of({ ...card, lastEnquiryOn: "2024-01-31" })).toMatchObject({
      clockStartOn: "2024-01-31",
      presumedAbandonedOn: "2029-01-31",
      outcome: "not-yet",
    });
  });

  it("29 February is counted to 28 February, and a sentence says so", () => {
    const made = of({ ownerJurisdiction: "US-NJ", soldOn: "2020-01-01", lastUseOn: "2020-02-29" });
    expect(made.dormancyEndsOn).toBe("2025-02-28");
    expect(said(made)).toContain("counted to 28 February");
  });
});

describe("the outcome", () => {
  it("is escheats from the day of presumed abandonment on, and not-yet the day before, with the same dates", () => {
    const before = of({}, "2025-12-30");
    expect(before.outcome).toBe("not-yet");
    expect(before).toMatchObject({ presumedAbandonedOn: "2025-12-31", reportDueOn: "2026-10-31", amount: 60_00n });
    expect(of({}, "2025-12-31").outcome).toBe("escheats");
  });

  it("is exempt, without dates and with nothing to pay, where an exemption fits", () => {
    const exemptions = sure([
      { name: "no-fees", conditions: [{ fact: "hasFees" as const, is: false }], sentence: "No fees." },
    ]);
    expect(by({ exemptions })).toMatchObject({
      outcome: "exempt",
      exemption: "no-fees",
      presumedAbandonedOn: null,
      reportDueOn: null,
      lettersFrom: null,
      letterRequired: false,
      amount: 0n,
    });
    expect(by({ exemptions }, { hasFees: true }).outcome).toBe("escheats");
  });

  it("is exempt for a card with nothing left on it, and for one that nobody paid for", () => {
    expect(by({}, { balance: 0n })).toMatchObject({ outcome: "exempt", exemption: "nothing-left" });
    expect(by({}, { promotional: true })).toMatchObject({
      outcome: "exempt",
      exemption: "given-not-sold",
      needsCounsel: ["card.promotional"],
    });
  });

  it("of a given card follows the law's own sentence on promotional cards where it has one", () => {
    const conditions = [
      { fact: "promotional" as const, is: true },
      { fact: "hasExpiry" as const, is: true },
    ];
    const exemptions = sure([{ name: "promotional", conditions, sentence: "Promotional, with an expiry date." }]);
    expect(by({ exemptions }, { promotional: true, hasExpiry: true, expiresOn: "2027-01-01" }).exemption).toBe(
      "promotional",
    );
    expect(by({ exemptions }, { promotional: true }).outcome).toBe("escheats");
  });

  it("needs counsel where it is unsettled whether the law takes such cards, though dates are given", () => {
    expect(by({ claim: unknown })).toMatchObject({
      outcome: "needs-counsel",
      presumedAbandonedOn: "2025-12-31",
      reportDueOn: "2026-10-31",
      amount: null,
      needsCounsel: ["claim"],
    });
    expect(by({ exemptions: unknown }).outcome).toBe("needs-counsel");
  });

  it("needs counsel where a fact is unknown that an exemption asks for, and names the fact", () => {
    const exemptions = sure([
      { name: "no-fees", conditions: [{ fact: "hasFees" as const, is: false }], sentence: "No fees." },
    ]);
    const made = by({ exemptions }, { hasFees: null });
    expect(made).toMatchObject({
      outcome: "needs-counsel",
      presumedAbandonedOn: "2025-12-31",
      needsCounsel: ["card.hasFees"],
    });
    expect(said(made)).toContain("whether the card bears fees");
  });

  it("needs counsel without clock or years, whatever else is known", () => {
    expect(by({ clock: unknown })).toMatchObject({
      outcome: "needs-counsel",
      clockStartOn: null,
      presumedAbandonedOn: null,
    });
    expect(by({ dormancyYears: unknown })).toMatchObject({
      outcome: "needs-counsel",
      clockStartOn: "2022-12-31",
      dormancyEndsOn: null,
    });
  });

  it("needs counsel for an unknown share once the card is abandoned; before that it is not-yet without an amount", () => {
    expect(by({ share: unknown })).toMatchObject({ outcome: "needs-counsel", amount: null, needsCounsel: ["share"] });
    expect(by({ share: unknown }, {}, "2025-12-30")).toMatchObject({
      outcome: "not-yet",
      amount: null,
      needsCounsel: ["share"],
    });
  });

  it("stays as it is where a field is unconfirmed but has a value, and the field is named", () => {
    const made = by({ dormancyYears: unsure(3), reportCutoff: unsure("06-30") });
    expect(made).toMatchObject({
      outcome: "escheats",
      amount: 60_00n,
      needsCounsel: ["dormancyYears", "reportCutoff"],
    });
    expect(said(made)).toContain("Needs counsel");
    expect(by({}).needsCounsel).toEqual([]);
  });

  it("stays as it is without a report calendar or a law on letters: those dates alone are missing", () => {
    expect(by({ reportDue: unknown })).toMatchObject({
      outcome: "escheats",
      reportDueOn: null,
      lettersFrom: null,
      amount: 60_00n,
    });
    expect(by({ letters: unknown })).toMatchObject({
      outcome: "escheats",
      reportDueOn: "2026-10-31",
      lettersFrom: null,
      letterRequired: true,
    });
  });

  it("takes an expiry date on the card for an expiry, whatever is said of the type", () => {
    const exemptions = sure([
      { name: "no-expiry", conditions: [{ fact: "hasExpiry" as const, is: false }], sentence: "No expiry." },
    ]);
    expect(by({ exemptions }).outcome).toBe("exempt");
    expect(by({ exemptions }, { expiresOn: "2027-03-15" }).outcome).toBe("escheats");
  });
});

describe("the letter", () => {
  it("is not required below the minimum of what is reported: 60 % of $83.33 is $50.00, of $83.32 is $49.99", () => {
    expect(by({}, { balance: 83_33n })).toMatchObject({ amount: 50_00n, letterRequired: true });
    expect(by({}, { balance: 83_32n })).toMatchObject({ amount: 49_99n, letterRequired: false });
  });

  it("is not required, and not overdue, without an address", () => {
    const made = by({}, { hasMailingAddress: false });
    expect(made.letterRequired).toBe(false);
    expect(said(made)).toContain("No address to write to: a letter is not required.");
  });

  it("in Connecticut's way is sent in the year before abandonment, not before the report", () => {
    const letters = sure({ minDays: null, maxDays: 365, before: "presumed" as const, minAmount: 0 });
    expect(by({ letters })).toMatchObject({ lettersFrom: "2024-12-31", lettersTo: "2025-12-31", letterRequired: true });
  });
});

describe("other currencies", () => {
  it("are not held against limits in dollars: an exemption by face value stays open", () => {
    const exemptions = sure([
      { name: "small", conditions: [{ fact: "face" as const, atMost: 100_00 }], sentence: "Small." },
    ]);
    expect(by({ exemptions }, { currency: "EUR" })).toMatchObject({
      outcome: "needs-counsel",
      needsCounsel: ["card.currency"],
    });
    expect(by({}, { currency: "JPY", face: 10_000n, balance: 5_000n })).toMatchObject({
      outcome: "escheats",
      amount: 3_000n,
      letterRequired: true,
      needsCounsel: ["card.currency"],
    });
  });
});

describe("versions of a law", () => {
  const versions = (second: Partial<Rule>, facts: Partial<CardFacts> = {}, day = asOf) =>
    determine(
      cardWith(facts),
      delaware,
      makeRulebook([plainRule, { ...plainRule, ...second, version: 2, effectiveFrom: "2026-01-01" }], []),
      { asOf: day },
    );

  it("decide by the day of presumed abandonment: 2025-12-31 falls under the first", () => {
    expect(versions({ claim: sure("exempt" as const) })).toMatchObject({ ruleVersion: 1, outcome: "escheats" });
  });

  it("that exempt what the earlier would have taken later: exempt", () => {
    const sold = { soldOn: "2023-03-15" };
    expect(versions({ claim: sure("exempt" as const) }, sold)).toMatchObject({ ruleVersion: 2, outcome: "exempt" });
  });

  it("that take at once what by them had been dormant before: abandoned on their first day", () => {
    // By two years the card of 2023 had been dormant on 2025-12-31, by the first version's three not before 2026-12-31.
    const made = versions({ dormancyYears: sure(2) }, { soldOn: "2023-03-15" });
    expect(made).toMatchObject({
      ruleVersion: 2,
      dormancyEndsOn: "2025-12-31",
      presumedAbandonedOn: "2026-01-01",
      reportYear: 2026,
      outcome: "escheats",
    });
    expect(said(made)).toContain("version 2 came into force");
  });

  it("that come into force on the very day dormancy ends take the card by its own clock", () => {
    const made = versions({ clock: sure({ from: ["sale" as const] }) }, { soldOn: "2023-01-01" });
    expect(made).toMatchObject({ ruleVersion: 2, dormancyEndsOn: "2026-01-01", presumedAbandonedOn: "2026-01-01" });
    expect(said(made)).not.toContain("came into force");
  });

  it("that lengthen dormancy move what was not abandoned yet: five years from the end of 2023 is 2028-12-31", () => {
    expect(versions({ dormancyYears: sure(5) }, { soldOn: "2023-03-15" })).toMatchObject({
      ruleVersion: 2,
      presumedAbandonedOn: "2028-12-31",
      outcome: "not-yet",
    });
  });

  it("that begin to take what was exempt: abandoned on their first day, or later by their own clock", () => {
    const book = makeRulebook(
      [
        { ...plainRule, claim: sure("exempt" as const) },
        { ...plainRule, version: 2, effectiveFrom: "2027-01-01" },
      ],
      [],
    );
    const on = (soldOn: string) => determine(cardWith({ soldOn }), delaware, book, { asOf }).presumedAbandonedOn;
    expect(on("2020-05-05")).toBe("2027-01-01");
    expect(on("2025-05-05")).toBe("2028-12-31");
  });

  it("that ended before the sale are not asked", () => {
    const book = makeRulebook(
      [
        { ...plainRule, clock: unknown },
        { ...plainRule, version: 2, effectiveFrom: "2022-01-01" },
      ],
      [],
    );
    expect(determine(cardWith({}), delaware, book, { asOf }).outcome).toBe("escheats");
    expect(determine(cardWith({ soldOn: "2021-12-31" }), delaware, book, { asOf }).outcome).toBe("needs-counsel");
  });
});

describe("reasons", () => {
  it("come in the order in which they are read, none without its values", () => {
    const cards: Partial<CardFacts>[] = [
      {},
      { ownerJurisdiction: "US-KY" },
      { ownerJurisdiction: "US-NJ" },
      { ownerJurisdiction: null },
    ];
    for (const { reasons } of cards.map((facts) => of(facts))) {
      const places = reasons.map(({ topic }) => topics.indexOf(topic));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(reasons.map(({ sentence }) => sentence).join(" ")).not.toMatch(/[{}]|undefined|null|NaN/);
    }
  });
});
