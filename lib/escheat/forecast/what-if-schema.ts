import { z } from "zod";
import { civilDate, currency } from "@/lib/breakage/schema";
import { businessModels, issuerTypes } from "@/lib/cards/constants";
import { decimalNumber, wholeNumber } from "@/lib/whole-number";
import { propertyKinds } from "../constants";
import { isJurisdiction } from "../jurisdiction-name";
import { activities } from "../rule";
import { factAnswers, partsOf, ruleParts, typeParts, whatIfKinds } from "./what-if-parts";

const jurisdiction = z.string().refine(isJurisdiction, "is no jurisdiction ('US-WV', or a country such as 'CA')");
const answer = z.enum(factAnswers).optional();

/** A question, flat as it stands in an address: a part that is left out stays as it is. */
const whatIfShape = {
  change: z.enum(whatIfKinds).default("rule"),
  asOf: civilDate.optional(),
  currency: currency.optional(),
  // Another rule.
  state: jurisdiction.optional(),
  property: z.enum(propertyKinds).default("closed-loop"),
  claim: z.enum(["escheats", "exempt", "unsettled"]).optional(),
  dormancyYears: wholeNumber(0, 100).optional(),
  percent: decimalNumber(0, 100).optional(),
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

/** The question without what belongs to other kinds of questions: the same question is then the same record. */
export function plainQuestion(question: WhatIfInput): WhatIfInput {
  const { change, asOf, currency: code } = question;
  const own = partsOf[change].flatMap((name) => (question[name] === undefined ? [] : [[name, question[name]]]));
  return whatIfInput.parse({ change, asOf, currency: code, ...Object.fromEntries(own) });
}
