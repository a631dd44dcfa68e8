import { describe, expect, test } from "vitest";
import { issuerTypes } from "@/lib/cards/constants";
import type { PropertyKind } from "@/lib/escheat/constants";
import { type Rule, ruleFields } from "@/lib/escheat/rule";
import { parseRule } from "@/lib/escheat/rule-schema";
import { noClaim, shippedRules } from "@/lib/escheat/shipped";
import { fate, ordinaryCard } from "./ordinary-card";
import { cents, published, whole } from "./published-table";

function law(state: string, property: PropertyKind = "closed-loop"): Rule {
  const found = shippedRules().filter((rule) => rule.jurisdiction === `US-${state}` && rule.property === property);
  const [rule] = found;
  if (!rule || found.length > 1) throw new Error(`${state}, ${property}: ${found.length} rules`);
  return rule;
}

const territories = ["PR", "VI", "GU", "AS", "MP"];
const states = published.map(({ state }) => state);
const withOutcome = (outcome: string) =>
  published.filter((row) => row.outcome.text === outcome).map(({ state }) => state);

describe("our rules", () => {
  test("are one for each of 50 states, the federal district and 5 territories and each kind of card", () => {
    expect(new Set(states).size).toBe(51);
    const expected = [...states, ...territories].flatMap((state) => [
      `US-${state} closed-loop`,
      `US-${state} open-loop`,
    ]);
    const made = shippedRules().map(({ jurisdiction, property }) => `${jurisdiction} ${property}`);
    expect(made.sort()).toEqual(expected.sort());
  });

  test("contradict themselves nowhere and name a source for every field", () => {
    for (const rule of shippedRules()) {
      expect(parseRule(rule)).toEqual(rule);
      for (const field of ruleFields) expect(rule[field].source, `${rule.jurisdiction} ${field}`).not.toBe("");
    }
  });

  test("say nothing of a territory: nobody has looked its law up", () => {
    for (const rule of territories.flatMap((code) => [law(code), law(code, "open-loop")])) {
      expect(ruleFields.map((field) => rule[field].value)).toEqual(ruleFields.map(() => null));
    }
  });

  test("leave other countries to the next priority", () => {
    expect(noClaim("CA", "closed-loop")).toMatchObject({ jurisdiction: "CA", claim: { value: "no-claim" } });
    expect(parseRule(noClaim("FR", "open-loop")).share.value).toBeNull();
  });
});

