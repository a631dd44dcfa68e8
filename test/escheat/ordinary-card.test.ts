import { expect, test } from "vitest";
import { type Standing, standingOf, standings } from "@/lib/escheat/ordinary-card";
import { shippedRules } from "@/lib/escheat/shipped";
import { plainRule, sure, unknown } from "./hand-made-rule";
import { published } from "./published-table";

/** What the survey's words for the ordinary card come to. */
const survey: Readonly<Record<string, Standing>> = {
  exempt: "exempt",
  escheats: "taken",
  review: "unsettled",
  issuer: "depends",
  zero: "depends",
  expiry: "depends",
  face: "depends",
};

test("the ordinary card of one seller stands in all 51 laws as the survey has it: 27 exempt, 13 taken, 7 unsettled, 4 depend", () => {
  const rules = shippedRules().filter(({ property }) => property === "closed-loop");
  const stands = published.map(({ state, outcome }) => {
    const rule = rules.find(({ jurisdiction }) => jurisdiction === `US-${state}`);
    return { state, is: rule && standingOf(rule), survey: survey[outcome.text] };
  });
  expect(stands.filter(({ is, survey }) => is !== survey)).toEqual([]);
  const count = (standing: Standing) => stands.filter(({ is }) => is === standing).length;
  expect(Object.fromEntries(standings.map((one) => [one, count(one)]))).toEqual({
    exempt: 27,
    taken: 13,
    unsettled: 7,
    depends: 4,
    "no-claim": 0,
  });
});

test("a law nobody has looked up is unsettled, a country that does not claim says so", () => {
  expect(standingOf({ ...plainRule, claim: unknown })).toBe("unsettled");
  expect(standingOf({ ...plainRule, exemptions: unknown })).toBe("unsettled");
  expect(standingOf({ ...plainRule, claim: sure("no-claim") })).toBe("no-claim");
});

test("an exemption for small balances, for restaurants alone, or of an unseen limit makes it depend", () => {
  const spared = (conditions: NonNullable<typeof plainRule.exemptions.value>[number]["conditions"]) =>
    standingOf({ ...plainRule, exemptions: sure([{ name: "one", conditions, sentence: "Spared." }]) });
  expect(spared([{ fact: "balance", atMost: 100_00 }])).toBe("depends");
  expect(spared([{ fact: "issuerType", oneOf: ["restaurant"] }])).toBe("depends");
  expect(spared([{ fact: "face", atMost: null }])).toBe("depends");
  expect(spared([{ fact: "hasFees", is: false }])).toBe("exempt");
  expect(spared([{ fact: "paper", is: true }])).toBe("taken");
});
