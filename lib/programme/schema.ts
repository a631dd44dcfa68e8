import { z } from "zod";
import { businessModels, issuerTypes, media, UNKNOWN } from "@/lib/cards/constants";
import { segmentFault } from "./segments";

const rowId = z.int().positive().max(2_147_483_647);
const label = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(120, "Use at most 120 characters.")
  .refine((text) => !/\p{Cc}/u.test(text), "Use no control characters.");
const code = z
  .string()
  .trim()
  .min(1, "Enter a code.")
  .max(64, "Use at most 64 characters.")
  .regex(/^[^\p{Cc}]+$/u, "Use no control characters.");
/** null: not known. Never a default, because the law differs with the answer. */
const answer = z.boolean().nullable();
const days = z.int().min(1, "At least one day.").max(36_525, "At most a hundred years.").nullable();

export const brandInput = z.strictObject({
  name: label,
  code: code.refine((text) => text !== UNKNOWN, `"${UNKNOWN}" stands for cards without a brand. Use another code.`),
});
export const brandChange = z.strictObject({ brandId: rowId, name: label });

export const cardTypeChange = z
  .strictObject({
    cardTypeId: rowId,
    /** As it was read: a change by somebody else in between is not written over. */
    updatedAt: z.iso.datetime(),
    name: label,
    brandId: rowId.nullable(),
    businessModel: z.enum(businessModels).nullable(),
    category: label.nullable(),
    medium: z.enum(media).nullable(),
    issuerType: z.enum(issuerTypes).nullable(),
    validityDays: days,
    fundsValidityDays: days,
    hasExpiry: answer,
    fundsExpire: answer,
    hasFees: answer,
    cashRedeemable: answer,
    promotional: answer,
    reloadable: answer,
  })
  .superRefine((type, context) => {
    if (type.hasExpiry === false && type.validityDays !== null) {
      context.addIssue({
        code: "custom",
        path: ["validityDays"],
        message: "A card that never expires has no validity.",
      });
    }
    if (type.fundsExpire === false && type.fundsValidityDays !== null) {
      context.addIssue({
        code: "custom",
        path: ["fundsValidityDays"],
        message: "Funds that never expire have no validity.",
      });
    }
  });
export type CardTypeChange = z.output<typeof cardTypeChange>;

const age = z.int("Use whole years.").min(0, "At least 0.").max(130, "At most 130.");
export const segmentsInput = z.strictObject({
  segments: z
    .array(z.strictObject({ name: label, fromAge: age, toAge: age.nullable() }))
    .max(20, "At most 20 groups.")
    .superRefine((segments, context) => {
      const fault = segmentFault(segments);
      if (fault) context.addIssue({ code: "custom", path: [fault.index, fault.field], message: fault.message });
    }),
});
