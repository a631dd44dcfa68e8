import { z } from "zod";
import { civilDate, currency } from "@/lib/breakage/schema";
import { businessModels, issuerTypes } from "@/lib/cards/constants";
import { propertyKinds } from "../constants";
import { isJurisdiction } from "../jurisdiction-name";
import { activities } from "../rule";

/** What can be asked: another rule, another state of incorporation, other facts of a card type. */
export const whatIfKinds = ["rule", "incorporation", "card-type"] as const;
export type WhatIfKind = (typeof whatIfKinds)[number];

/** Facts of a card type that a question may change; each is known to be so, known not to be, or unknown. */
export const typeFacts = ["hasExpiry", "hasFees", "cashRedeemable", "promotional"] as const;
export type TypeFact = (typeof typeFacts)[number];
export const factAnswers = ["yes", "no", "unknown"] as const;

const jurisdiction = z.string().refine(isJurisdiction, "is no jurisdiction ('US-WV', or a country such as 'CA')");
const answer = z.enum(factAnswers).optional();

/** A question, flat as it stands in an address: a part that is left out stays as it is. */
export const whatIfShape = {
  change: z.enum(whatIfKinds).default("rule"),
  asOf: civilDate.optional(),
  currency: currency.optional(),
  // Another rule.
  state: jurisdiction.optional(),
  property: z.enum(propertyKinds).default("closed-loop"),
  claim: z.enum(["escheats", "exempt", "unsettled"]).optional(),
  dormancyYears: z.coerce.number().int().min(0).max(100).optional(),
  percent: z.coerce.number().min(0).max(100).optional(),
  base: z.enum(["face", "remaining"]).optional(),
  startsAt: z
    .string()
    .refine((text) => text.split(",").every((one) => activities.some((known) => known === one)), "is no owner activity")
    .optional(),
  effectiveFrom: civilDate.optional(),
  // Another state of incorporation.
  to: jurisdiction.optional(),
  // Other facts of a card type.
  "card-type": z.string().min(1).max(200).optional(),
  hasExpiry: answer,
  hasFees: answer,
  cashRedeemable: answer,
  promotional: answer,
  issuerType: z.enum(issuerTypes).optional(),
  businessModel: z.enum(businessModels).optional(),
} as const;

export const whatIfParams = z.strictObject(whatIfShape);
export type WhatIfParams = z.output<typeof whatIfParams>;

/** A question that is whole enough to be answered, with the day and the currency it is asked of. */
export const whatIfInput = z
  .strictObject({ ...whatIfShape, asOf: civilDate, currency })
  .superRefine((question, context) => {
    const missing = missingPart(question);
    if (missing !== null) context.addIssue({ code: "custom", path: [missing], message: "is needed for this question" });
  });
export type WhatIfInput = z.output<typeof whatIfInput>;

const ruleParts = ["claim", "dormancyYears", "percent", "base", "startsAt"] as const;
const typeParts = [...typeFacts, "issuerType", "businessModel"] as const;

/** The first thing without which nothing is asked; null where all is there. */
export function missingPart(question: WhatIfParams): keyof WhatIfParams | null {
  const given = (names: readonly (keyof WhatIfParams)[]) => names.some((name) => question[name] !== undefined);
  if (question.change === "incorporation") return question.to === undefined ? "to" : null;
  if (question.change === "card-type") {
    if (question["card-type"] === undefined) return "card-type";
    return given(typeParts) ? null : "hasFees";
  }
  if (question.state === undefined) return "state";
  return given(ruleParts) ? null : "dormancyYears";
}

const partsOf: Record<WhatIfKind, readonly (keyof WhatIfParams)[]> = {
  rule: ["state", "property", ...ruleParts, "effectiveFrom"],
  incorporation: ["to"],
  "card-type": ["card-type", ...typeParts],
};

/** The question without what belongs to other kinds of questions: the same question is then the same record. */
export function plainQuestion(question: WhatIfInput): WhatIfInput {
  const { change, asOf, currency: code } = question;
  const own = partsOf[change].flatMap((name) => (question[name] === undefined ? [] : [[name, question[name]]]));
  return whatIfInput.parse({ change, asOf, currency: code, ...Object.fromEntries(own) });
}
