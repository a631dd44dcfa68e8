import { z } from "zod";
import { civilDate, currency, filterShape } from "@/lib/breakage/schema";
import { rowNumber, wholeNumber } from "@/lib/whole-number";
import { methods } from "./constants";

/** What a forecast can be cut by: what the type is, or what each type's cards are spread over. */
export const forecastDimensions = [
  "card-type",
  "brand",
  "category",
  "business-model",
  "medium",
  "loop",
  "merchant",
  "segment",
  "state",
] as const;
export type ForecastDimension = (typeof forecastDimensions)[number];
/** Those of the card itself: a version keeps how each type's cards are spread over them. */
export const ownDimensions = ["merchant", "segment", "state"] as const satisfies readonly ForecastDimension[];
/** Pairs of them that no version keeps, so that they cannot be asked for at once. */
export const apart = [
  ["merchant", "state"],
  ["segment", "state"],
] as const satisfies readonly (readonly [ForecastDimension, ForecastDimension])[];

/** Whether a version keeps all of these at once. */
export const goTogether = (names: readonly string[]): boolean =>
  !apart.some(([one, other]) => names.includes(one) && names.includes(other));

const dimensionList = z.array(z.enum(forecastDimensions));
const by = z
  .string()
  .transform((text, context) => {
    const list = dimensionList.safeParse(text.split(","));
    if (list.success) return list.data;
    context.addIssue({ code: "custom", message: `is none of ${forecastDimensions.join(", ")}` });
    return z.NEVER;
  })
  .refine((list) => list.length <= 2, "takes one dimension or two, with a comma between")
  .refine((list) => new Set(list).size === list.length, "names the same dimension twice")
  .meta({ type: "string", example: "card-type" });

const { "sale-year": _sale, "expiry-year": _expiry, ...filters } = filterShape;

/** The one form in which page, REST and command line ask for a forecast: flat, as it stands in an address. */
export const forecastParams = z
  .strictObject({
    asOf: civilDate.optional().meta({ description: "The newest version made of data up to this day or before" }),
    version: rowNumber.optional().meta({ description: "A version by its id" }),
    by: by.default(["card-type"]),
    currency: currency.optional(),
    quarters: wholeNumber(1, 80)
      .default(20)
      .meta({ description: "How many quarters of the calendar ahead, whether cards end in them or not" }),
    ...filters,
  })
  .superRefine((value, context) => {
    const asked = ownDimensions.filter((name) => value.by.includes(name) || value[name] !== undefined);
    if (!goTogether(asked)) {
      context.addIssue({
        code: "custom",
        path: ["by"],
        message: `cannot cut by ${asked.join(" and ")} at once: a forecast keeps merchant, segment, both, or state, with any attribute of the card type`,
      });
    }
  });
export type ForecastParams = z.output<typeof forecastParams>;

export const makeForecastInput = z.strictObject({
  asOf: civilDate.optional(),
  currency: currency.optional().meta({ description: "Only this one; by default every currency of the card types" }),
});
export type MakeForecast = z.output<typeof makeForecastInput>;

const reason = z.string().trim().min(1, "is needed: it stands in the audit trail").max(1_000);

export const overrideInput = z.strictObject({
  cardType: z.string().min(1).max(200),
  /** Null gives the choice back to the back-test. */
  method: z.enum(methods).exclude(["category-blend"]).nullable(),
  reason,
});
export type OverrideInput = z.output<typeof overrideInput>;

/** Forty links of three months each hold no more months of sale and age than this. */
const MOST_JUDGED_CELLS = 360;

export const judgementInput = z.strictObject({
  cardType: z.string().min(1).max(200),
  leftOut: z
    .array(
      z.strictObject({
        sold: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "is no month such as 2025-03"),
        age: z.number().int().min(0).max(999),
      }),
    )
    .max(MOST_JUDGED_CELLS),
  /** Nothing more is redeemed from this age on; null carries hazards on. */
  settledAge: z.number().int().min(1).max(999).nullable(),
  reason,
});
export type JudgementInput = z.output<typeof judgementInput>;

export const versionListParams = z.strictObject({
  currency: currency.optional(),
  limit: wholeNumber(1, 200).default(50),
});
export const backtestParams = z.strictObject({ asOf: civilDate.optional(), currency: currency.optional() });
export type BacktestParams = z.output<typeof backtestParams>;
