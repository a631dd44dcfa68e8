import { z } from "zod";
import { rowNumber, wholeNumber } from "@/lib/whole-number";
import { movedBy } from "../forecast/constants";
import { judgementInput, overrideInput } from "../forecast/schema";
import { civilDate, currency, filterShape } from "../schema";
import { coverageOf } from "./calibration-view";
import { cutMeasures } from "./cut-triangle";
import { typeMethodMeasures } from "./type-methods";
import { trianglePeriods } from "./type-triangle";

const version = rowNumber.meta({ description: "A version by its id" });

/** The page of one card type, and the back-test: which version is looked at. */
export const versionParams = z.strictObject({
  asOf: civilDate.optional(),
  version: version.optional(),
  currency: currency.optional(),
});
export type VersionParams = z.output<typeof versionParams>;

/** Which figure of the back-test is taken apart. */
export const partsParams = z.strictObject({
  cut: civilDate.optional(),
  ages: z.enum(coverageOf).optional(),
  months: wholeNumber(1, 120).optional(),
  type: z.string().min(1).max(200).optional(),
});

/** Which measure of the methods is shown by card type. */
export const measureParams = z.strictObject({ measure: z.enum(typeMethodMeasures).default("wape") });

/** Two versions held against one another. */
export const movedParams = z.strictObject({
  currency: currency.optional(),
  before: version.optional(),
  after: version.optional(),
  by: z.enum(movedBy).default("brand"),
});
export type MovedParams = z.output<typeof movedParams>;

/** How a machine wants its answer. */
const format = z
  .enum(["json", "csv"])
  .default("json")
  .meta({ description: "`csv`: the same as a file, for who may take tables away" });

/** Of a machine: two versions by name, or the newest two that can be held against one another. */
export const movedQuery = movedParams.extend({ format }).superRefine(({ before, after }, context) => {
  const missing = before === undefined ? "before" : "after";
  if ((before === undefined) !== (after === undefined)) {
    context.addIssue({ code: "custom", path: [missing], message: "is needed beside the other version" });
  } else if (before !== undefined && before === after) {
    context.addIssue({ code: "custom", path: ["after"], message: "is the same version as `before`" });
  }
});

/** A card type in the path, by the source's own code. */
export const typePath = z.strictObject({ id: z.string().min(1).max(200) });

/** A card type is of one currency, so a machine names none. */
export const typeQuery = versionParams.omit({ currency: true }).extend({ format });
export const triangleQuery = typeQuery.extend({
  period: z
    .enum(trianglePeriods)
    .optional()
    .meta({ description: "By default months, and quarters where there would be more than 24 columns" }),
});
const {
  merchant: _merchant,
  segment: _segment,
  state: _state,
  "sale-year": _sale,
  "expiry-year": _expiry,
  ...ofTypes
} = filterShape;

/** The triangle of all card types that the filters leave. What is a card's own is not kept by month of sale. */
export const cutTriangleQuery = versionParams.extend({
  measure: z.enum(cutMeasures).default("open"),
  period: triangleQuery.shape.period,
  ...ofTypes,
});
export type CutTriangleQuery = z.output<typeof cutTriangleQuery>;

export const choicesQuery = z.strictObject({ format });

export const methodBody = overrideInput.omit({ cardType: true });
export const readingBody = judgementInput.omit({ cardType: true });
