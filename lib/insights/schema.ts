import { z } from "zod";
import { civilDate, currency } from "@/lib/breakage/schema";
import { merchantWindows } from "./constants";

/** Days of the window (both ends included) and how many rows; each insight has its own default window. */
export const insightParams = z.strictObject({
  asOf: civilDate.optional(),
  currency: currency.optional(),
  days: z.coerce.number().int("is no whole number").min(1, "is at least 1").max(3660, "is at most 3660").optional(),
  limit: z.coerce.number().int("is no whole number").min(1, "is at least 1").max(1000, "is at most 1000").default(10),
});
export type InsightParams = z.output<typeof insightParams>;

/** What the screen adds of its own: the window of the merchants' ranking, one of those it offers. */
export const merchantWindow = z.strictObject({
  merchantDays: z.enum(merchantWindows).default("180").transform(Number),
});
