import { describe, expect, it } from "vitest";
import { usualIssuer } from "@/lib/escheat/card-facts";
import { Curves } from "@/lib/escheat/forecast/curve";
import { Foresight } from "@/lib/escheat/forecast/foresee";
import type { OpenCard } from "@/lib/escheat/open-card";
import type { PortfolioBasis } from "@/lib/escheat/portfolio";
import type { Rule } from "@/lib/escheat/rule";
import { makeRulebook } from "@/lib/escheat/rulebook";
import { plainCard } from "../hand-made-card";
import { openCardWith, plainOpenCard } from "../hand-made-open-card";
import { plainRule, sure, unknown, unsure } from "../hand-made-rule";

const { id: _, face: __, balance: ___, soldOn: ____, ...kind } = plainCard;
const kinds = new Map([[1, kind]]);
const asOf = "2024-06-30";

function foresee(
  rules: readonly Partial<Rule>[],
  cards: readonly OpenCard[],
  basis: Partial<PortfolioBasis> = {},
  curves: Curves | null = null,
) {
  const rulebook = makeRulebook(
    rules.map((rule) => ({ ...plainRule, ...rule })),
    [],
  );
  const issuer = { ...usualIssuer, incorporation: "US-WV" };
  const foresight = new Foresight({ rulebook, issuer, kinds, asOf, ...basis }, curves);
  for (const card of cards) foresight.add(card);
  return foresight.all();
}

describe("a card of $100 sold on 15 March 2022 under three years from the year's end and 60 % of what is left", () => {
  it("will be presumed abandoned on 31 December 2025, so that $60 fall into the report of 2026", () => {
    const { cells, doubts } = foresee([{}], [plainOpenCard]);
    expect(cells).toEqual([
      {
        jurisdiction: "US-WV",
        cardTypeId: 1,
        reportYear: 2026,
        outcome: "not-yet",
        priority: 1,
        cards: 1,
        balance: 100_00n,
        claimed: 60_00n,
        unmeasured: 0n,
        stake: { claimed: 60_00, expected: 60_00, slope: 0, variance: 0 },
        foreseen: 60_00n,
        open: { low: 0, high: 0 },
        needsCounsel: false,
      },
    ]);
    expect(doubts).toEqual([]);
  });

  it("with half of it still to be redeemed by then is expected at $30", () => {
    // Known to June 2024; July halves what is open, and later months keep it.
    const factors = Array.from({ length: 61 }, (_, age) => (age === 28 ? 0.5 : 1));
    const curves = new Curves({ cut: 2024 * 12 + 5, ultimateAge: 60, factors: new Map([[1, factors]]), cohorts: [] });
    const [cell] = foresee([{}], [plainOpenCard], {}, curves).cells;
    expect(cell?.stake.expected).toBeCloseTo(30_00, 8);
    expect(cell?.claimed).toBe(60_00n);
  });

  it("redeems nothing after its funds have ended, though the card itself goes on: half of it in July and no more", () => {
    const factors = Array.from({ length: 61 }, (_, age) => (age === 28 || age === 29 ? 0.5 : 1));
    const curves = new Curves({ cut: 2024 * 12 + 5, ultimateAge: 60, factors: new Map([[1, factors]]), cohorts: [] });
    const [goesOn, ends] = [plainOpenCard, openCardWith({ endsOn: 20240731 })].map(
      (card) => foresee([{}], [card], {}, curves).cells[0]?.stake.expected,
    );
    expect(goesOn).toBeCloseTo(15_00, 6);
    expect(ends).toBeCloseTo(30_00, 6);
  });

  it("presumed abandoned already counts whole, whatever the curve says", () => {
    const curves = new Curves({
      cut: 2026 * 12,
      ultimateAge: 60,
      factors: new Map([[1, Array(61).fill(0.5)]]),
      cohorts: [],
    });
    const [cell] = foresee([{}], [plainOpenCard], { asOf: "2026-01-31" }, curves).cells;
    expect([cell?.outcome, cell?.stake.expected]).toEqual(["escheats", 60_00]);
  });

  it("of a type without a curve is counted as such", () => {
    const curves = new Curves({ cut: 2024 * 12 + 5, ultimateAge: 60, factors: new Map(), cohorts: [] });
    expect(foresee([{}], [plainOpenCard], {}, curves).withoutCurve).toEqual({ cards: 1, balance: 100_00n });
  });
});

