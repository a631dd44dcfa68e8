import { z } from "zod";
import { clockSources } from "../clock";
import { channels, leftOutRules, reminderReasons } from "../constants";
import type { Explanation } from "../optimiser/explain";

const moment = {
  on: z.string(),
  channel: z.enum(channels),
  gain: z.number(),
  worth: z.number(),
  cost: z.number(),
  rescued: z.number(),
  open: z.number(),
};

const explanation = z.object({
  reason: z.enum(reminderReasons),
  lossOn: z.string().nullable(),
  daysToLoss: z.number().nullable(),
  atStake: z.string().regex(/^\d+$/),
  cards: z.number(),
  people: z.number(),
  chosen: z.object({ ...moment, hour: z.number(), because: z.enum(["best", "best-lawful", "best-free"]) }).nullable(),
  leftOut: z.enum(leftOutRules).nullable(),
  others: z.array(
    z.object({
      ...moment,
      against: z.enum([
        "too-close",
        "frequency-cap",
        "letter",
        "too-late",
        "quiet-hours",
        "full",
        "money",
        "brings-less",
        "costs-more",
        "no-gain",
      ]),
    }),
  ),
  clock: z
    .object({
      zones: z.array(z.string()),
      from: z.enum(clockSources),
      state: z.string().nullable(),
      stricter: z.object({ from: z.number(), to: z.number() }).nullable(),
      movedFrom: z.number().nullable(),
    })
    .nullable()
    // Of proposals made before it was kept.
    .default(null),
});

/** As it was stored; null for one that another version of the product has written. */
export function explanationOf(stored: unknown): Explanation | null {
  const parsed = explanation.safeParse(stored);
  return parsed.success ? parsed.data : null;
}
