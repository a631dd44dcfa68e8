import { describe, expect, test } from "vitest";
import { Invalid } from "@/lib/errors";
import type { Clock, Exemption, Rule, Share } from "@/lib/escheat/rule";
import { parseRule } from "@/lib/escheat/rule-schema";
import { plainRule, sure, unknown, unsure } from "./hand-made-rule";

function refusal(rule: unknown): Readonly<Record<string, string>> {
  try {
    parseRule(rule);
  } catch (error) {
    if (error instanceof Invalid) return error.fields;
    throw error;
  }
  return {};
}

const changed = (change: Partial<Rule>) => refusal({ ...plainRule, ...change });
const exemption = (conditions: Exemption["conditions"]): Exemption => ({ name: "some", conditions, sentence: "Some." });
const clock = (value: Clock) => changed({ clock: sure(value) });
const share = (value: Share) => changed({ share: sure(value) });

describe("a rule", () => {
  test("without contradictions is read as it is, from JSON too", () => {
    expect(parseRule(JSON.parse(JSON.stringify(plainRule)))).toEqual(plainRule);
  });

  test("with a field that nobody knows is refused, at the field", () => {
    expect(refusal({ ...plainRule, dormancy: 3 })).toEqual({ dormancy: "is not known here" });
    const odd = {
      ...plainRule,
      share: { ...plainRule.share, value: { percent: 60, base: "remaining", ofFace: true } },
    };
    expect(refusal(odd)).toEqual({ "share.value.ofFace": "is not known here" });
  });

  test.each([
    ["US-XX", false],
    ["US", false],
    ["WV", false],
    ["ZZ", false],
    ["EU", false],
    ["PR", false],
    ["US-PR", true],
    ["CA", true],
  ])("of the jurisdiction %s: %s", (jurisdiction, good) => {
    expect(Object.keys(changed({ jurisdiction }))).toEqual(good ? [] : ["jurisdiction"]);
  });

  test("is refused where a value and its confidence do not go together", () => {
    const sentence = "'not-found' goes with no value, and only with none.";
    expect(changed({ share: { ...unknown, confidence: "verified" } })).toEqual({ "share.confidence": sentence });
    expect(changed({ share: { ...plainRule.share, confidence: "not-found" } })).toEqual({
      "share.confidence": sentence,
    });
    expect(changed({ share: unknown })).toEqual({});
  });

  test("without a source is refused", () => {
    expect(changed({ dormancyYears: { ...sure(3), source: "  " } })).toHaveProperty(["dormancyYears.source"]);
  });

  test.each([-1, 1.5, 101])("with %s years of dormancy is refused", (years) => {
    expect(Object.keys(changed({ dormancyYears: sure(years) }))).toEqual(["dormancyYears.value"]);
  });

  test.each([-0.01, 100.01])("that takes %s per cent is refused", (percent) => {
    expect(Object.keys(share({ percent, base: "face" }))).toEqual(["share.value.percent"]);
  });

  test("that takes 0 or 100 per cent is read", () => {
    expect(share({ percent: 0, base: "face", percentIfCash: 100 })).toEqual({});
  });

  test.each(["02-30", "13-01", "00-10", "02-29", "6-30", "2020-06-30"])("with the day %s is refused", (day) => {
    expect(Object.keys(changed({ reportCutoff: sure(day) }))).toEqual(["reportCutoff.value"]);
  });

  test("that ends before it begins is refused; one of a single day is not", () => {
    const from = "2026-03-01";
    expect(changed({ effectiveFrom: from, effectiveTo: "2026-02-28" })).toEqual({
      effectiveTo: "The last day 2026-02-28 is before the first, 2026-03-01.",
    });
    expect(changed({ effectiveFrom: from, effectiveTo: from })).toEqual({});
    expect(changed({ effectiveFrom: "2026-02-29" })).toEqual({ effectiveFrom: "is not a date (YYYY-MM-DD)" });
  });

  test("that we ship has nobody who confirmed it", () => {
    const confirmed = { by: "Counsel", on: "2026-05-01" };
    expect(changed({ confirmed })).toEqual({});
    expect(changed({ version: 0, confirmed })).toHaveProperty("confirmed");
  });
});

