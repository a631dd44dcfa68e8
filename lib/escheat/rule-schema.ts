import { z } from "zod";
import { issuerTypes } from "@/lib/cards/constants";
import { isCivilDate } from "@/lib/dates";
import { parseInput } from "@/lib/validation";
import { propertyKinds } from "./constants";
import { isJurisdiction } from "./jurisdiction-name";
import { activities, amountFacts, claims, confidences, type Rule, type RuleField, yesNoFacts } from "./rule";
import { ruleFaults } from "./rule-faults";

const words = (most: number) => z.string().trim().min(1, "Enter a text.").max(most, `Use at most ${most} characters.`);
const civilDate = z.string().refine(isCivilDate, "is not a date (YYYY-MM-DD)");
const cents = z.int("Enter an amount.").min(0, "An amount is not negative.").max(Number.MAX_SAFE_INTEGER);
const percent = z
  .number("Enter a share in per cent.")
  .min(0, "A share is at least 0 per cent.")
  .max(100, "A share is at most 100 per cent.");
const days = z.int("Enter whole days.").min(0, "Days are not negative.").max(1_096, "At most three years of days.");
const years = z.int("Enter whole years.").min(0, "Years are not negative.").max(100, "At most a hundred years.");

/** Of a year without a leap day: 29 February would not come every year. */
const dayOfYear = z
  .string()
  .regex(/^\d{2}-\d{2}$/, "is not a day of the year (MM-DD)")
  .refine((day) => isCivilDate(`2001-${day}`), "is not a day that comes every year");

/** A field of the law: what it says, how sure that is, and where it was read. */
function sourced<T>(value: z.ZodType<T>) {
  return z
    .strictObject({
      value: value.nullable(),
      confidence: z.enum(confidences),
      source: words(1_500),
      mayBeStale: z.boolean().optional(),
      alternatives: z.array(value).min(1, "Leave alternatives out where there are none.").max(4).optional(),
    })
    .refine((field) => (field.value === null) === (field.confidence === "not-found"), {
      path: ["confidence"],
      message: "'not-found' goes with no value, and only with none.",
    });
}

const condition = z.discriminatedUnion("fact", [
  z.strictObject({ fact: z.enum(yesNoFacts), is: z.boolean() }),
  z.strictObject({ fact: z.literal("issuerType"), oneOf: z.array(z.enum(issuerTypes)).min(1, "Name an issuer type.") }),
  z.strictObject({ fact: z.enum(amountFacts), atMost: cents.nullable() }),
]);

const exemption = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case words joined by hyphens."),
  conditions: z.array(condition).max(10),
  sentence: words(400),
  onlyIfClaimed: z.boolean().optional(),
  confidence: z.literal("to-confirm").optional(),
});

const clock = z.strictObject({
  from: z.array(z.enum(activities)),
  fromDate: z.literal("card-expiry").optional(),
  yearEnd: z.enum(["12-31", "06-30"]).optional(),
  yearEndOf: z.array(z.enum(activities)).min(1).optional(),
  orExpiry: z.strictObject({ whichever: z.enum(["first", "last"]), years, expiryAtLeast: years.optional() }).optional(),
});

const share = z.strictObject({
  percent,
  base: z.enum(["face", "remaining"]),
  percentIfCash: percent.optional(),
  byYearOfLastTransaction: z
    .array(z.strictObject({ year: z.int("Enter a year.").min(1900, "The year is 1900 or later.").max(2200), percent }))
    .min(1)
    .optional(),
  aboveYearlySales: cents.optional(),
});

const reportDue = z.strictObject({
  day: dayOfYear,
  withinDays: days.optional(),
  remitFrom: dayOfYear.optional(),
  remitTo: dayOfYear.optional(),
  everyYears: years.min(2, "Every year needs no number.").optional(),
});

const letters = z.strictObject({
  minDays: days.nullable(),
  maxDays: days.nullable(),
  before: z.enum(["report-due", "presumed"]),
  minAmount: cents.nullable(),
  email: z.enum(["both", "instead"]).optional(),
});

/** What a field of the law may say, without its source. */
export const ruleValues = {
  claim: z.enum(claims),
  exemptions: z.array(exemption).max(20),
  clock,
  dormancyYears: years,
  share,
  reportCutoff: dayOfYear,
  reportDue,
  letters,
  aggregateBelow: cents,
  cashBack: z.strictObject({ below: cents, inclusive: z.boolean() }),
} as const satisfies Record<RuleField, z.ZodType>;

export const ruleNote = words(1_000).nullable();

/** What differs by kind of property. */
export const propertyFields = {
  claim: sourced(ruleValues.claim),
  exemptions: sourced(ruleValues.exemptions),
  clock: sourced(ruleValues.clock),
  dormancyYears: sourced(ruleValues.dormancyYears),
  share: sourced(ruleValues.share),
  cashBack: sourced(ruleValues.cashBack),
  note: ruleNote,
};

/** What a jurisdiction asks of every holder. */
export const reportingFields = {
  reportCutoff: sourced(ruleValues.reportCutoff),
  reportDue: sourced(ruleValues.reportDue),
  letters: sourced(ruleValues.letters),
  aggregateBelow: sourced(ruleValues.aggregateBelow),
};

export const ruleSchema = z
  .strictObject({
    jurisdiction: z.string().refine(isJurisdiction, "is no jurisdiction ('US-WV', or a country such as 'CA')"),
    property: z.enum(propertyKinds),
    version: z.int().min(0).max(1_000_000),
    effectiveFrom: civilDate.nullable(),
    effectiveTo: civilDate.nullable(),
    confirmed: z.strictObject({ by: words(200), on: civilDate }).nullable(),
    ...propertyFields,
    ...reportingFields,
  })
  .superRefine((rule, context) => {
    for (const { path, message } of ruleFaults(rule)) context.addIssue({ code: "custom", path: [...path], message });
  });

/**
 * A rule from JSON.
 * @throws Invalid that names each field that cannot be, or that contradicts another, and why.
 */
export function parseRule(json: unknown): Rule {
  return parseInput(ruleSchema, json);
}
