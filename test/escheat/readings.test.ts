import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MOST_READINGS, readingsOf } from "@/lib/escheat/readings";
import type { Exemption, Rule, Sourced } from "@/lib/escheat/rule";
import { ruleSchema } from "@/lib/escheat/rule-schema";
import { noClaim, ruleNotFound, shippedRules } from "@/lib/escheat/shipped";
import { plainRule, sure, unknown, unsure } from "./hand-made-rule";

const changed = (change: Partial<Rule>): Rule => ({ ...plainRule, ...change });
const claimsOf = (rule: Rule) => readingsOf(rule).readings.map((reading) => reading.rule.claim.value);
const sharesOf = (rule: Rule) =>
  readingsOf(rule).readings.map(({ rule: { share } }) => share.value && `${share.value.percent} ${share.value.base}`);

function law(state: string): Rule {
  const rule = shippedRules().find(
    ({ jurisdiction, property }) => jurisdiction === `US-${state}` && property === "closed-loop",
  );
  if (!rule) throw new Error(`No rule of ${state}`);
  return rule;
}

const noFees: Exemption = { name: "no-fees", conditions: [{ fact: "hasFees", is: false }], sentence: "No fees." };

describe("readings", () => {
  test("of a rule without doubts are the rule itself, and assume nothing", () => {
    expect(readingsOf(plainRule)).toEqual({ readings: [{ rule: plainRule, assumed: [] }], held: [] });
  });

  test("of an unsettled or unconfirmed claim are both, nothing being taken in the other", () => {
    expect(claimsOf(changed({ claim: unknown }))).toEqual(["escheats", "exempt"]);
    expect(claimsOf(changed({ claim: unsure("escheats") }))).toEqual(["escheats", "exempt"]);
    expect(sharesOf(changed({ claim: unknown }))).toEqual(["60 remaining", null]);
  });

  test("of a state that exempts by hearsay are 8 ways to take a card and not to take it; a verified exemption is one", () => {
    expect(claimsOf(law("OH"))).toEqual([...Array.from({ length: 8 }, () => "escheats"), "exempt"]);
    expect(claimsOf(law("CT"))).toEqual(["exempt"]);
  });

  test("of a share not found are 100 and 60 % of what is left (Delaware)", () => {
    expect(sharesOf(law("DE"))).toEqual(["100 remaining", "60 remaining"]);
  });

  test("of 60 % of face are face and what is left (West Virginia)", () => {
    expect(sharesOf(law("WV"))).toEqual(["60 face", "60 remaining"]);
  });

  test("of Missouri are 5 and 7 years, each with both bases", () => {
    const { readings, held } = readingsOf(law("MO"));
    const made = readings.map(({ rule }) => `${rule.dormancyYears.value} ${rule.share.value?.base}`).sort();
    expect(made).toEqual(["5 face", "5 remaining", "7 face", "7 remaining"]);
    expect(held).toEqual([]);
  });

  test("of years not found are 3 and 5, and of an unknown start the earliest and the latest", () => {
    const years = readingsOf(changed({ dormancyYears: unknown })).readings.map(({ rule }) => rule.dormancyYears.value);
    expect(years).toEqual([3, 5]);
    const starts = readingsOf(changed({ clock: unknown })).readings.map(({ rule }) => rule.clock.value?.from.length);
    expect(starts).toEqual([1, 5]);
  });

  test("of exemptions not confirmed are with and without them (Texas); those of New Hampshire are $100 and $250", () => {
    const names = readingsOf(law("TX")).readings.map(({ rule }) => rule.exemptions.value?.map(({ name }) => name));
    expect(names).toEqual([
      ["no-expiry-no-fees", "promotional", "prepaid-calling"],
      ["promotional", "prepaid-calling"],
    ]);
    const limits = readingsOf(law("NH")).readings.map(({ rule }) => rule.exemptions.value?.[0]?.conditions);
    expect(limits).toEqual([[{ fact: "face", atMost: 100_00 }], [{ fact: "face", atMost: 250_00 }]]);
  });

  test("keep no exemption whose limit nobody has seen, as it decides no card (Utah)", () => {
    const kept = readingsOf(law("UT")).readings.flatMap(({ rule }) => rule.exemptions.value ?? []);
    expect(new Set(kept.map(({ name }) => name))).toEqual(new Set(["no-expiry"]));
  });

  test("of exemptions not found are none of them and an exempt card", () => {
    const made = readingsOf(changed({ exemptions: unknown })).readings;
    expect(made.map(({ rule }) => rule.claim.value)).toEqual(["escheats", "exempt"]);
    expect(made[0]?.rule.exemptions.value).toEqual([]);
  });

  test("name what they assume and nothing else", () => {
    const doubtful = changed({ dormancyYears: unsure(4), share: unknown });
    for (const { assumed } of readingsOf(doubtful).readings)
      expect([...assumed].sort()).toEqual(["dormancyYears", "share"]);
    expect(readingsOf(law("WV")).readings.map(({ assumed }) => assumed)).toEqual([
      ["reportCutoff", "share"],
      ["reportCutoff", "share"],
    ]);
    expect(readingsOf(law("TX")).readings.map(({ assumed }) => assumed.includes("exemptions"))).toEqual([true, true]);
  });

  test("take the usual cut-off and due date where none was found, and are no more for it", () => {
    const { readings } = readingsOf(changed({ reportCutoff: unknown, reportDue: unknown }));
    expect(readings).toHaveLength(1);
    expect(readings[0]?.rule.reportCutoff.value).toBe("06-30");
    expect(readings[0]?.rule.reportDue.value).toEqual({ day: "10-31" });
    expect(readings[0]?.assumed).toEqual(["reportCutoff", "reportDue"]);
  });

  test("of a country that does not claim are one", () => {
    expect(claimsOf(noClaim("FR", "closed-loop"))).toEqual(["no-claim"]);
  });

  test("of a territory of which nothing is known are 9", () => {
    expect(readingsOf(ruleNotFound("US-PR", "open-loop")).readings).toHaveLength(9);
  });

  test("name what was held so as not to be too many: share 3, years 5, so exemptions and clock keep their first value", () => {
    const rule = changed({
      dormancyYears: { ...unsure(3), alternatives: [4, 5, 7] },
      share: {
        ...unsure({ percent: 60, base: "face" } as const),
        alternatives: [
          { percent: 60, base: "remaining" },
          { percent: 100, base: "remaining" },
        ],
      },
      exemptions: unsure([noFees]),
      clock: unknown,
    });
    const { readings, held } = readingsOf(rule);
    expect(readings).toHaveLength(12);
    expect(held).toEqual(["exemptions", "clock"]);
    for (const reading of readings) {
      expect(reading.rule.exemptions.value).toEqual([noFees]);
      expect(reading.rule.clock.value).toEqual({ from: ["sale"] });
    }
  });
});

