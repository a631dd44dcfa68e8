import { z } from "zod";
import { currency, dateShape, inOrder, outOfOrder } from "@/lib/breakage/schema";
import { lapseParams } from "@/lib/cards/schema";
import { wholeNumber } from "@/lib/whole-number";
import { merchantWindows } from "./constants";
import type { InsightName } from "./insight";

/** Days of the window (both ends included) and how many rows; each insight has its own default window. */
export const insightParams = z.strictObject({
  asOf: dateShape.asOf,
  knownAt: dateShape.knownAt,
  currency: currency.optional(),
  days: wholeNumber(1, 3660).optional(),
  limit: wholeNumber(1, 1000).default(10),
});
export type InsightParams = z.output<typeof insightParams>;

/** Whoever reaches the percentile is shown: it asks for no number of rows. */
export const percentileParams = insightParams.omit({ limit: true });
export type PercentileParams = z.output<typeof percentileParams>;
/** Of all years and all types. */
export const historyParams = insightParams.pick({ asOf: true, knownAt: true, currency: true });
export type HistoryParams = z.output<typeof historyParams>;

/** What each insight takes, and nothing else: a parameter that would change nothing is refused. */
export const insightQueries = {
  "top-types-by-count": insightParams,
  "top-types-by-volume": insightParams,
  "top-merchants": insightParams,
  "percentile-90": percentileParams,
  "top-by-business-model": insightParams,
  "historical-breakage": historyParams,
  "about-to-lapse": lapseParams,
} as const satisfies Record<InsightName, z.ZodObject>;

/** Breakage by selling merchant takes dates and a currency alone: filters of other screens change nothing here. */
export const merchantBreakageParams = z
  .strictObject({ ...dateShape, currency: currency.optional() })
  .refine(inOrder, outOfOrder);
export type MerchantBreakageParams = z.output<typeof merchantBreakageParams>;

/** What the screen adds of its own: the window of the merchants' ranking, one of those it offers. */
export const merchantWindow = z.strictObject({
  merchantDays: z.enum(merchantWindows).default("180").transform(Number),
});