describe("a law in doubt", () => {
  const shares = {
    ...sure({ percent: 60, base: "face" as const }),
    alternatives: [{ percent: 60, base: "remaining" as const }],
  };
  const half = openCardWith({ balance: 40_00n });

  it("60 % of face or of what is left of $100 with $40 left: $40 expected, and readings of $40 and $24", () => {
    const { cells, doubts } = foresee([{ share: shares }], [half]);
    expect(cells[0]?.stake.expected).toBe(40_00);
    expect(cells[0]?.needsCounsel).toBe(true);
    expect(doubts).toHaveLength(1);
    expect(doubts[0]?.rows[0]?.stakes.map(({ expected }) => expected)).toEqual([40_00, 24_00]);
  });

  it("readings that come to the same are one, and then there is no doubt to show", () => {
    // Nothing was spent, so 60 % of face and of what is left are the same.
    expect(foresee([{ share: shares }], [plainOpenCard]).doubts).toEqual([]);
  });

  it("a share nobody has found is no part of what is expected, but of the range: 60 % and all of it", () => {
    const { cells, doubts } = foresee([{ share: unknown }], [plainOpenCard]);
    expect(cells).toMatchObject([
      {
        outcome: "not-yet",
        claimed: 0n,
        unmeasured: 100_00n,
        stake: { expected: 0 },
        open: { low: 60_00, high: 100_00 },
      },
    ]);
    expect(doubts[0]?.rows[0]?.stakes.map(({ expected }) => expected)).toEqual([100_00, 60_00]);
  });

  it("years nobody has found put the same money into two years, and leave the sum what it is", () => {
    const { doubts } = foresee([{ dormancyYears: unknown }], [plainOpenCard]);
    const rows = doubts[0]?.rows ?? [];
    expect(rows.map(({ reportYear }) => reportYear)).toEqual([2026, 2028]);
    const totals = [0, 1].map((reading) => rows.reduce((sum, { stakes }) => sum + (stakes[reading]?.expected ?? 0), 0));
    expect(totals).toEqual([60_00, 60_00]);
  });

  it("an exemption of all that nobody has confirmed: nothing is expected, and all may be taken", () => {
    const exempt = {
      claim: unsure("exempt" as const),
      exemptions: unknown,
      share: unknown,
      dormancyYears: unknown,
      clock: unknown,
    };
    const { cells, doubts } = foresee([exempt], [plainOpenCard]);
    expect(cells).toMatchObject([{ outcome: "exempt", stake: { expected: 0 }, claimed: 0n }]);
    const totals = doubts[0]?.kept.map((__, i) =>
      doubts[0]?.rows.reduce((sum, { stakes }) => sum + (stakes[i]?.expected ?? 0), 0),
    );
    expect([Math.min(...(totals as number[])), Math.max(...(totals as number[]))]).toEqual([0, 100_00]);
  });
});

describe("a fact that nobody knows", () => {
  const noFees = {
    name: "no-fees",
    conditions: [{ fact: "hasFees" as const, is: false }],
    sentence: "Cards without fees are exempt.",
  };

  it("leaves the card to counsel: nothing is expected, and between nothing and $60 may be taken", () => {
    const { cells, counsel } = foresee([{ exemptions: sure([noFees]) }], [plainOpenCard], {
      kinds: new Map([[1, { ...kind, hasFees: null }]]),
    });
    expect(cells).toMatchObject([
      { outcome: "needs-counsel", reportYear: 0, stake: { expected: 0 }, open: { low: 0, high: 60_00 } },
    ]);
    expect(counsel).toMatchObject([{ jurisdiction: "US-WV", fields: ["card.hasFees"], cards: 1, balance: 100_00n }]);
  });

  it("of no owner's address and no incorporation leaves it to nobody's law", () => {
    const { cells, doubts } = foresee([{}], [openCardWith({ ownerJurisdiction: null })], {
      issuer: { ...usualIssuer, incorporation: null },
    });
    expect(cells).toMatchObject([
      { jurisdiction: "", outcome: "needs-counsel", priority: 0, open: { low: 0, high: 100_00 } },
    ]);
    expect(doubts).toMatchObject([{ jurisdiction: "", kept: [{ reading: null }, { reading: null }] }]);
  });
});

describe("whose law", () => {
  it("without an address is that of the state of incorporation", () => {
    const { cells } = foresee([{}], [openCardWith({ ownerJurisdiction: null })]);
    expect(cells).toMatchObject([{ jurisdiction: "US-WV", priority: 2, claimed: 60_00n }]);
  });

  it("that exempts all cards takes nothing, and no reading of a confirmed one takes any", () => {
    const exempt = { claim: sure("exempt" as const), share: unknown, exemptions: sure([]) };
    const { cells, doubts } = foresee([exempt], [plainOpenCard]);
    expect(cells).toMatchObject([{ outcome: "exempt", claimed: 0n, stake: { expected: 0 } }]);
    expect(doubts).toEqual([]);
  });
});
