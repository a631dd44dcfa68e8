import { z } from "zod";
import { civilDate, currency, dateShape, filterShape, inOrder, outOfOrder } from "@/lib/breakage/schema";
import { constraintKinds, recognitionMethods, standings } from "./constants";
import { decimalFraction } from "./fraction";

/** What the rows of a roll-forward are added up to. */
export const rollForwardGroups = ["currency", "brand", "card-type"] as const;
export type RollForwardGroup = (typeof rollForwardGroups)[number];

const monthShape = {
  ...dateShape,
  from: civilDate.optional().meta({ description: "A day of the first month; by default twelve months are shown" }),
  to: civilDate
    .optional()
    .meta({ description: "A day of the last month; by default the last whole one by the as-of date" }),
  currency: currency
    .optional()
    .meta({ description: "Only this one; by default every currency, none added to another" }),
  brand: filterShape.brand,
  "card-type": filterShape["card-type"],
};

/** The one form in which page, REST and command line ask for the books of some months. */
export const booksParams = z
  .strictObject({
    ...monthShape,
    by: z.enum(rollForwardGroups).default("brand").meta({ description: "What rows are added up to" }),
    standing: z
      .enum(standings)
      .optional()
      .meta({ description: "Only what was paid for, given away, or of which nobody said; they are never added up" }),
  })
  .refine(inOrder, outOfOrder);
export type BooksParams = z.output<typeof booksParams>;

export const journalParams = z.strictObject(monthShape).refine(inOrder, outOfOrder);

export const recognitionParams = z.strictObject({
  asOf: dateShape.asOf,
  knownAt: dateShape.knownAt,
  currency: currency.optional(),
  month: civilDate.optional().meta({ description: "A day of the month; by default the last whole one" }),
  brand: filterShape.brand,
  "card-type": filterShape["card-type"],
});
export type RecognitionParams = z.output<typeof recognitionParams>;

const levels = ["0.5", "0.8", "0.9", "0.95"] as const;
export const constraintLevels: readonly string[] = levels;

const share = z.string().refine((text) => {
  const found = decimalFraction(text);
  return found !== null && found.over >= 0n && found.over <= found.under;
}, "is a share from 0 to 1: 10 % is 0.1");

const month = civilDate.refine((day) => day.endsWith("-01"), "is not the first day of a month");

/** A method for one programme or several, from a month on. */
export const methodInput = z
  .strictObject({
    cardTypes: z.array(z.string().min(1).max(200)).min(1, "names no card type").max(5_000),
    from: month,
    method: z.enum(recognitionMethods),
    constraintKind: z.enum(constraintKinds),
    constraintValue: z.string().max(20),
    reason: z.string().trim().min(1, "is needed: an auditor reads it").max(1_000),
  })
  .superRefine(({ constraintKind, constraintValue }, context) => {
    const fits =
      constraintKind === "haircut"
        ? share.safeParse(constraintValue).success
        : constraintLevels.includes(constraintValue);
    if (!fits)
      context.addIssue({
        code: "custom",
        path: ["constraintValue"],
        message:
          constraintKind === "haircut"
            ? "is a share from 0 to 1: 10 % is 0.1"
            : `is none of the ranges a forecast has: ${levels.join(", ")}`,
      });
  });
export type MethodInput = z.output<typeof methodInput>;

/** The same without the reason: what it would do, before anybody decides. */
export const previewInput = z.strictObject({
  cardTypes: methodInput.shape.cardTypes,
  from: month,
  method: methodInput.shape.method,
  constraintKind: methodInput.shape.constraintKind,
  constraintValue: methodInput.shape.constraintValue,
});
export type PreviewInput = z.output<typeof previewInput>;

export const monthInput = z.strictObject({ month });
