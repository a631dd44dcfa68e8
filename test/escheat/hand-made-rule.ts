import type { Rule, Sourced } from "@/lib/escheat/rule";

export const sure = <T>(value: T): Sourced<T> => ({ value, confidence: "verified", source: "Made for a test" });
export const unsure = <T>(value: T): Sourced<T> => ({ value, confidence: "to-confirm", source: "Made for a test" });
export const unknown = { value: null, confidence: "not-found", source: "Made for a test" } as const;

/** A law without doubts: three years from the year's end of the sale, 60 % of what is left, reported by 31 October. */
export const plainRule: Rule = {
  jurisdiction: "US-WV",
  property: "closed-loop",
  version: 1,
  effectiveFrom: null,
  effectiveTo: null,
  confirmed: null,
  claim: sure("escheats"),
  exemptions: sure([]),
  clock: sure({ from: ["sale"], yearEnd: "12-31" }),
  dormancyYears: sure(3),
  share: sure({ percent: 60, base: "remaining" }),
  reportCutoff: sure("06-30"),
  reportDue: sure({ day: "10-31" }),
  letters: sure({ minDays: 60, maxDays: 120, before: "report-due", minAmount: 50_00 }),
  aggregateBelow: sure(50_00),
  cashBack: sure({ below: 0, inclusive: false }),
  note: null,
};
