import { z } from "zod";
import { comparisons } from "@/lib/breakage/constants";
import { againstShape, checkAgainst, currency, dateShape, inOrder, outOfOrder } from "@/lib/breakage/schema";

/** Dates as everywhere; the period is that of the flows and ends on the as-of date unless said otherwise. */
export const overviewParams = z
  .strictObject({
    ...dateShape,
    currency: currency.optional(),
    compare: z.enum(comparisons).default("previous"),
    ...againstShape,
    /** Whether "what changed" is told by card type or by brand. */
    by: z.enum(["card-type", "brand"]).default("card-type"),
  })
  .refine(inOrder, outOfOrder)
  .superRefine(checkAgainst);
export type OverviewParams = z.output<typeof overviewParams>;

/** Of a note, by what it is about; 0 days show it again. */
export const snoozeInput = z.strictObject({
  cause: z.string().min(1).max(300),
  days: z.union([z.literal(0), z.literal(7), z.literal(30)]),
});
export type SnoozeInput = z.output<typeof snoozeInput>;
