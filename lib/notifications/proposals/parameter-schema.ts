import { z } from "zod";
import { isCurrency } from "@/lib/money";
import { channels, reminderReasons } from "../constants";
import { isAmount, parameterLimits, parameterNames } from "../optimiser/parameters";

const number = z.coerce.number("Enter a number.");
const orNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());

/** A figure of the issuer's own, with where it comes from. It is added; what stood before stays readable. */
export const parameterInput = z
  .strictObject({
    name: z.enum(parameterNames),
    channel: orNull(z.enum(channels)),
    reason: orNull(z.enum(reminderReasons)),
    /** Of an amount; null: the issuer's own. */
    currency: orNull(z.string().trim().toUpperCase().refine(isCurrency, "Enter a currency such as EUR.")).default(null),
    value: number,
    low: orNull(number),
    high: orNull(number),
    source: z.string().trim().min(1, "Say where the figure comes from.").max(300, "Use at most 300 characters."),
  })
  .superRefine(({ name, value, low, high, currency }, context) => {
    const { least, most } = parameterLimits[name];
    const fault = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    for (const [path, figure] of Object.entries({ value, low, high })) {
      if (figure !== null && (figure < least || figure > most)) fault(path, `is between ${least} and ${most}`);
    }
    if (currency !== null && !isAmount(name)) fault("currency", "Only an amount has a currency.");
    if ((low === null) !== (high === null)) fault("high", "A range has two ends.");
    if (low !== null && low > value) fault("low", "is not above the value");
    if (high !== null && high < value) fault("high", "is not below the value");
  });
export type ParameterInput = z.output<typeof parameterInput>;