describe("readings of any rule", () => {
  const field = <T>(values: readonly [T, T, T]): fc.Arbitrary<Sourced<T>> =>
    fc.constantFrom<Sourced<T>>(
      sure(values[0]),
      unsure(values[0]),
      unknown,
      { ...unsure(values[0]), alternatives: [values[1]] },
      { ...sure(values[0]), alternatives: [values[1], values[2]] },
      { ...unknown, alternatives: [values[2]] },
    );
  const made = fc.record({
    claim: fc.constantFrom<Rule["claim"]>(sure("escheats"), unsure("escheats"), unknown),
    exemptions: field<readonly Exemption[]>([[], [noFees], [{ ...noFees, confidence: "to-confirm" }]]),
    dormancyYears: field([2, 3, 7]),
    share: field<NonNullable<Rule["share"]["value"]>>([
      { percent: 60, base: "face" },
      { percent: 60, base: "remaining" },
      { percent: 100, base: "remaining" },
    ]),
    clock: field<NonNullable<Rule["clock"]["value"]>>([{ from: ["sale"] }, { from: ["use"] }, { from: ["load"] }]),
    reportCutoff: field(["06-30", "12-31", "03-31"]),
  });
  const rules = fc.oneof(
    made.map((change) => changed(change)),
    fc.constantFrom(...shippedRules()),
  );

  test("are at least one and at most twelve, different, without contradiction, with every field a figure needs", () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const { readings } = readingsOf(rule);
        expect(readings.length).toBeGreaterThan(0);
        expect(readings.length).toBeLessThanOrEqual(MOST_READINGS);
        expect(new Set(readings.map((reading) => JSON.stringify(reading.rule))).size).toBe(readings.length);
        for (const reading of readings) {
          expect(ruleSchema.safeParse(reading.rule).error?.issues ?? []).toEqual([]);
          const { claim, exemptions, clock, dormancyYears, share, reportCutoff, reportDue } = reading.rule;
          const needed =
            claim.value === "escheats" ? [exemptions, clock, dormancyYears, share, reportCutoff, reportDue] : [];
          expect([claim, ...needed].filter(({ value }) => value === null)).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("keep every verified field without alternatives as it is", () => {
    fc.assert(
      fc.property(rules, (rule) => {
        for (const { rule: read } of readingsOf(rule).readings) {
          if (read.claim.value !== "escheats") continue;
          for (const name of ["clock", "dormancyYears", "share", "reportCutoff", "letters"] as const) {
            const { confidence, alternatives } = rule[name];
            if (confidence === "verified" && alternatives === undefined) expect(read[name]).toEqual(rule[name]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
