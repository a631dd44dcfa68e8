import { z } from "zod";
import { comparisons } from "@/lib/breakage/constants";
import { currency, dateShape, inOrder, outOfOrder } from "@/lib/breakage/schema";

/** Dates as everywhere; the period is that of the flows and ends on the as-of date unless said otherwise. */
export const overviewParams = z
  .strictObject({
    ...dateShape,
    currency: currency.optional(),
    compare: z.enum(comparisons).default("previous"),
    /** Whether "what changed" is told by card type or by brand. */
    by: z.enum(["card-type", "brand"]).default("card-type"),
  })
  .refine(inOrder, outOfOrder);
export type OverviewParams = z.output<typeof overviewParams>;
