import { describe, expect, it } from "vitest";
import type { Explanation } from "@/lib/breakage/forecast/explanation";
import type { FactorRow } from "@/lib/breakage/forecast/factor-table";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import { tableOf } from "@/lib/breakage/forecast/report";
import { reasonsFor } from "@/lib/breakage/forecast-view/why";
import { CUT, WORKED } from "./worked-example";

const factor = (age: number, credibility: number): FactorRow => ({
  age,
  cohorts: 3 - age,
  atRisk: 1,
  redeemed: 0,
  raw: 1,
  credibility,
  used: 1,
  extrapolated: false,
});
const nothing = tableOf([], new Map(), new Map());
const explanation: Explanation = {
  byMethod: {
    "open-balance-credibility": 11_625,
    "open-balance": 10_000,
    "open-balance-pooled": 20_000,
    "bornhuetter-ferguson": 0,
    "redemption-chain-ladder": 0,
    "mature-rate": 0,
    "last-year-rate": 0,
    "unredeemed-today": 0,
  },
  byExperience: { own: 10_500, category: 12_000, portfolio: 19_000 },
  band: { low: [], high: [] },
  expiry: [0.5, 0, 0.2],
  saleSpeeds: null,
  calendar: [1, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.2],
  tail: { seen: 3, from: 1, decay: 0.9 },
};
const own: TypeInVersion = {
  explanation,
  method: "open-balance-credibility",
  status: "ok",
  chosen: null,
  judged: { leftOut: [], settledAge: null },
  factors: [factor(0, 0.8), factor(1, 0.5), factor(2, 0.5)],
  error: { outcomes: 12, actual: 100, expected: 110, wape: 0.25, bias: 0.1 },
  open: 0n,
  report: {
    version: null,
    currency: "USD",
    by: ["card-type"],
    ahead: nothing,
    whole: { ...nothing.total, breakage: 11_625n },
    settled: nothing.total,
    past: [],
    pastGroups: [],
    known: null,
    isEmpty: false,
    isKept: true,
  },
  cohorts: WORKED,
  issues: [],
  cut: CUT,
  ultimateAge: 60,
};
const told = { own, category: "Gifts" as string | null, currency: "USD", locale: "en" as const };
const wordsOf = (key: string, changes: Partial<typeof told> = {}) =>
  reasonsFor({ ...told, ...changes }).find((reason) => reason.key === key)?.words;

describe("why a card type's figure is what it is", () => {
  it("says how much was seen: 40 cards of three months, the oldest for three", () => {
    expect(wordsOf("sample")).toContain("40 cards and reloads in 3 months of sale and expiry");
    expect(wordsOf("sample")).toContain("followed for 3 months");
  });

  it("says the weight of its own cards by age, and what they, the category, the portfolio and all together would say", () => {
    expect(wordsOf("experience")).toBe(
      "Of the curve its own cards decide (credibility Z) 80.0% in the month of sale, 50.0% from month 1 to 2; the rest is that of the category Gifts and of all card types. " +
        "By its own cards alone $105.00 would never be redeemed, if it were like its category $120.00, like all card types $190.00; weighed against one another, age by age, $116.25.",
    );
    expect(wordsOf("experience", { category: null })).toContain(
      "if it were like the others without a category $120.00,",
    );
  });

  it("says why, where the figure lies outside what each experience alone would say: 104.99 of 105.00 to 190.00", () => {
    const whole = (breakage: bigint) => ({
      own: { ...own, report: { ...own.report, whole: { ...nothing.total, breakage } } },
    });
    expect(wordsOf("experience", whole(10_499n))).toContain("$104.99. That lies outside all three");
    expect(wordsOf("experience", whole(10_500n))).not.toContain("outside");
  });

  it("says where the figure is by another method than the curve it explains", () => {
    const average = { ...own, method: "mature-rate" as const };
    expect(wordsOf("experience", { own: average })).toContain(
      "the figures here are by “Mean of mature months of sale”",
    );
  });

  it("says how large seasons are, and the rush before funds end: 50 %, then 1 − 0.5 · 1 · 0.8 = 60 % in all", () => {
    expect(wordsOf("seasons")).toBe(
      "In December redemptions of every age are 1.20 times the usual, in February 0.90 times.",
    );
    expect(wordsOf("expiry")).toContain(
      "50.0% of what is still open is redeemed on top; in the last three months together 60.0%",
    );
  });

  it("says how it did before, and which way it erred", () => {
    expect(wordsOf("tested")).toContain(
      "missed 25.0% of the balances at past month ends (12 outcomes); in all it expected 10.0% too much",
    );
    expect(wordsOf("tested", { own: { ...own, error: null } })).toContain("was not among the cards");
  });

  it("claims nothing that an old version did not keep", () => {
    const keys = reasonsFor({ ...told, own: { ...own, explanation: null } }).map(({ key }) => key);
    expect(keys).toEqual(["sample", "experience", "tested"]);
  });

  it("says what is odd, and how much of it is in no figure", () => {
    const issue = { cohort: "x", type: "A", vintage: CUT, kind: "zero-sales" as const, leftOut: true };
    expect(wordsOf("odd", { own: { ...own, issues: [issue, { ...issue, leftOut: false }] } })).toBe(
      "2 groups of its cards had something odd, 1 of them left out of every figure.",
    );
    expect(wordsOf("odd")).toBeUndefined();
  });
});