describe.each(published)("the rule of $state has, with the confidence of the survey,", (row) => {
  const rule = law(row.state);

  test("its dormancy", () => {
    expect(rule.dormancyYears.value).toBe(whole(row.dormancy.text));
    expect(rule.dormancyYears.confidence).toBe(row.dormancy.confidence);
  });

  test("its share; nobody has found one for the other cards of a state that spares the ordinary one at 0 %", () => {
    const spared = row.outcome.text === "exempt" && row.percent.text === "0";
    expect(rule.share.value?.percent ?? null).toBe(spared ? null : whole(row.percent.text));
    expect(rule.share.confidence).toBe(spared ? "not-found" : row.percent.confidence);
  });

  test("its cut-off and its last day of filing", () => {
    expect(rule.reportCutoff).toMatchObject({ value: row.cutoff.text, confidence: row.cutoff.confidence });
    expect(rule.reportDue).toMatchObject({ value: { day: row.due.text }, confidence: row.due.confidence });
  });

  test("its letters", () => {
    const [least = "", most = "", dollars = ""] = row.letters.text.split(/\.\.|\//);
    const window = { minDays: whole(least), maxDays: whole(most), minAmount: cents(dollars) };
    expect(rule.letters).toMatchObject({ value: window, confidence: row.letters.confidence });
  });

  test("its limit of aggregation and of cash back", () => {
    expect(rule.aggregateBelow.value).toBe(cents(row.aggregate.text));
    expect(rule.aggregateBelow.confidence).toBe(row.aggregate.confidence);
    const inclusive = row.cashBack.text.startsWith("=");
    const below = cents(row.cashBack.text.replace("=", ""));
    expect(rule.cashBack).toMatchObject({ value: { below, inclusive }, confidence: row.cashBack.confidence });
  });
});

describe("the ordinary card", () => {
  test("is spared by 27 states, taken by 13, unsettled in 7; 4 look at something more", () => {
    expect(["exempt", "escheats", "review"].map((outcome) => withOutcome(outcome).length)).toEqual([27, 13, 7]);
    expect(["issuer", "zero", "face", "expiry"].map(withOutcome)).toEqual([["AL"], ["ME"], ["NH"], ["NV"]]);
  });

  test.each(withOutcome("exempt"))("of a retailer is exempt in %s", (state) => {
    expect(fate(law(state), ordinaryCard)).toBe("exempt");
  });

  test.each(withOutcome("escheats"))("is taken in %s, whoever issued it", (state) => {
    const fates = issuerTypes.map((issuerType) => fate(law(state), { ...ordinaryCard, issuerType }));
    expect(fates).toEqual(issuerTypes.map(() => "escheats"));
  });

  test.each(withOutcome("review"))("is unsettled in %s", (state) => {
    expect(fate(law(state), ordinaryCard)).toBe("unsettled");
  });

  test.each(["HI", "IL", "IA", "NE", "PA", "TX", "WA", "WY"])(
    "is taken in %s for one fee or one expiry date",
    (state) => {
      expect(fate(law(state), { ...ordinaryCard, hasFees: true })).toBe("escheats");
      expect(fate(law(state), { ...ordinaryCard, hasExpiry: true })).toBe("escheats");
    },
  );

  test("is taken in North Carolina for an expiry date, but not for a fee (116B-54(b) speaks of expiry alone)", () => {
    expect(fate(law("NC"), { ...ordinaryCard, hasExpiry: true })).toBe("escheats");
    expect(fate(law("NC"), { ...ordinaryCard, hasFees: true })).toBe("exempt");
  });

  test.each(["AZ", "AR", "CT", "IN", "KS", "MD", "MA", "MN", "ND", "OH", "OR", "RI", "WI"])(
    "is exempt in %s whatever it is like",
    (state) => {
      const odd = { ...ordinaryCard, hasFees: true, hasExpiry: true, cashRedeemable: true, merchandiseOnly: false };
      for (const issuerType of issuerTypes) expect(fate(law(state), { ...odd, issuerType })).toBe("exempt");
    },
  );

  test("is taken in Illinois, Iowa and Virginia once it gives money back", () => {
    const cash = { ...ordinaryCard, cashRedeemable: true, merchandiseOnly: false };
    expect(["IL", "IA", "VA"].map((state) => fate(law(state), cash))).toEqual(["escheats", "escheats", "escheats"]);
  });

  test("in Alabama is spared from a retailer and taken from a restaurant (35-12-73(b)(1))", () => {
    expect(fate(law("AL"), ordinaryCard)).toBe("exempt");
    expect(fate(law("AL"), { ...ordinaryCard, issuerType: "restaurant" })).toBe("escheats");
  });

  test("in Michigan is spared from a retail seller, a restaurant too, and taken from a bank (567.235(4))", () => {
    expect(fate(law("MI"), { ...ordinaryCard, issuerType: "restaurant" })).toBe("exempt");
    expect(fate(law("MI"), { ...ordinaryCard, issuerType: "bank" })).toBe("escheats");
  });

  test("in California and Florida is spared from its seller, not from a bank", () => {
    for (const state of ["CA", "FL"]) {
      expect(fate(law(state), { ...ordinaryCard, issuerType: "restaurant" })).toBe("exempt");
      expect(fate(law(state), { ...ordinaryCard, issuerType: "bank" })).toBe("escheats");
    }
  });

  test("in New Hampshire is spared up to a face value of $100, perhaps of $250", () => {
    expect(fate(law("NH"), { ...ordinaryCard, face: 100_00 })).toBe("exempt");
    expect(fate(law("NH"), { ...ordinaryCard, face: 100_01 })).toBe("escheats");
    const other = law("NH").exemptions.alternatives?.[0]?.[0]?.conditions;
    expect(other).toEqual([{ fact: "face", atMost: 250_00 }]);
  });

  test("in Wyoming is spared with a balance of $100 whatever its fees", () => {
    expect(fate(law("WY"), { ...ordinaryCard, hasFees: true, balance: 100_00 })).toBe("exempt");
    expect(fate(law("WY"), { ...ordinaryCard, hasFees: true, balance: 100_01 })).toBe("escheats");
  });

  test("in Nevada is spared until it expires, which starts and ends the clock at once", () => {
    expect(fate(law("NV"), ordinaryCard)).toBe("exempt");
    expect(fate(law("NV"), { ...ordinaryCard, hasExpiry: true })).toBe("escheats");
    expect(law("NV").clock.value).toEqual({ from: [], fromDate: "card-expiry" });
    expect(law("NV").dormancyYears.value).toBe(0);
  });
});

describe("what only one state asks", () => {
  test("Maine: 60, 40, 20 and 0 % by the year of the last transaction (33 M.R.S. 2067(2))", () => {
    expect(fate(law("ME"), ordinaryCard)).toBe("escheats");
    expect(law("ME").share.value?.byYearOfLastTransaction).toEqual([
      { year: 2019, percent: 60 },
      { year: 2020, percent: 40 },
      { year: 2021, percent: 20 },
      { year: 2022, percent: 0 },
    ]);
  });

  test("Montana: only what passes $200,000 a year; the year's end for the sale, not for later interest", () => {
    expect(law("MT").share.value?.aboveYearlySales).toBe(200_000_00);
    expect(law("MT").clock.value).toMatchObject({ yearEnd: "12-31", yearEndOf: ["sale"] });
    expect(law("MT").clock.value?.from).toContain("enquiry");
  });

  test("Pennsylvania and Texas: the expiry ends dormancy last, two years on, or first", () => {
    expect(law("PA").clock.value?.orExpiry).toEqual({ whichever: "last", years: 2, expiryAtLeast: 5 });
    expect(law("TX").clock.value?.orExpiry).toEqual({ whichever: "first", years: 0 });
  });

  test("California: the money follows from 1 to 15 June; Mississippi: every third year", () => {
    expect(law("CA").reportDue.value).toEqual({ day: "10-31", remitFrom: "06-01", remitTo: "06-15" });
    expect(law("MS").reportDue.value?.everyYears).toBe(3);
  });

  test("Connecticut: within 90 days of the year's end, letters in the year before presumption", () => {
    expect(law("CT").reportDue.value).toEqual({ day: "03-31", withinDays: 90 });
    expect(law("CT").letters.value?.before).toBe("presumed");
    expect(shippedRules().filter(({ letters }) => letters.value?.before === "presumed")).toHaveLength(2);
  });

  test.each(["AL", "MO", "MT", "NM", "WV", "NC"])(
    "%s: 60 %% of face, or of what is left, for merchandise only",
    (state) => {
      const { value, alternatives } = law(state).share;
      expect(value).toMatchObject({ percent: 60, base: "face", percentIfCash: 100 });
      expect(alternatives?.map(({ base }) => base)).toEqual(["remaining"]);
    },
  );

  test("New Jersey and Nevada: 60 % of what is left", () => {
    expect(law("NJ").share.value).toEqual({ percent: 60, base: "remaining" });
    expect(law("NV").share.value).toEqual({ percent: 60, base: "remaining" });
  });

  test("a balance enquiry restarts the clock in New Jersey and not in West Virginia, New York or Michigan", () => {
    const counts = (state: string) => law(state).clock.value?.from.includes("enquiry");
    expect(["NJ", "WV", "NY", "MI"].map(counts)).toEqual([true, false, false, false]);
  });

  test("the clock is moved to 30 June of the year of sale in Alabama, to 31 December in LA, ME, MT, NC, NM, WV, IL, VT", () => {
    const moved = shippedRules().filter(({ property, clock }) => property === "closed-loop" && clock.value?.yearEnd);
    expect(
      moved.filter(({ clock }) => clock.value?.yearEnd === "06-30").map(({ jurisdiction }) => jurisdiction),
    ).toEqual(["US-AL"]);
    expect(moved.map(({ jurisdiction }) => jurisdiction.slice(3)).sort()).toEqual(
      ["AL", "IL", "LA", "ME", "MT", "NC", "NM", "VT", "WV"].sort(),
    );
  });

  test("a small issuer, paper and the like count only where they are claimed, as no file shows them", () => {
    const rare = new Set(["smallIssuer", "paper", "soldToCharity", "eventAdmission", "prepaidCalling"]);
    const all = shippedRules().flatMap(({ exemptions }) => exemptions.value ?? []);
    const asks = all.filter(({ conditions }) => conditions.some(({ fact }) => rare.has(fact)));
    expect(asks.length).toBeGreaterThan(5);
    expect(all.filter(({ onlyIfClaimed }) => onlyIfClaimed)).toEqual(asks);
  });
});

describe("cards of a payment network", () => {
  const known: readonly (readonly [string, string, number | null])[] = [
    ["CT", "exempt", null],
    ["DC", "escheats", 3],
    ["FL", "escheats", 5],
    ["IL", "escheats", 5],
    ["ME", "escheats", 3],
    ["NE", "escheats", 5],
    ["NJ", "escheats", 5],
    ["TN", "escheats", 5],
    ["VT", "escheats", 3],
    ["WA", "escheats", 3],
  ];

  test.each(known)("in %s: %s, after %s years", (state, claim, years) => {
    expect(law(state, "open-loop").claim.value).toBe(claim);
    expect(law(state, "open-loop").dormancyYears.value).toBe(years);
  });

  test("need counsel everywhere else, and are reported on the same days as others", () => {
    const found = new Set(known.map(([state]) => state));
    for (const state of states) {
      const [open, closed] = [law(state, "open-loop"), law(state)];
      if (!found.has(state)) expect(open.claim.value, state).toBeNull();
      expect([open.reportCutoff, open.reportDue, open.letters]).toEqual([
        closed.reportCutoff,
        closed.reportDue,
        closed.letters,
      ]);
    }
  });
});
