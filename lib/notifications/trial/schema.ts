import { z } from "zod";
import { channels, reminderReasons } from "../constants";
import { learnedNames } from "./learned";

const id = z.int().positive().max(2_147_483_647);

/** Which batches' results are asked for. */
export const resultListParams = z.strictObject({
  reason: z.enum(reminderReasons).optional(),
  channel: z.enum(channels).optional(),
});
export type ResultListParams = z.output<typeof resultListParams>;

/** One batch, or every batch that has begun to be sent. */
export const measureInput = z.strictObject({ batchId: id.optional() });
export type MeasureInput = z.output<typeof measureInput>;

/** For which messages a measured figure is taken over, and the figure as it was seen. */
export const learnInput = z.strictObject({
  name: z.enum(learnedNames),
  channel: z.enum(channels),
  reason: z.enum(reminderReasons),
  /** As shown, to six digits: another one has been measured since if it differs. */
  value: z.number(),
});
export type LearnInput = z.output<typeof learnInput>;
