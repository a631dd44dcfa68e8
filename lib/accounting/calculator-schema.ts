import { z } from "zod";
import { currency } from "@/lib/breakage/schema";
import { recognitionMethods } from "./constants";
import { compare, decimalFraction, whole } from "./fraction";

/** A JSON number has been through binary; with so many digits it is still the decimal that was written. */
const SURE_DIGITS = 15;

const missingOr = (otherwise: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? "is missing" : otherwise;

/** A decimal from 0 on, as text: "1250.00" or 1250. Kept as it was written, so that nothing is a float. */
const decimal = z
  .union([z.string(), z.number()], { error: missingOr("is neither a number nor a text with one") })
  .transform((value, context): string => {
    const text = String(value);
    const found = decimalFraction(text);
    const fault =
      typeof value === "number" && text.replace(/\D/g, "").replace(/^0+/, "").length > SURE_DIGITS
        ? "has more digits than a number in JSON keeps: write it as a text"
        : found === null
          ? "is not a plain decimal such as 1250.00"
          : found.over < 0n
            ? "is below 0"
            : null;
    if (fault === null) return text;
    context.addIssue({ code: "custom", message: fault });
    return z.NEVER;
  })
  .meta({ type: "string", example: "1250.00" });

const share = (isBelowOne: boolean) =>
  decimal.refine(
    (text) => {
      const against = compare(decimalFraction(text) ?? whole(2n), whole(1n));
      return isBelowOne ? against < 0 : against <= 0;
    },
    { error: `is a share from 0 to ${isBelowOne ? "below 1" : "1"}: 10 % is 0.1` },
  );

const period = z.strictObject({
  period: z
    .union([z.string().trim().min(1, "is empty").max(100), z.number()], {
      error: missingOr("is neither text nor number"),
    })
    .meta({ description: "Its name, given back as it came" }),
  redeemed: decimal.meta({
    description: "In this period, not cumulative: money, or with `allocated` options such as points",
  }),
  expectedRedemptions: decimal
    .optional()
    .meta({ description: "Expected in all from the first period to the last, as known in this one" }),
  expectedBreakageRate: share(true).optional().meta({ description: "The rate as known in this period" }),
  escheatableShare: share(false).optional(),
  remote: z.boolean({ error: "is neither true nor false" }).optional(),
  reloaded: decimal.optional(),
  refunded: decimal.optional(),
  expired: decimal.optional().meta({ description: "Rights that ended in this period because the funds expired" }),
});

/** An accountant's own example. What a period does not state stands as last stated. */
export const calculatorInput = z.strictObject({
  method: z.enum(recognitionMethods, { error: missingOr(`is none of ${recognitionMethods.join(", ")}`) }),
  face: decimal.optional().meta({ description: "Paid in for gift cards" }),
  allocated: decimal.optional().meta({ description: "Transaction price allocated to options such as points" }),
  issued: decimal
    .optional()
    .meta({ description: "With `allocated`: how many options there are, so that breakage can be told apart" }),
  currency: currency.optional().meta({ description: "For its decimals; two unless given" }),
  expectedBreakageRate: share(true).optional(),
  escheatableShare: share(false).optional(),
  periods: z
    .array(period, { error: missingOr("is not a list of periods") })
    .min(1, "has no period")
    .max(1_200, "has more than 1,200 periods"),
});
export type CalculatorInput = z.output<typeof calculatorInput>;
export type CalculatorPeriod = CalculatorInput["periods"][number];
