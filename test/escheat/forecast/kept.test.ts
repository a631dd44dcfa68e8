import { describe, expect, it } from "vitest";
import { usualIssuer } from "@/lib/escheat/card-facts";
import { type Foreseen, Foresight } from "@/lib/escheat/forecast/foresee";
import { type KeptSummary, summaryOf } from "@/lib/escheat/forecast/kept";
import { readLaws } from "@/lib/escheat/forecast/read-laws";
import type { Rule } from "@/lib/escheat/rule";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { plainCard } from "../hand-made-card";
import { plainOpenCard } from "../hand-made-open-card";
import { plainRule, unknown, unsure } from "../hand-made-rule";

const { id: _, face: __, balance: ___, soldOn: ____, ...kind } = plainCard;

function foresee(rule: Partial<Rule>): { foreseen: Foreseen; summary: KeptSummary } {
  const foresight = new Foresight(
    {
      rulebook: makeRulebook([{ ...plainRule, ...rule }], []),
      issuer: { ...usualIssuer, incorporation: "US-WV" },
      kinds: new Map([[1, kind]]),
      asOf: "2024-06-30",
    },
    null,
  );
  foresight.add(plainOpenCard);
  const foreseen = foresight.all();
  return { foreseen, summary: summaryOf(foreseen, new Map([[1, "closed-loop"]]), null) };
}

const saysOf = ({ laws }: KeptSummary) =>
  laws.flatMap(({ sentences, readings }) => readings.map(({ says }) => says.map((at) => sentences[at])));

describe("what a version keeps of a law in doubt", () => {
  it("tells readings apart by what differs: of an unknown share only the share", () => {
    expect(saysOf(foresee({ share: unknown }).summary)).toEqual([
      ["100 % of what is left is taken."],
      ["60 % of what is left is taken."],
    ]);
  });

  it("of an exemption nobody has confirmed: that it may take the card, or takes none", () => {
    const { summary } = foresee({ claim: unsure("exempt"), share: unknown });
    const says = saysOf(summary);
    expect(says).toContainEqual(["100 % of what is left is taken."]);
    expect(says.flat().filter((sentence) => sentence?.startsWith("West Virginia"))).toHaveLength(1);
  });

  it("is nothing where no reading makes a difference", () => {
    expect(foresee({}).summary.laws).toEqual([]);
  });
});

describe("the readings of one jurisdiction", () => {
  it("come with what each makes of the cards, the most first: $100 and $60 of $100", () => {
    const { foreseen, summary } = foresee({ share: unknown });
    const readings = foreseen.doubts.flatMap(({ jurisdiction, rows }) => rows.map((row) => ({ jurisdiction, ...row })));
    const [law] = readLaws({ cells: [], readings }, { propertyOf: () => "closed-loop" }, summary);
    expect(law?.readings.map(({ says, expected }) => [says, expected])).toEqual([
      [["100 % of what is left is taken."], 100_00n],
      [["60 % of what is left is taken."], 60_00n],
    ]);
    expect(law?.hasUnknown).toBe(false);
  });
});
