import { describe, expect, test } from "vitest";
import { newCondition, newExemption } from "@/lib/escheat/exemption-draft";
import { exemptionName, exemptionSentence } from "@/lib/escheat/exemption-words";
import type { Rule, RuleField } from "@/lib/escheat/rule";
import { ruleFields } from "@/lib/escheat/rule";
import { ruleChanges } from "@/lib/escheat/rule-change";
import { draftOf, faultsAt, type RuleDraft, valuesOf } from "@/lib/escheat/rule-draft";
import { shippedRules } from "@/lib/escheat/shipped";

/** A single exemption's doubt is not the editor's: whoever writes a version answers for the whole list. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, item) => (key === "confidence" ? undefined : item));
}

const edited = (rule: Rule, field: RuleField): RuleDraft => ({ [field]: draftOf(rule, field) });

describe("a field opened in the form and left as it is", () => {
  test.each(ruleFields)("%s says of every jurisdiction what it said before", (field) => {
    const known = shippedRules().filter((rule) => rule[field].value !== null);
    expect(known.length).toBeGreaterThan(5);
    for (const rule of known) {
      const { [field]: after } = valuesOf(edited(rule, field));
      expect({ where: rule.jurisdiction, value: plain(after) }).toEqual({
        where: rule.jurisdiction,
        value: plain(rule[field].value),
      });
    }
  });

  test.each(ruleFields)("%s said to be unknown has no value", (field) => {
    const [rule] = shippedRules();
    if (!rule) throw new Error("no rule");
    const unknown: RuleDraft = { [field]: { ...draftOf(rule, field), isKnown: false } };
    expect(valuesOf(unknown)).toEqual({ [field]: null });
  });
});

test("fields that are not opened are not sent", () => {
  const [rule] = shippedRules();
  if (!rule) throw new Error("no rule");
  expect(Object.keys(valuesOf(edited(rule, "letters")))).toEqual(["letters"]);
  expect(valuesOf({})).toEqual({});
});

test("an exemption without a sentence of its own gets the one its conditions make, and a name nobody has", () => {
  const conditions = [
    { fact: "hasExpiry", is: false },
    { fact: "issuerType", oneOf: ["restaurant", "retailer"] },
    { fact: "balance", atMost: 10_050 },
  ] as const;
  expect(exemptionSentence(conditions)).toBe(
    "A card that does not expire, is issued by a restaurant or retailer and has not more than $100.50 left is not taken.",
  );
  expect(exemptionSentence([{ fact: "face", atMost: Number.NaN }])).toBe(
    "A card that was sold for not more than … is not taken.",
  );
  const name = "no-has-expiry-issuer-restaurant-retailer-balance-limit";
  expect(exemptionName(conditions, [])).toBe(name);
  expect(exemptionName(conditions, [name, `${name}-2`])).toBe(`${name}-3`);
});

test("what is left empty in an open field is named by the rule's own schema, and breaks nothing before that", () => {
  const [rule] = shippedRules();
  if (!rule) throw new Error("no rule");
  const condition = { ...newCondition(2), fact: "balance" as const };
  const draft: RuleDraft = {
    exemptions: { isKnown: true, list: [{ ...newExemption(1), conditions: [condition] }] },
    dormancyYears: { isKnown: true, years: "" },
    share: { ...draftOf(rule, "share"), percent: "" },
    reportCutoff: { isKnown: true, month: 6, day: "" },
    aggregateBelow: { isKnown: true, dollars: "" },
  };
  const result = ruleChanges.safeParse(valuesOf(draft));
  const told = Object.fromEntries((result.error?.issues ?? []).map((one) => [String(one.path[0]), one.message]));
  expect(told).toEqual({
    exemptions: "Enter an amount.",
    dormancyYears: "Enter whole years.",
    share: "Enter a share in per cent.",
    reportCutoff: "is not a day that comes every year",
    aggregateBelow: "Enter an amount.",
  });
});

test("a problem stands at its field, from the form's own schema or from the rule's", () => {
  const fields = { "changes.clock.from": "a", "clock.value.yearEnd": "b", clockwork: "c", "letters.value": "d" };
  expect(faultsAt(fields, "clock")).toEqual(["a", "b"]);
});
