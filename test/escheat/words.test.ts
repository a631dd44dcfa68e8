import { describe, expect, test } from "vitest";
import type { PropertyKind } from "@/lib/escheat/constants";
import { jurisdictionName } from "@/lib/escheat/jurisdiction-name";
import { type Rule, ruleFields } from "@/lib/escheat/rule";
import { noClaim, ruleNotFound, shippedRules } from "@/lib/escheat/shipped";
import { counselWords, fieldSentence, ruleWords } from "@/lib/escheat/words";
import { plainRule, sure } from "./hand-made-rule";

function law(state: string, property: PropertyKind = "closed-loop"): Rule {
  const rule = shippedRules().find((one) => one.jurisdiction === `US-${state}` && one.property === property);
  if (!rule) throw new Error(`No rule of ${state}`);
  return rule;
}

describe("a rule in words", () => {
  test("says of West Virginia what a lawyer would", () => {
    expect(ruleWords(law("WV")).map(({ field, sentence }) => [field, sentence])).toEqual([
      [
        "claim",
        "West Virginia takes cards of one seller or group that are presumed abandoned, unless an exemption fits.",
      ],
      ["exemptions", "There is no exemption."],
      [
        "clock",
        "The clock starts at 31 December of the year of the sale. What the holder does, such as a reminder or a fee, never restarts it.",
      ],
      ["dormancyYears", "The card is presumed abandoned 3 years later."],
      [
        "share",
        "60 % of what was paid is taken, never more than what is left. That is for a card good for merchandise only; of one that gives money back, 100 % of what is left.",
      ],
      ["reportCutoff", "A report covers what was presumed abandoned up to 30 June."],
      ["reportDue", "It is filed on 31 October at the latest."],
      [
        "letters",
        "An owner of $50 or more is written to between 120 and 60 days before the report is due. The letter goes by post; where no address is known, none is due.",
      ],
      ["aggregateBelow", "Whether small amounts may be reported together is not known."],
      ["cashBack", "No right to cash was found."],
    ]);
  });

  test.each([
    [
      "IL",
      "clock",
      "The clock starts at the latest of 31 December of the year of the sale, 31 December of the year of a load, a use, an enquiry about the balance and any other contact by the owner. What the holder does, such as a reminder or a fee, never restarts it.",
    ],
    [
      "PA",
      "clock",
      "The clock starts at the sale. A card with an expiry is abandoned 2 years after it, where that is later. The expiry counts as no earlier than 5 years after the last sale or load. What the holder does, such as a reminder or a fee, never restarts it.",
    ],
    [
      "TX",
      "clock",
      "The clock starts at the latest of the sale, a load and a use. The card’s expiry ends dormancy where it comes first. What the holder does, such as a reminder or a fee, never restarts it.",
    ],
    ["NV", "dormancyYears", "The card is presumed abandoned at once."],
    ["NJ", "share", "60 % of what is left is taken."],
    [
      "ME",
      "share",
      "The year of the last transaction decides how much of what is left is taken: 60 % up to 2019, 40 % for 2020, 20 % for 2021, 0 % from 2022 on.",
    ],
    ["CT", "reportDue", "It is filed on 31 March at the latest, and within 90 days of the cut-off."],
    [
      "CA",
      "reportDue",
      "It is filed on 31 October at the latest. The money follows from 1 June to 15 June of the next year.",
    ],
    [
      "CT",
      "letters",
      "Every owner is written to not more than 365 days before the card is presumed abandoned. The letter goes by post, and by e-mail too where the owner agreed to that; where no address is known, none is due.",
    ],
    [
      "TX",
      "letters",
      "An owner of $250 or more is written to at least 60 days before the report is due. The letter goes by post; where no address is known, none is due.",
    ],
    ["CO", "cashBack", "The owner may ask for cash when $5 or less is left."],
    ["TX", "cashBack", "The owner may ask for cash when less than $2.50 is left."],
    ["NV", "aggregateBelow", "Every owner is reported by name, however little it is."],
    [
      "CO",
      "exemptions",
      "A gift certificate on paper is not taken. It counts only where the issuer claims it. An issuer whose gift-card receipts are not more than $200,000 a year is exempt. It counts only where the issuer claims it.",
    ],
    ["VT", "claim", "Vermont: whether cards of one seller or group are taken is unsettled."],
    [
      "DC",
      "claim",
      "The District of Columbia takes cards of one seller or group that are presumed abandoned, unless an exemption fits.",
    ],
  ] as const)("%s, %s: %s", (state, field, sentence) => {
    expect(fieldSentence(law(state), field)).toBe(sentence);
  });

  test("says of what is exempt whatever it is like that start, dormancy and share do not apply, and asks no counsel for them", () => {
    const words = ruleWords(law("CT"));
    expect(words[0]?.sentence).toBe("Connecticut does not take cards of one seller or group, whatever they are like.");
    const silent = words.filter(({ sentence }) => sentence === "This does not apply: nothing is taken.");
    expect(silent.map(({ field }) => field)).toEqual(["exemptions", "clock", "dormancyYears", "share"]);
    expect(silent.map(({ counsel }) => counsel)).toEqual([null, null, null, null]);
  });

  test("says of another country that the issuer’s own state decides", () => {
    expect(fieldSentence(noClaim("CA", "closed-loop"), "claim")).toBe(
      "Canada does not claim as a State does, so the issuer’s state of incorporation decides.",
    );
  });

  test("has a name for every field", () => {
    expect(ruleWords(plainRule).map(({ name }) => name)).toEqual([
      "Claim",
      "Exemptions",
      "Start of the clock",
      "Dormancy",
      "Share taken",
      "Cut-off",
      "Report due",
      "Letters",
      "Reported as one line",
      "Cash back",
    ]);
  });

  test("names no place or key that is missing, and leaves no placeholder", () => {
    for (const rule of [...shippedRules(), noClaim("FR", "open-loop")]) {
      expect(jurisdictionName(rule.jurisdiction)).not.toBeNull();
      for (const { sentence, counsel } of ruleWords(rule))
        expect(`${sentence}${counsel ?? ""}`).not.toMatch(/[{}]|undefined/);
    }
  });
});

describe("counsel is asked", () => {
  test("for nothing in a rule that is verified and recent", () => {
    expect(ruleFields.map((field) => counselWords(plainRule, field))).toEqual(ruleFields.map(() => null));
  });

  test("for every field that was not found, and for what is not confirmed or old", () => {
    const asked = ruleWords(ruleNotFound("US-GU", "closed-loop")).map(({ counsel }) => counsel);
    expect(asked).toEqual(ruleFields.map(() => "Needs counsel: nobody has found it."));
    expect(counselWords(law("NY"), "reportDue")).toBe("Needs counsel: this has not been confirmed.");
    expect(counselWords(law("AL"), "dormancyYears")).toBe(
      "It rests on an old secondary source and may no longer hold.",
    );
  });

  test("for another reading of the same text", () => {
    const dormancyYears = { ...sure(5), alternatives: [7] };
    expect(counselWords({ ...plainRule, dormancyYears }, "dormancyYears")).toBe(
      "It may also be read so: The card is presumed abandoned 7 years later.",
    );
  });

  test("for a single exemption of a verified list (New Jersey’s small issuer)", () => {
    expect(counselWords(law("NJ"), "exemptions")).toBe("Needs counsel: not every exemption has been confirmed.");
  });
});
