import { z } from "zod";
import { civilDate } from "@/lib/breakage/schema";
import { decimalNumber, wholeNumber } from "@/lib/whole-number";
import { propertyKinds } from "./constants";
import { activities, claims } from "./rule";
import { lawShape } from "./rule-change";
import { ruleFilters } from "./rule-list";

const asOf = civilDate
  .optional()
  .meta({ description: "The law for cards presumed abandoned on this day; by default the last day with data" });
const version = wholeNumber(0, 1_000_000).optional();

/** The one form in which page, file and REST ask for the list of rules. */
export const ruleListParams = z.strictObject({
  asOf,
  property: z
    .enum(propertyKinds)
    .default("closed-loop")
    .meta({ description: "Cards of one seller or group, or cards of a payment network" }),
  show: z
    .enum(ruleFilters)
    .default("all")
    .meta({ description: "All, those that need counsel, or those where the issuer has cards or is incorporated" }),
  search: z.string().max(100).default("").meta({ description: "Part of a name, or a postal code" }),
});
export type RuleListParams = z.output<typeof ruleListParams>;

/** The parts of the path of one law. */
export const lawPath = z.strictObject(lawShape);

export const ruleParams = z.strictObject({ asOf });

/** Which version the page shows, and which one beside it. */
export const rulePageParams = z.strictObject({ asOf, version, against: version });

/** What a link to the form of a new version may fill in. */
export const newVersionParams = z.strictObject({
  version,
  claim: z
    .enum([...claims, "unsettled"])
    .exclude(["no-claim"])
    .optional(),
  dormancyYears: wholeNumber(0, 100).optional(),
  percent: decimalNumber(0, 100).optional(),
  base: z.enum(["face", "remaining"]).optional(),
  startsAt: z
    .string()
    .transform((text) => activities.filter((one) => text.split(",").includes(one)))
    .refine((list) => list.length > 0)
    .optional(),
  effectiveFrom: civilDate.optional(),
});
export type NewVersionParams = z.output<typeof newVersionParams>;