describe("what contradicts itself is refused with the reason", () => {
  test("letters not later than 120 and not earlier than 60 days before", () => {
    const letters = sure({ minDays: 120, maxDays: 60, before: "report-due", minAmount: null } as const);
    expect(changed({ letters })).toEqual({
      "letters.value.minDays":
        "Letters not later than 120 and not earlier than 60 days before leave no day to send them.",
    });
  });

  test("a claim that exempts every card beside a share or a single exemption", () => {
    const claim = sure("exempt" as const);
    expect(changed({ claim })).toEqual({
      share: "Nothing is taken of what is exempt whatever the card is like, so there is no share.",
    });
    const exemptions = sure([exemption([{ fact: "hasFees", is: false }])]);
    expect(Object.keys(changed({ claim, share: unknown, exemptions }))).toEqual(["exemptions"]);
    expect(changed({ claim, share: unknown })).toEqual({});
  });

  test("an exemption without conditions, which would fit every card", () => {
    expect(changed({ exemptions: sure([exemption([])]) })).toEqual({
      "exemptions.value.0":
        "The exemption 'some' has no condition and would fit every card; then the claim is 'exempt'.",
    });
  });

  test("an exemption that asks one fact twice, or fits no card, and two of one name", () => {
    const twice = exemption([
      { fact: "hasFees", is: true },
      { fact: "hasFees", is: false },
    ]);
    expect(changed({ exemptions: sure([twice]) })).toEqual({
      "exemptions.value.0": "The exemption 'some' asks the same fact twice.",
    });
    const none = exemption([
      { fact: "merchandiseOnly", is: true },
      { fact: "cashRedeemable", is: true },
    ]);
    expect(changed({ exemptions: sure([none]) })).toHaveProperty(["exemptions.value.0"]);
    const one = exemption([{ fact: "hasFees", is: false }]);
    expect(changed({ exemptions: sure([one, one]) })).toEqual({
      "exemptions.value": "Two exemptions are called 'some'.",
    });
  });

  test("an exemption of goods-only cards that give no cash says one thing twice, and is read", () => {
    const both = exemption([
      { fact: "merchandiseOnly", is: true },
      { fact: "cashRedeemable", is: false },
    ]);
    expect(changed({ exemptions: sure([both]) })).toEqual({});
  });

  test("a clock without a start, with two, or that moves what does not start it", () => {
    expect(clock({ from: [] })).toEqual({ "clock.value.from": "The clock has no start." });
    expect(clock({ from: ["sale"], fromDate: "card-expiry" })).toHaveProperty(["clock.value.fromDate"]);
    expect(clock({ from: ["sale", "sale"] })).toEqual({ "clock.value.from": "The clock names an activity twice." });
    expect(clock({ from: ["sale"], yearEndOf: ["sale"] })).toHaveProperty(["clock.value.yearEndOf"]);
    expect(clock({ from: ["sale"], yearEnd: "12-31", yearEndOf: ["load"] })).toHaveProperty(["clock.value.yearEndOf"]);
    const orExpiry = { whichever: "first", years: 0 } as const;
    expect(clock({ from: [], fromDate: "card-expiry", orExpiry })).toHaveProperty(["clock.value.orExpiry"]);
    expect(clock({ from: [], fromDate: "card-expiry" })).toEqual({});
  });

  test("years of last transaction out of order", () => {
    const years = [2020, 2019].map((year) => ({ year, percent: 40 }));
    expect(share({ percent: 0, base: "face", byYearOfLastTransaction: years })).toEqual({
      "share.value.byYearOfLastTransaction": "The years do not follow one another.",
    });
  });

  test("a report due on its own cut-off, or on a day that a limit in days always forestalls", () => {
    expect(Object.keys(changed({ reportDue: sure({ day: "06-30" }) }))).toEqual(["reportDue.value.day"]);
    // 30 June to 31 October: 123 days.
    const within = (withinDays: number) => changed({ reportDue: sure({ day: "10-31", withinDays }) });
    expect(within(121)).toEqual({
      "reportDue.value.withinDays":
        "The day 10-31 comes later than 121 days after the cut-off 06-30, so it never counts.",
    });
    expect(within(123)).toEqual({});
  });

  test("Connecticut's 90 days after 31 December do reach 31 March, in a common year", () => {
    const due = { reportCutoff: sure("12-31"), reportDue: sure({ day: "03-31", withinDays: 90 }) };
    expect(changed(due)).toEqual({});
  });

  test("money sent to a last day without a first, or before it", () => {
    const due = (part: { remitFrom?: string; remitTo?: string }) =>
      Object.keys(changed({ reportDue: sure({ day: "10-31", ...part }) }));
    expect(due({ remitTo: "06-15" })).toEqual(["reportDue.value.remitFrom"]);
    expect(due({ remitFrom: "06-15", remitTo: "06-01" })).toEqual(["reportDue.value.remitTo"]);
    expect(due({ remitFrom: "06-01", remitTo: "06-15" })).toEqual([]);
  });

  test("in an alternative too, at its place", () => {
    const alternatives: Clock[] = [{ from: ["sale"] }, { from: [] }];
    const field = { ...unsure<Clock>({ from: ["load"] }), alternatives };
    expect(changed({ clock: field })).toEqual({ "clock.alternatives.1.from": "The clock has no start." });
  });
});
