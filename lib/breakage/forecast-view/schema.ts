import { z } from "zod";
import { civilDate, currency } from "../schema";

const version = z.coerce.number().int().positive().max(2_147_483_647);

/** The page of one card type, and the back-test: which version is looked at. */
export const versionParams = z.strictObject({
  asOf: civilDate.optional(),
  version: version.optional(),
  currency: currency.optional(),
});
export type VersionParams = z.output<typeof versionParams>;

export const movedBy = ["brand", "card-type"] as const;
export type MovedBy = (typeof movedBy)[number];

/** Two versions held against one another. */
export const movedParams = z.strictObject({
  currency: currency.optional(),
  before: version.optional(),
  after: version.optional(),
  by: z.enum(movedBy).default("brand"),
});
export type MovedParams = z.output<typeof movedParams>;
