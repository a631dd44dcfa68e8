import { describe, expect, test } from "vitest";
import { confirmable, confirmedRule } from "@/lib/escheat/confirmed-rule";
import { lawBook, listVersions } from "@/lib/escheat/law-versions";
import { type Confirmation, confirmationOf, inForce } from "@/lib/escheat/own-version";
import { readingsOf } from "@/lib/escheat/readings";
import { type Rule, ruleFields } from "@/lib/escheat/rule";
import { ruleHash } from "@/lib/escheat/rule-hash";
import { versionsOf } from "@/lib/escheat/rulebook";
import { ruleNotFound, shippedRules } from "@/lib/escheat/shipped";
import { counselFields, isAsked } from "@/lib/escheat/words";
import { plainRule } from "./hand-made-rule";

const confirmation = { by: "Ada", on: "2026-11-25", note: "Read against the act." };
const values = (rule: Rule) => ruleFields.map((field) => rule[field].value);
const withoutDoubt = (value: unknown) =>
  JSON.stringify(value, (key, item) => (key === "confidence" ? undefined : item));

describe("a confirmation of what we ship", () => {
  test.each(shippedRules().map((rule) => [`${rule.jurisdiction}, ${rule.property}`, rule] as const))(
    "%s: settles every field that has a value and none that has not, and changes no value",
    (_, rule) => {
      const after = confirmedRule(rule, confirmation);
      expect(withoutDoubt(values(after))).toBe(withoutDoubt(values(rule)));
      expect(counselFields(after)).toEqual(
        ruleFields.filter((field) => isAsked(rule, field) && rule[field].value === null),
      );
      expect(confirmable(after)).toEqual([]);
      expect(after.confirmed).toEqual({ by: "Ada", on: "2026-11-25" });
    },
  );

  test("Missouri, 5 years or 7, 60 % of face or of what is left: four readings before it, one after it", () => {
    const rule = shippedRules().find((one) => one.jurisdiction === "US-MO" && one.property === "closed-loop");
    if (!rule) throw new Error("no rule");
    const moneyOf = (one: Rule) =>
      new Set(
        readingsOf(one).readings.map(({ rule: read }) => withoutDoubt([read.share.value, read.dormancyYears.value])),
      );
    expect([moneyOf(rule).size, moneyOf(confirmedRule(rule, confirmation)).size]).toEqual([4, 1]);
  });

  test("its words and name stand before the source that was there", () => {
    const rule: Rule = { ...plainRule, share: { ...plainRule.share, confidence: "to-confirm", source: "A journal" } };
    expect(confirmedRule(rule, confirmation).share.source).toBe(
      "Confirmed by Ada on 25 Nov 2026: Read against the act. Before that: A journal",
    );
  });
});

describe("the fingerprint of a rule", () => {
  test("is the same whatever order its keys come back in, and whichever number it has", () => {
    const turned = Object.fromEntries(Object.entries(plainRule).reverse()) as unknown as Rule;
    expect(ruleHash(turned)).toBe(ruleHash(plainRule));
    expect(ruleHash({ ...plainRule, version: 7, confirmed: { by: "Ada", on: "2026-11-25" } })).toBe(
      ruleHash(plainRule),
    );
  });

  test.each(ruleFields)("is another when the source of %s is", (field) => {
    const changed = { ...plainRule, [field]: { ...plainRule[field], source: "Another text" } };
    expect(ruleHash(changed)).not.toBe(ruleHash(plainRule));
  });
});

const given = (rule: Rule, at: string): Confirmation => ({
  jurisdiction: rule.jurisdiction,
  property: rule.property,
  version: rule.version,
  ruleHash: ruleHash(rule),
  personId: 1,
  at,
  ...confirmation,
});

test("a confirmation counts for its own words, version and law; of lost ones the newest is named", () => {
  const other = { ...plainRule, note: "Amended" };
  const old = [given(other, "2026-01-01T00:00:00Z"), { ...given(other, "2026-05-01T00:00:00Z"), note: "newest" }];
  expect(confirmationOf(plainRule, [given(plainRule, "2026-01-01T00:00:00Z"), ...old]).kind).toBe("confirmed");
  expect(confirmationOf(plainRule, old)).toMatchObject({ kind: "changed", confirmation: { note: "newest" } });
  const elsewhere = { ...given(plainRule, "2026-01-01T00:00:00Z"), jurisdiction: "US-NY" };
  expect(confirmationOf(plainRule, [elsewhere]).kind).toBe("unconfirmed");
});

test("a country, which we ship no rule for, can be confirmed not to claim", () => {
  const law = { jurisdiction: "FR", property: "closed-loop" } as const;
  const before = lawBook({ own: [], confirmations: [] });
  const [shown] = listVersions(law, { own: [], confirmations: [] }, before);
  if (!shown) throw new Error("no version");
  const { rulebook } = lawBook({ own: [], confirmations: [given(shown.written, "2026-01-01T00:00:00Z")] });
  expect(versionsOf(rulebook, "FR", "closed-loop")[0].claim.confidence).toBe("verified");
  expect(ruleNotFound("FR", "closed-loop").claim.value).toBeNull();
});

test("a version whose place another has taken is not in force, in its own law only", () => {
  const own = (version: number, replaces: number | null, jurisdiction = "US-NY") => ({
    ...{ jurisdiction, property: "closed-loop" as const, version, replaces },
  });
  const all = [own(1, null), own(2, 1), own(1, null, "US-NJ"), own(3, null)];
  expect(inForce(all)).toEqual([all[1], all[2], all[3]]);
});
